import { describe, expect, it } from 'vitest';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { accusations, COMBINATIONS } from '../support/combination.ts';
import { inTurn } from '../support/turn.ts';

// Few of what innocent-loss*.slow.test.ts tries.
const SEEDS = [5, 11, 18];

describe('check accuses no conforming node of what the network loses, delays and reorders', () => {
  it.each(SEEDS)('the default dialect, seed %i', async (seed) => {
    expect(await accusations(DEFAULT_DIALECT, seed)).toEqual([]);
  });

  for (const [i, dialect] of COMBINATIONS.entries()) {
    if (i % 4 !== 0) continue;
    it.each(inTurn(SEEDS, SEEDS.length))(`combination ${i}, seed %i`, async (seed) => {
      expect(await accusations(dialect, seed + i), JSON.stringify(dialect)).toEqual([]);
    });
  }
});
