import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import { cpuShare, distinctBytes, sample, samples } from '../../src/net/sample.ts';
import { startingChildren } from '../support/children.ts';

const LINUX = process.platform === 'linux';
const start = startingChildren();

function fdsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

async function until(done: () => boolean): Promise<void> {
  const end = systemClock.now() + 10_000;
  while (!done() && systemClock.now() < end) await systemClock.sleep(10);
  expect(done()).toBe(true);
}

test.runIf(LINUX)('one look tells of many groups, each for itself; who is gone is left out', async () => {
  const [one, three, gone] = await Promise.all([
    start('sleep', '300'),
    start('sh', '-c', 'sleep 300 & sleep 300 & wait'),
    start('true'),
  ]);
  await gone.exited;
  await until(() => sample(three.pid)?.processes === 3 && (sample(one.pid)?.fds ?? 0) >= 3);
  const found = samples([one.pid, three.pid, gone.pid]);
  expect([...found.keys()]).toEqual([one.pid, three.pid]);
  expect(found.get(one.pid)).toMatchObject({ processes: 1, threads: 1, fds: fdsOf(one.pid) });
  expect(found.get(three.pid)).toMatchObject({ processes: 3, threads: 3 });
  expect(samples([])).toEqual(new Map());
});

test.runIf(LINUX)('a process that leads no group is sampled alone', () => {
  const own = sample(process.pid);
  expect(own?.processes).toBe(1);
  expect(own?.cpuMs).toBeGreaterThan(0);
  expect(own?.rss).toBeGreaterThan(10_000_000);
});

test.runIf(LINUX)('one that has ended and that nobody waits for counts as a process', async () => {
  // `exec`: who started it is another program by then.
  const child = await start('sh', '-c', 'true & exec sleep 300');
  // It may begin a moment later, and live a moment longer, than the one who started it.
  const ended = { processes: 2, threads: 1 };
  await until(() => {
    const { processes, threads } = sample(child.pid) ?? {};
    return processes === ended.processes && threads === ended.threads;
  });
  expect(sample(child.pid)).toMatchObject(ended);
});

test.runIf(LINUX)('the time of a spinning group grows, that of a sleeping one does not', async () => {
  // The program that spins is not the group's first.
  const [spinning, sleeping] = [
    await start('sh', '-c', 'sh -c "while :; do :; done" & wait'),
    await start('sleep', '300'),
  ];
  await until(() => (sample(spinning.pid)?.cpuMs ?? 0) >= 100);
  const [before, rested] = [sample(spinning.pid), sample(sleeping.pid)];
  await until(() => (sample(spinning.pid)?.cpuMs ?? 0) >= (before?.cpuMs ?? 0) + 200);
  expect(sample(sleeping.pid)?.cpuMs).toBe(rested?.cpuMs);
});

test('the share of a CPU between two samples; who lost a busy process has used none', () => {
  const at = (cpuMs: number) => ({ rss: 1, threads: 1, fds: 3, processes: 1, cpuMs });
  expect(cpuShare(at(100), at(350), 500)).toBe(0.5);
  expect(cpuShare(at(100), at(1100), 500)).toBe(2);
  expect(cpuShare(at(100), at(20), 500)).toBe(0);
  expect(cpuShare(at(100), at(200), 0)).toBe(0);
});

test.runIf(LINUX)('memory that processes share is counted once', async () => {
  // A child by fork shares the pages of its parent until one of them writes.
  const script =
    'x=$(head -c 30000000 /dev/zero | tr "\\0" x); sleep 300 & (:; sleep 300; :) & (:; sleep 300; :) & wait';
  const child = await start('sh', '-c', script);
  await until(() => (sample(child.pid)?.processes ?? 0) >= 6);
  const [sum, once] = [sample(child.pid)?.rss ?? 0, distinctBytes(child.pid) ?? 0];
  expect(once).toBeGreaterThan(25_000_000);
  expect(once).toBeLessThan(sum - 40_000_000);
});

test.runIf(LINUX)('thirty groups are sampled in a few milliseconds', async () => {
  const children = await Promise.all(Array.from({ length: 30 }, () => start('sleep', '300')));
  const pids = children.map((child) => child.pid);
  const before = process.cpuUsage();
  for (let i = 0; i < 20; i += 1) expect(samples(pids).size).toBe(30);
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / 20;
  console.log(`30 groups: ${each.toFixed(1)} ms of CPU each time`);
  // Ten times a second: less than a fifth of a CPU, wherever this runs.
  expect(each).toBeLessThan(20);
});
