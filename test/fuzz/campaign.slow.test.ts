import { describe, expect, it } from 'vitest';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { SEED } from '../support/arbitrary.ts';
import { COMBINATIONS } from '../support/combination.ts';
import { stillborn } from '../support/stillborn.ts';
import { conforming, faulty, fuzz } from '../support/virtual-campaign.ts';

const SEEDS = [SEED];

describe('a longer campaign', () => {
  it.each(COMBINATIONS.flatMap((dialect, i) => SEEDS.map((seed) => [i, seed, dialect] as const)))(
    'accuses no dialect: combination %i, seed %i',
    async (_, seed, dialect) => {
      const { result } = await fuzz(conforming(dialect, seed), seed);
      expect(result.findings.map(({ kind, signature, actual }) => `${kind} ${signature}: ${actual}`)).toEqual(
        [],
      );
      expect(result.verdict).toBe('pass');
    },
  );

  it.each([
    ['hello-3s', 'schedule', 'HEL-1'],
    ['crash-on-stray-byte', 'crash', 'TLV-4'],
    ['crash-on-short-address', 'crash', 'TLV-4'],
    ['answer-over-1400', 'malformed-output', 'SIZ-1'],
    ['second-datagram-without-header', 'malformed-output', 'HDR-2'],
    ['address-reversed-sent', 'wrong-answer', 'ADR-2'],
  ] as const)('finds %s', async (bug, kind, requirement) => {
    const { result } = await fuzz(faulty(bug, 7), 7, { untilFailure: true, timeMs: 150_000 });
    expect(result.findings[0]).toMatchObject({ kind, requirement, reproduced: { times: 5, of: 5 } });
  });
});

it('goes on as long as of the stories’ instances some come up', { timeout: 60_000 }, async () => {
  let starts = 0;
  // The first is the storm’s, which lives on.
  const frail: Parameters<typeof fuzz>[3] = (target, clock) => ({
    ...target,
    start: (...words) =>
      ++starts > 2 && starts % 2 === 1 ? stillborn(0)(target, clock).start(...words) : target.start(...words),
  });
  const { result } = await fuzz(conforming(DEFAULT_DIALECT, 3), 3, { timeMs: 150_000, rate: 20 }, frail);
  expect(starts).toBeGreaterThan(12);
  expect(result.start).toBeNull();
});
