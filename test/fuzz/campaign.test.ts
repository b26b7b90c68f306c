import { describe, expect, it } from 'vitest';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { SEED } from '../support/arbitrary.ts';
import { COMBINATIONS } from '../support/combination.ts';
import { IDLE } from '../support/idle.ts';
import { stillborn } from '../support/stillborn.ts';
import { inTurn } from '../support/turn.ts';
import { conforming, faulty, fuzz } from '../support/virtual-campaign.ts';

describe('a campaign', () => {
  it(`finds nothing in a node that conforms (seed ${SEED})`, async () => {
    const { result } = await fuzz(conforming(DEFAULT_DIALECT, SEED), SEED);
    expect(result).toMatchObject({ verdict: 'pass', findings: [], unconfirmed: [], seen: true, ended: null });
    expect(result.datagrams).toBeGreaterThan(2000);
    expect(Object.keys(result.tried.generators)).toEqual(
      expect.arrayContaining(['grammar', 'mutation', 'volume', 'stories']),
    );
  });

  it.each(inTurn([...COMBINATIONS.entries()], 24))(
    'accuses no dialect: combination %i',
    async (i, dialect) => {
      const { result } = await fuzz(conforming(dialect, SEED + i), SEED + i);
      expect(result.findings.map(({ kind, signature, actual }) => `${kind} ${signature}: ${actual}`)).toEqual(
        [],
      );
      expect(result.verdict).toBe('pass');
    },
  );

  it.each([
    ['crash-on-cut', 'crash', 'TLV-4', 1],
    ['crash-on-empty', 'crash', 'SIZ-2', 1],
    ['port-little-endian-sent', 'wrong-answer', 'ADR-2', 2],
    ['stray-byte-sent', 'malformed-output', 'TLV-5', 2],
  ] as const)('finds %s', async (bug, kind, requirement, most) => {
    const { result, events } = await fuzz(faulty(bug, 5), 5, { untilFailure: true, timeMs: 60_000 });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({ kind, requirement, reproduced: { times: 5, of: 5 } });
    expect(result.findings[0]?.case.steps.length).toBeLessThanOrEqual(most);
    expect(result).toMatchObject({ verdict: 'fail', ended: 'failure' });
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['suspicion', 'finding']));
  });

  // 40: when the storm and the stories look whether it is there. 61: in between.
  it.each([0, 40, 61])(
    'could not tell of a program that ends after %i ms, whatever reached it',
    async (ms) => {
      const { result } = await fuzz(conforming(DEFAULT_DIALECT, 3), 3, {}, stillborn(ms));
      expect(result).toMatchObject({ verdict: 'inconclusive', findings: [], unconfirmed: [], datagrams: 0 });
      expect(result.start).toBe('the program ended by itself with status 0 before it sent anything');
    },
  );

  it('says nothing against a program that had no time to start', async () => {
    const slow: Parameters<typeof fuzz>[3] = (target, clock) => ({
      ...target,
      async start() {
        const boundAt = clock.now() + 1500;
        return { ...IDLE, holdsPort: () => clock.now() >= boundAt };
      },
    });
    const { result } = await fuzz(conforming(DEFAULT_DIALECT, 3), 3, { timeMs: 500 }, slow);
    expect(result).toMatchObject({ verdict: 'inconclusive', start: null });
  });

  it('ends after the cases that were asked for', async () => {
    const { result } = await fuzz(conforming(DEFAULT_DIALECT, 3), 3, { timeMs: null, cases: 500 });
    expect(result.cases).toBeGreaterThanOrEqual(500);
    expect(result.cases).toBeLessThan(1000);
  });
});
