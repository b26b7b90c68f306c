import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type Child, startChild } from '../../src/net/child.ts';
import { systemClock } from '../../src/net/clock.ts';
import { processStatus } from '../../src/net/process-status.ts';
import { sample, samples } from '../../src/net/sample.ts';

const LINUX = process.platform === 'linux';
const CHILD = fileURLToPath(new URL('../../dist/net/child.js', import.meta.url));
const CLOCK = fileURLToPath(new URL('../../dist/net/clock.js', import.meta.url));

const running: Child[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.stop()));
});

async function start(argv: readonly string[]): Promise<Child> {
  const child = await startChild(argv, { clock: systemClock });
  running.push(child);
  return child;
}

function sh(script: string): Promise<Child> {
  return start(['sh', '-c', script]);
}

async function until(done: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = systemClock.now() + ms;
  while (!(await done()) && systemClock.now() < end) await systemClock.sleep(10);
  expect(await done()).toBe(true);
}

/** Living processes of all these groups together. */
function left(groups: readonly number[]): number {
  return [...samples(groups).values()].reduce((sum, { processes }) => sum + processes, 0);
}

function supervisorOf(child: Child): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
}

/** A process of its own that runs this script, with `start` and `console` at hand. */
function parent(script: string): ChildProcess {
  const program = `
    import { startChild } from ${JSON.stringify(CHILD)};
    import { systemClock } from ${JSON.stringify(CLOCK)};
    const start = (script) => startChild(['sh', '-c', script], { clock: systemClock });
    ${script}`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test.runIf(LINUX)('forty targets at once cost one supervisor less than a second of CPU', async () => {
  const children = await Promise.all(Array.from({ length: 40 }, () => start(['sleep', '300'])));
  const supervisors = new Set(children.map(supervisorOf));
  expect(supervisors.size).toBe(1);
  expect(new Set(children.map((child) => child.pid)).size).toBe(40);
  expect(processStatus([...supervisors][0] ?? 0)?.cpuMs).toBeLessThan(1000);
  expect(left(children.map((child) => child.pid))).toBe(40);
  const exits = await Promise.all(children.map((child) => child.stop()));
  expect(exits.map(({ signal }) => signal)).toEqual(Array.from({ length: 40 }, () => 'SIGTERM'));
});

test('each target hears its own end and its own output', async () => {
  const children = await Promise.all([1, 2, 3, 4, 5].map((code) => sh(`echo I am ${code}; exit ${code}`)));
  const exits = await Promise.all(children.map((child) => child.exited));
  expect(exits.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5]);
  const said = await Promise.all(children.map((child) => child.output()));
  expect(said).toEqual([1, 2, 3, 4, 5].map((code) => `I am ${code}\n`));
});

test('what Node refuses to start harms no other target', async () => {
  const other = await sh('sleep 300');
  await expect(start([''])).rejects.toThrow(/cannot start/);
  await expect(start(['echo', 'a\0b'])).rejects.toThrow(/cannot start/);
  expect(await other.stop()).toMatchObject({ signal: 'SIGTERM', byUs: true });
});

test.runIf(LINUX)(
  'kill -9 of the parent ends all groups, one that forks and one that ignores signals',
  async () => {
    const started = parent(`
    const children = await Promise.all([
      start('sleep 300 & sleep 300 & wait'), start('trap "" TERM HUP INT; sleep 300; sleep 300'), start('exec sleep 300'),
    ]);
    console.log(JSON.stringify(children.map((child) => child.pid)));`);
    const [line] = await once(started.stdout ?? started, 'data');
    const pids = JSON.parse(String(line)) as number[];
    await until(() => left(pids) === 6);
    started.kill('SIGKILL');
    await until(() => left(pids) === 0);
  },
);

test('a parent whose targets have ended can end by itself', async () => {
  const program = `
    const child = await start('exit 0');
    await child.exited;
    const other = await start('sleep 300');
    await other.stop();`;
  const [code] = await once(parent(program), 'exit');
  expect(code).toBe(0);
});

test.runIf(LINUX)(
  'kill -9 of the supervisor ends all targets, is reported, and the next start works',
  async () => {
    const children = await Promise.all([sh('sleep 300 & wait'), sh('trap "" TERM; sleep 300; sleep 300')]);
    const pids = children.map((child) => child.pid);
    await until(() => left(pids) === 4);
    const asked = children[0]?.output();
    process.kill(supervisorOf(children[0] as Child), 'SIGKILL');
    for (const child of children) {
      expect(await child.exited).toMatchObject({
        code: null,
        signal: 'SIGKILL',
        byUs: true,
        reason: 'its supervisor ended',
      });
    }
    expect(await asked).toBe('');
    await until(() => left(pids) === 0);
    expect(await (await sh('exit 4')).exited).toMatchObject({ code: 4 });
  },
);

test.runIf(LINUX)('a flood of output delays no other exit, grows no memory and keeps its end', async () => {
  const flood = await sh('yes "a line of a node that talks too much about what it does" & sleep 300');
  const supervisor = supervisorOf(flood);
  await systemClock.sleep(300);
  const before = sample(supervisor)?.rss ?? 0;
  const spent = processStatus(supervisor)?.cpuMs ?? 0;
  const lateness: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const child = await sh('exit 0');
    const { at } = await child.exited;
    lateness.push(systemClock.now() - at);
    await systemClock.sleep(20);
  }
  expect(lateness.sort((a, b) => a - b)[10]).toBeLessThan(60);
  await systemClock.sleep(500);
  expect((sample(supervisor)?.rss ?? 0) - before).toBeLessThan(64 * 1024 * 1024);
  const share = ((processStatus(supervisor)?.cpuMs ?? 0) - spent) / 1000;
  console.log(
    `flood: exit reports ${lateness[10]?.toFixed(1)} ms late, supervisor ${share.toFixed(2)} s of CPU`,
  );
  const output = await flood.output();
  expect(output.length).toBe(64 * 1024);
  expect(output).toContain('a line of a node that talks too much');
});

test('standard input is silent and stays open', async () => {
  const child = await sh('echo ready; read line; echo "read returned $?"; sleep 300');
  await until(async () => (await child.output()).includes('ready'));
  await systemClock.sleep(300);
  expect(await child.output()).toBe('ready\n');
});

test('a target that closes its output is watched until its end', async () => {
  const child = await sh('exec >&- 2>&- </dev/null; sleep 0.3; exit 7');
  expect(await child.exited).toMatchObject({ code: 7, byUs: false });
});

test('a process outside the group that keeps the pipe holds the report up for half a second at most', async () => {
  const child = await sh('setsid sleep 4 & exit 5');
  const exit = await child.exited;
  expect(exit.code).toBe(5);
  expect(systemClock.now() - exit.at).toBeLessThan(1500);
});

const HOG = 'const hoard = []; setInterval(() => hoard.push(Buffer.alloc(1 << 24, 1)), 5);';

test.runIf(LINUX)('a target that takes more than 1 GiB is ended, and the report says why', async () => {
  const child = await start([process.execPath, '-e', HOG]);
  expect(await child.exited).toMatchObject({
    signal: 'SIGKILL',
    byUs: false,
    reason: 'more than 1 GiB of memory',
  });
});

test.runIf(LINUX)('a target of more than 256 processes is ended, all of it', async () => {
  const child = await sh('i=0; while [ $i -lt 400 ]; do sleep 300 & i=$((i+1)); done; wait');
  expect(await child.exited).toMatchObject({ signal: 'SIGKILL', reason: 'more than 256 processes' });
  await until(() => left([child.pid]) === 0);
});
