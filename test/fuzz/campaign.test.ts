import { describe, expect, it } from 'vitest';
import { type CampaignOptions, campaign } from '../../src/fuzz/campaign.ts';
import type { FuzzEvent, FuzzResult } from '../../src/fuzz/event.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { type Configure, memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../src/node/dialect.ts';
import { SEED } from '../support/arbitrary.ts';
import { COMBINATIONS } from '../support/combination.ts';
import { inTurn } from '../support/turn.ts';

interface Run {
  readonly events: readonly FuzzEvent[];
  readonly result: FuzzResult;
}

/** A campaign against nodes in memory, in virtual time. */
async function fuzz(configure: Configure, seed: number, more: Partial<CampaignOptions> = {}): Promise<Run> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, seed });
  const world = {
    clock,
    network,
    target: memoryTarget(clock, network, configure),
    random: seededRandom(seed),
    signal: new AbortController().signal,
    instances: 2,
    taken: new Set<string>(),
  };
  const options: CampaignOptions = {
    world,
    seed,
    timeMs: 10_000,
    cases: null,
    untilFailure: false,
    window: 64,
    // Virtual time costs real time for each datagram.
    rate: 1500,
    inputs: [],
    earlier: null,
    keeper: null,
    strict: false,
    ...more,
  };
  const events: FuzzEvent[] = [];
  await clock.run(async () => {
    for await (const event of campaign(options)) events.push(event);
  });
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('a campaign without an end');
  return { events, result: last.result };
}

function conforming(dialect: Dialect, seed: number): Configure {
  const random = seededRandom(seed);
  return (self, start) => nodeConfig({ self, start, dialect, random, allowPeer: () => true });
}

function faulty(name: string, seed: number): Configure {
  const [random, bug] = [seededRandom(seed), bugNamed(name)];
  if (bug === null) throw new Error(`no bug is called ${name}`);
  return (self, start) =>
    withBug(nodeConfig({ self, start, dialect: DEFAULT_DIALECT, random, allowPeer: () => true }), bug);
}

describe('a campaign', () => {
  it(`finds nothing in a node that conforms (seed ${SEED})`, async () => {
    const { result } = await fuzz(conforming(DEFAULT_DIALECT, SEED), SEED);
    expect(result).toMatchObject({ verdict: 'pass', findings: [], unconfirmed: [], seen: true, ended: null });
    expect(result.datagrams).toBeGreaterThan(2000);
    expect(Object.keys(result.tried.generators)).toEqual(
      expect.arrayContaining(['grammar', 'mutation', 'volume', 'stories']),
    );
  });

  it.each(inTurn([...COMBINATIONS.entries()], 12))(
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

  it('ends after the cases that were asked for', async () => {
    const { result } = await fuzz(conforming(DEFAULT_DIALECT, 3), 3, { timeMs: null, cases: 500 });
    expect(result.cases).toBeGreaterThanOrEqual(500);
    expect(result.cases).toBeLessThan(1000);
  });
});
