import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BucketTable } from '../../../src/sniff/statistics/bucket-table.ts';
import { SEED } from '../../support/arbitrary.ts';
import { RUNS } from '../../support/runs.ts';

// Around the bits that a count has, and around its bound.
const count = fc.constantFrom(1, 2, 2 ** 16 - 2, 2 ** 16 - 1, 2 ** 16, 2 ** 17 + 1, 2 ** 31, 2 ** 32 - 2);
const addition = fc.tuple(fc.nat(2), fc.constantFrom(0, 63, 64, 831), count);

test('counts are as large as they get, up to 2^32; what is beyond is lost', () => {
  fc.assert(
    fc.property(fc.array(addition, { maxLength: 30 }), (additions) => {
      const [table, counts] = [new BucketTable(), new Map<string, number>()];
      let lost = 0;
      for (const [row, bucket, more] of additions) {
        table.add(row, bucket, more);
        const sum = (counts.get(`${row} ${bucket}`) ?? 0) + more;
        if (sum < 2 ** 32) counts.set(`${row} ${bucket}`, sum);
        else lost += more;
      }
      const found = new Map<string, number>();
      for (const row of [0, 1, 2]) table.each(row, (bucket, number) => found.set(`${row} ${bucket}`, number));
      expect(found).toEqual(counts);
      expect(table.lost).toBe(lost);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
