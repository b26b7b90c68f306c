import { describe, expect, it } from 'vitest';
import { PROBES } from '../../../src/check/catalogue.ts';
import { withBug } from '../../../src/node/bugs/bug.ts';
import { nodeConfig } from '../../../src/node/config.ts';
import type { Peer } from '../../../src/node/peer.ts';
import type { Verdict } from '../../../src/oracle/verdict.ts';
import { virtualCheck } from '../../support/virtual-check.ts';

const OWN = PROBES.filter(({ check }) => check === 'renewed-stays-listed');

/** What HEL-3 says of a node whose peers are connected until 4 s are full after that date, by a clock of whole seconds. */
async function verdictOf(dateOf: (peer: Peer) => number, phase: number): Promise<Verdict | undefined> {
  const whole = (ms: number): number => 1000 * Math.floor((ms - phase) / 1000) + phase;
  const bug = {
    name: 'whole-seconds',
    requirement: 'HEL-3',
    section: '1.3',
    summary: 'a clock of whole seconds',
    rules: () => ({ connectedUntil: (peer: Peer) => whole(dateOf(peer)) + 5000 }),
  };
  const result = await virtualCheck(
    (self, start) => withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
    {},
    OWN,
  );
  return result.findings.find(({ judgement }) => judgement.requirement === 'HEL-3')?.judgement.verdict;
}

const PHASES = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900];

describe('HEL-3, whenever the second of the node begins', () => {
  it('fails where the date is that of the first Hello', async () => {
    const verdicts = await Promise.all(
      PHASES.map((phase) => verdictOf((peer) => peer.connectedAt ?? 0, phase)),
    );
    expect(verdicts).toEqual(PHASES.map(() => 'fail'));
  });

  it('passes where it is that of the last', async () => {
    const verdicts = await Promise.all(PHASES.map((phase) => verdictOf((peer) => peer.heardAt ?? 0, phase)));
    expect(verdicts).toEqual(PHASES.map(() => 'pass'));
  });
});
