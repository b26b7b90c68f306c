/**
 * A network namespace that has `lo` alone: whatever address a node is told there, no datagram leaves the machine.
 * We run ourselves again inside it, target and all; `insideNamespace` looks before it believes.
 */
import { execFile, spawn } from 'node:child_process';
import { constants, networkInterfaces } from 'node:os';
import { EnvironmentError } from './error.ts';
import { procText } from './proc.ts';

/** The words that run a command in a namespace, or why this machine gives none. */
export type NamespaceAbility =
  | { readonly ok: true; readonly prefix: string[] }
  | { readonly ok: false; readonly reason: string };

const MARK = 'PEERPROBE_NAMESPACE';
const TRIAL_MS = 5000;

// `lo` is down in a new namespace. The command follows as arguments of the script: none of its words is read as shell.
// The tools lie in sbin, which not everybody's PATH has; the command's own PATH stays as it is.
const LO_UP = '(PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up || ifconfig lo up) && exec "$@"';

// Devices that some kernels put, down and without address, into every new namespace.
const FALLBACK_DEVICE = /^(tunl|sit|gre|gretap|erspan|ip_vti|ip6_vti|ip6tnl|ip6gre)0$/;

/** The prefix of `namespaceAbility`, or null. */
export async function namespaceCommand(): Promise<string[] | null> {
  const ability = await namespaceAbility();
  return ability.ok ? ability.prefix : null;
}

/** What works on this machine, found by trying it. */
export async function namespaceAbility(): Promise<NamespaceAbility> {
  if (process.platform !== 'linux') return { ok: false, reason: 'network namespaces are a Linux feature' };
  const asRoot = ['unshare', '--net'];
  const asUser = ['unshare', '--user', '--map-root-user', '--net'];
  const reasons: string[] = [];
  for (const unshare of process.getuid?.() === 0 ? [asRoot, asUser] : [asUser]) {
    const prefix = [...unshare, 'sh', '-c', LO_UP, 'sh'];
    const failure = await tryPrefix(prefix);
    if (failure === null) return { ok: true, prefix };
    reasons.push(`${unshare.join(' ')}: ${failure}`);
  }
  return { ok: false, reason: reasons.join('; ') };
}

/** True if this process was put into a namespace of ours, and really has no way out of it. */
export function insideNamespace(): boolean {
  return process.env[MARK] === '1' && loopbackAlone(procText('net/dev'));
}

/** The environment of what is started behind the prefix: it tells our own program where it is. */
export function namespaceEnv(): NodeJS.ProcessEnv {
  return { ...process.env, [MARK]: '1' };
}

/**
 * Runs this same command line (or `argv`) again behind the prefix, with our stdio; signals go on to it, and its
 * exit code is the result (128 + number if a signal ended it). It ends with us if it calls `followParent`.
 */
export function reexecInNamespace(
  prefix: readonly string[],
  argv: readonly string[] = [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
): Promise<number> {
  const [program = '', ...args] = [...prefix, ...argv];
  return new Promise((resolve, reject) => {
    // In a session of its own: Ctrl-C reaches us alone, and is passed on once.
    const child = spawn(program, args, {
      detached: true,
      env: namespaceEnv(),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const forget = passSignals((signal) => child.kill(signal));
    child.once('error', (cause) => {
      forget();
      reject(
        new EnvironmentError(`cannot run ${program}: ${cause.message}`, 'try --no-namespace', { cause }),
      );
    });
    child.once('exit', (code, signal) => {
      forget();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** For the process inside: calls `lost` when the one that started it is gone, kill -9 included. */
export function followParent(lost: () => void): void {
  if (!process.connected) return;
  process.once('disconnect', lost);
  process.channel?.unref(); // waiting for that keeps nobody alive
}

function passSignals(pass: (signal: NodeJS.Signals) => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

/** Null if the prefix gives a namespace with `lo` alone; else what went wrong, in one line. */
function tryPrefix([program = '', ...args]: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const command = [...args, 'cat', '/proc/net/dev'];
    execFile(program, command, { timeout: TRIAL_MS }, (error, stdout, stderr) => {
      if (error === null) return resolve(devicesAlone(stdout) ? null : 'other devices than lo are left');
      const said = stderr.trim().split('\n').pop() ?? '';
      const missing = 'code' in error && String(error.code) === 'ENOENT';
      resolve(missing ? `${program} is not installed` : said === '' ? error.message : said);
    });
  });
}

function loopbackAlone(devices: string): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return devicesAlone(devices) && addresses.every((address) => address.internal);
}

function devicesAlone(text: string): boolean {
  const names = text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.slice(0, line.indexOf(':')).trim());
  return names.includes('lo') && names.every((name) => name === 'lo' || FALLBACK_DEVICE.test(name));
}
