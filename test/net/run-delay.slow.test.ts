import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { runDelayMs } from '../../src/net/run-delay.ts';
import { needAbility } from '../support/need.ts';

test('a program that waits for a CPU is seen to, and one that sleeps is not', async () => {
  if (!needAbility(runDelayMs(process.pid) !== null, '/proc/PID/task/TID/schedstat')) return;
  const run = (script: string): ReturnType<typeof spawn> =>
    spawn(process.execPath, ['-e', `process.stdout.write('x');${script}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const busy = Array.from({ length: 2 * availableParallelism() + 1 }, () => run('for (;;);'));
  const idle = run('setTimeout(() => {}, 60_000)');
  try {
    for (const { stdout } of [...busy, idle]) if (stdout !== null) await once(stdout, 'data');
    const before = [...busy, idle].map(({ pid }) => runDelayMs(pid ?? null) ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 800));
    const grown = [...busy, idle].map(({ pid }, i) => (runDelayMs(pid ?? null) ?? 0) - (before[i] ?? 0));
    expect(Math.max(...grown.slice(0, -1))).toBeGreaterThan(150);
    expect(grown.at(-1)).toBeLessThan(Math.max(...grown.slice(0, -1)));
  } finally {
    for (const child of [...busy, idle]) child.kill('SIGKILL');
  }
  expect(runDelayMs(null)).toBeNull();
  expect(runDelayMs(2 ** 30)).toBeNull();
});
