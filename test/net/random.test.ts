import { expect, test } from 'vitest';
import { seededRandom } from '../../src/net/random.ts';

test('a seed gives its own numbers, always the same, in [0, 1), evenly', () => {
  const take = (seed: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 16_000 }, () => random());
  };
  const [a, b] = [take(1), take(2)];
  expect(take(1)).toEqual(a);
  expect(a).not.toEqual(b);
  expect(a.every((value) => value >= 0 && value < 1)).toBe(true);
  for (const numbers of [a, b]) {
    const buckets = new Array<number>(16).fill(0);
    for (const number of numbers) {
      const bucket = Math.floor(number * 16);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    // 1000 expected in each, sigma about 31.
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
  }
});
