import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Child, type ChildOptions, startChild } from '../../src/net/child.ts';
import { systemClock } from '../../src/net/clock.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { sample } from '../../src/net/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-child-'));
const running: Child[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.stop()));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(argv: readonly string[], options: Partial<ChildOptions> = {}): Promise<Child> {
  const child = await startChild(argv, { clock: systemClock, ...options });
  running.push(child);
  return child;
}

function sh(script: string, options: Partial<ChildOptions> = {}): Promise<Child> {
  return start(['sh', '-c', script], options);
}

async function until(done: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = systemClock.now() + ms;
  while (!(await done()) && systemClock.now() < end) await systemClock.sleep(10);
  expect(await done()).toBe(true);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie waits for whoever adopted it: it has ended.
  return !/^State:\s+Z/m.test(
    existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '',
  );
}

test('an exit code is reported with its time, and all output before it', async () => {
  const before = systemClock.now();
  const child = await sh('echo out; echo err >&2; exit 3');
  const exit = await child.exited;
  expect(exit).toMatchObject({ code: 3, signal: null, byUs: false, reason: null, sanitizer: null });
  expect(child.startedAt).toBeGreaterThan(before);
  expect(exit.at).toBeGreaterThanOrEqual(child.startedAt);
  expect(exit.at).toBeLessThanOrEqual(systemClock.now());
  expect((await child.output()).split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('a fatal signal is reported by its name', async () => {
  const child = await sh('kill -SEGV $$');
  expect(await child.exited).toMatchObject({ code: null, signal: 'SIGSEGV', byUs: false });
  expect(await child.stop()).toMatchObject({ signal: 'SIGSEGV', byUs: false });
});

test('stop asks first: what the target says at its end is still read', async () => {
  const child = await sh('trap "echo bye; exit 0" TERM; echo ready; while :; do sleep 0.05; done');
  await until(async () => (await child.output()).includes('ready'));
  expect(await child.stop()).toMatchObject({ code: 0, byUs: true });
  expect(await child.output()).toContain('bye');
});

test('a target that does not listen is killed after two seconds, its children too', async () => {
  const child = await sh('trap "" TERM; sleep 300 & echo $!; while :; do sleep 1; done');
  await until(async () => /\d+\n/.test(await child.output()));
  const grandchild = Number.parseInt(await child.output(), 10);
  expect(alive(grandchild)).toBe(true);
  const asked = systemClock.now();
  const exit = await child.stop();
  expect(exit).toMatchObject({ code: null, signal: 'SIGKILL', byUs: true });
  expect(exit.at - asked).toBeGreaterThan(1900);
  await until(() => !alive(grandchild));
});

test('processes that a target leaves behind are gone with it', async () => {
  const child = await sh('sleep 300 & echo $!');
  expect(await child.exited).toMatchObject({ code: 0 });
  const orphan = Number.parseInt(await child.output(), 10);
  await until(() => !alive(orphan));
});

test('words reach the target as they are, and so do folder and environment', async () => {
  const words = ['a b', '$HOME', '"', ';exit', ''];
  const script =
    'console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.COLOUR, process.env.HOME]))';
  const child = await start([process.execPath, '-e', script, '--', ...words], {
    cwd: folder,
    env: { COLOUR: 'blue' },
  });
  await child.exited;
  expect(JSON.parse(await child.output())).toEqual([words, folder, 'blue', null]);
});

test('what cannot be started says why', async () => {
  const failure = async (argv: string[], cwd?: string): Promise<EnvironmentError> => {
    const error: unknown = await start(argv, { cwd }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvironmentError);
    return error as EnvironmentError;
  };
  const text = join(folder, 'text');
  writeFileSync(text, 'no program');
  chmodSync(text, 0o644);
  expect((await failure(['./no-such-node'])).message).toBe('program not found: ./no-such-node');
  expect((await failure(['no-such-node'])).hint).toContain('./no-such-node');
  expect((await failure(['true'], join(folder, 'missing'))).message).toContain('no such folder');
  expect((await failure([text])).hint).toContain('chmod +x');
  await expect(start([])).rejects.toThrow(RangeError);
});

test('a sanitizer report is told while the target runs and in its exit', async () => {
  const line = '==9==ERROR: AddressSanitizer: heap-use-after-free on address 0x1';
  const child = await sh(`echo '${line}' >&2; yes | head -c 300000; sleep 300`);
  await until(async () => (await child.sanitizer()) !== null);
  expect((await child.stop()).sanitizer?.split('\n')[0]).toBe(line);
  expect((await child.output()).length).toBeLessThanOrEqual(65_536);
});

test.runIf(process.platform === 'linux')('limits hold for the target', async () => {
  const child = await sh('ulimit -f; ulimit -u 2>/dev/null || grep processes /proc/self/limits');
  await child.exited;
  // In blocks of 512 (dash) or 1024 (bash) bytes.
  expect(['131072', '65536']).toContain((await child.output()).split('\n')[0]);
  expect(await child.output()).not.toContain('unlimited');
});

test.runIf(process.platform === 'linux')('a sample adds up the process group', async () => {
  const child = await sh('sleep 300 & sleep 300 & echo ready; wait');
  await until(async () => (await child.output()).includes('ready'));
  await until(() => sample(child.pid)?.processes === 3);
  const used = sample(child.pid);
  expect(used?.threads).toBe(3);
  expect(used?.rss).toBeGreaterThan(500_000);
  expect(used?.fds).toBeGreaterThanOrEqual(9);
  await child.stop();
  expect(sample(child.pid)).toBeNull();
});

const CHILD = fileURLToPath(new URL('../../dist/net/child.js', import.meta.url));
const CLOCK = fileURLToPath(new URL('../../dist/net/clock.js', import.meta.url));

/** A parent process of its own that starts `sh -c script` and prints the target's pid. */
function parent(script: string) {
  const program = `
    import { startChild } from ${JSON.stringify(CHILD)};
    import { systemClock } from ${JSON.stringify(CLOCK)};
    const child = await startChild(['sh', '-c', ${JSON.stringify(script)}], { clock: systemClock });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('kill -9 of the parent leaves nothing of the target', async () => {
  const started = parent('trap "" TERM HUP INT; sleep 300 & wait; sleep 300');
  const [line] = await once(started.stdout, 'data');
  const pid = Number.parseInt(String(line), 10);
  expect(alive(pid)).toBe(true);
  started.kill('SIGKILL');
  await until(() => !alive(pid));
  await until(() => sample(pid) === null);
});

test('kill -9 of the supervisor ends the target too, and is reported', async () => {
  const child = await sh('sleep 300 & echo $!; wait');
  await until(async () => /\d+\n/.test(await child.output()));
  const grandchild = Number.parseInt(await child.output(), 10);
  const { stdout } = await new Promise<{ stdout: string }>((resolve) =>
    execFile('ps', ['-o', 'ppid=', '-p', String(child.pid)], (_, stdout) => resolve({ stdout })),
  );
  process.kill(Number(stdout), 'SIGKILL');
  expect(await child.exited).toMatchObject({ code: null, signal: 'SIGKILL', byUs: true });
  await until(() => !alive(child.pid) && !alive(grandchild));
});
