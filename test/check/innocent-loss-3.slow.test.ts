import { describe, expect, it } from 'vitest';
import { DEFAULT_DIALECT, DIALECT_KEYS, dialectValues, parseDialect } from '../../src/node/dialect.ts';
import { accusations } from '../support/combination.ts';

describe('check accuses no single free choice over a link that loses datagrams', () => {
  it('the default dialect', async () => {
    for (let seed = 1; seed <= 20; seed++)
      expect(await accusations(DEFAULT_DIALECT, seed), `seed ${seed}`).toEqual([]);
  });

  // Each value is in four combinations at least, of twenty seeds each: innocent-loss-1 and -2.
  for (const key of DIALECT_KEYS) {
    for (const value of dialectValues(key)) {
      it(`${key}=${value}`, async () => {
        const parsed = parseDialect(key, value);
        if (!parsed.ok) throw new Error(parsed.error);
        for (const seed of [201, 202, 203, 205])
          expect(await accusations({ ...DEFAULT_DIALECT, ...parsed.dialect }, seed), `seed ${seed}`).toEqual(
            [],
          );
      });
    }
  }
});
