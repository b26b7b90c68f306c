/**
 * A target that we start: each instance a process of its own, watched by its supervisor.
 */
import { createSocket } from 'node:dgram';
import type { Endpoint } from '../wire/endpoint.ts';
import { startChild } from './child.ts';
import { LOOPBACK } from './cidr.ts';
import { diagnose } from './diagnosis.ts';
import { socketCounters } from './kernel.ts';
import { insideNamespace } from './namespace.ts';
import { sample } from './sample.ts';
import type { Target } from './target.ts';
import type { Clock } from './world.ts';

const PLACEHOLDER = /\{(port|peer-host|peer-port)\}/g;
const LOCALHOST = '127.0.0.1';

/**
 * The target that this argument vector starts. Where it names no placeholder, PORT HOST PORT is appended: PORT alone
 * for an instance without a start peer. `cwd`: where it runs; ours by default.
 */
export function commandTarget(command: readonly string[], clock: Clock, cwd?: string): Target {
  return {
    endpoint: null,
    command,
    restartable: true,
    alone: true,
    fence: insideNamespace() ? null : [LOOPBACK],
    reserve: freeEndpoint,
    async start(at, startPeer, onExit) {
      const env = withQuarantine(process.env);
      const child = await startChild(commandLine(command, at.port, startPeer), { clock, env, cwd });
      const gone = child.exited.then(async (exit) => {
        onExit({ type: 'exited', ...exit, output: lastLines(await child.output()) });
      });
      return {
        drops: () => socketCounters(at)?.drops ?? 0,
        queued: () => socketCounters(at)?.queue ?? null,
        holdsPort: () => (process.platform === 'linux' ? socketCounters(at) !== null : null),
        pid: () => child.pid,
        sample: () => sample(child.pid),
        sanitizer: () => child.sanitizer(),
        diagnosis: () => diagnose(child.pid),
        async stop() {
          await child.stop();
          await gone;
        },
      };
    },
  };
}

/** The words to run, with the instance's port and its start peer put in; what names a peer where there is none stays. */
export function commandLine(command: readonly string[], port: number, peer: Endpoint | null): string[] {
  const named = peer === null ? {} : { 'peer-host': peer.address, 'peer-port': String(peer.port) };
  const values: Record<string, string> = { port: String(port), ...named };
  const filled = command.map((word) =>
    word.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole),
  );
  if (filled.some((word, i) => word !== command[i])) return filled;
  return [...command, String(port), ...Object.values(named)];
}

/** Whether it says itself where the start peer stands: then it cannot be started without one. */
export function namesPeer(command: readonly string[]): boolean {
  return command.some((word) => /\{peer-(host|port)\}/.test(word));
}

/**
 * Protocol.md, bounds: AddressSanitizer keeps freed memory, up to 256 MiB by default, which looks like a leak. The last
 * of several values counts, so what the user has set stays otherwise.
 */
export function withQuarantine(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const before = env['ASAN_OPTIONS'] ?? '';
  return { ...env, ASAN_OPTIONS: `${before}${before === '' ? '' : ':'}quarantine_size_mb=1` };
}

const LINES = 8;

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-LINES).join('\n');
}

/** A port that nobody holds on any address, for a target that binds all of them. */
export function freeEndpoint(): Promise<Endpoint> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, () => {
      const { port } = socket.address();
      socket.close(() => resolve({ address: LOCALHOST, port }));
    });
  });
}
