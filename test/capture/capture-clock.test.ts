import { expect, test } from 'vitest';
import { CaptureClock, PAUSE_MS } from '../../src/capture/capture-clock.ts';

const MS = 1_000_000n;

test('a pause is longer than it may be, and lies between two packets', () => {
  const clock = new CaptureClock();
  for (const ms of [5n, 2005n, 4006n, null, 4007n]) clock.tick(ms === null ? null : ms * MS);
  expect(clock.gaps).toEqual([{ from: 2000, to: 4001 }]);
  expect([clock.now, clock.timeless, clock.backwards]).toEqual([4002, true, false]);
});

test('of more pauses than are kept the last takes in the others: none is forgotten', () => {
  const clock = new CaptureClock();
  const step = PAUSE_MS + 1;
  for (let i = 0; i <= 10_003; i++) clock.tick(BigInt(i * step) * MS);
  expect(clock.gaps).toHaveLength(10_000);
  expect(clock.gaps.at(-2)).toEqual({ from: 9998 * step, to: 9999 * step });
  expect(clock.gaps.at(-1)).toEqual({ from: 9999 * step, to: 10_003 * step });
});
