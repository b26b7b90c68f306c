import { describe, expect, it } from 'vitest';
import { accusations, COMBINATIONS } from '../support/combination.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => 100 + i);

describe('check accuses no combination of free choices over a link that loses datagrams', () => {
  for (const [i, dialect] of COMBINATIONS.entries()) {
    if (i % 2 !== 0) continue;
    it(`combination ${i}`, async () => {
      for (const seed of SEEDS)
        expect(await accusations(dialect, seed), `seed ${seed} of ${JSON.stringify(dialect)}`).toEqual([]);
    });
  }
});
