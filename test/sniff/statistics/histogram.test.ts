import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS, INTERVALS, quantile, SIZES } from '../../../src/sniff/statistics/histogram.ts';
import { Spreads } from '../../../src/sniff/statistics/spreads.ts';
import { SEED } from '../../support/arbitrary.ts';
import { longRuns } from '../../support/runs.ts';

function value(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.nat(200),
    fc.nat(1000),
    fc.nat(2 ** 26),
    fc.nat(2 ** 31 - 1),
    fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  );
}

const SCALES = { INTERVALS, SIZES };
/** Half a bucket's width at most, as is said of each scale. */
const ERROR = {
  INTERVALS: (exact: number) => exact * (exact >= 2 ** 18 && exact < 2 ** 25 ? 1 / 128 : 1 / 16),
  SIZES: (exact: number) => (exact < 512 ? 0 : exact / 16),
};

describe.each(['INTERVALS', 'SIZES'] as const)('the buckets of %s', (name) => {
  const { max, bucketOf, lowOf } = SCALES[name];

  test('follow each other without a gap', () => {
    const last = bucketOf(max);
    for (let bucket = 0; bucket < last; bucket++)
      expect([bucketOf(lowOf(bucket)), bucketOf(lowOf(bucket + 1) - 1)]).toEqual([bucket, bucket]);
    expect([lowOf(0), last < BUCKETS]).toEqual([0, true]);
  });

  test('give a quantile within the error of the value at that rank', () => {
    fc.assert(
      fc.property(
        fc.array(
          value().filter((one) => one <= max),
          { minLength: 1 },
        ),
        fc.constantFrom(0, 0.5, 0.95, 1),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
          const counts = new Map<number, number>();
          for (const one of sorted) counts.set(bucketOf(one), (counts.get(bucketOf(one)) ?? 0) + 1);
          const found = quantile(SCALES[name], [...counts].flat(), share, sorted[0] ?? 0, sorted.at(-1) ?? 0);
          expect(Math.abs((found ?? Number.NaN) - exact)).toBeLessThanOrEqual(ERROR[name](exact));
        },
      ),
      { seed: SEED },
    );
    expect(quantile(SCALES[name], [], 0.5, 0, 0)).toBeNull();
  });
});

test('spreads of parts add up, over many rows', () => {
  const sample = fc.array(fc.tuple(fc.nat(2000), value()), { maxLength: 200, size: 'max' });
  fc.assert(
    fc.property(sample, sample, (one, other) => {
      const [whole, sum] = [new Spreads(INTERVALS), new Spreads(INTERVALS)];
      const part = new Spreads(INTERVALS);
      for (const [row, number] of [...one, ...other]) whole.add(row, number);
      for (const [row, number] of one) sum.add(row, number);
      for (const [row, number] of other) part.add(row, number);
      const rows = new Set([...one, ...other].map(([row]) => row));
      for (const row of rows) sum.absorb(row, part.of(row));
      for (const row of rows) {
        const { n, min, max } = whole.of(row);
        expect(sum.of(row)).toEqual(whole.of(row));
        const mine = [...one, ...other].filter(([at]) => at === row).map(([, number]) => number);
        expect([n, min, max]).toEqual([mine.length, Math.min(...mine), Math.max(...mine)]);
      }
    }),
    { seed: SEED, numRuns: longRuns(30) },
  );
});

test('values beyond the bound are counted as lost, and still have their smallest and largest', () => {
  const spreads = new Spreads(INTERVALS);
  for (let row = 0; row < 2 ** 16 + 9; row++) spreads.add(row, row);
  expect(spreads.lost).toBe(10);
});
