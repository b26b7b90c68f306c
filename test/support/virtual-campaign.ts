import { type CampaignOptions, campaign } from '../../src/fuzz/campaign.ts';
import type { FuzzEvent, FuzzResult } from '../../src/fuzz/event.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Target } from '../../src/net/target.ts';
import { type Configure, memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../src/node/dialect.ts';

interface Run {
  readonly events: readonly FuzzEvent[];
  readonly result: FuzzResult;
}

/** A campaign against nodes in memory, in virtual time. */
export async function fuzz(
  configure: Configure,
  seed: number,
  more: Partial<CampaignOptions> = {},
  instead: (target: Target, clock: VirtualClock) => Target = (target) => target,
): Promise<Run> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, seed });
  const world = {
    clock,
    network,
    target: instead(memoryTarget(clock, network, configure), clock),
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

/** Nodes of that dialect. */
export function conforming(dialect: Dialect, seed: number): Configure {
  const random = seededRandom(seed);
  return (self, start) => nodeConfig({ self, start, dialect, random, allowPeer: () => true });
}

/** Nodes with a bug on purpose. */
export function faulty(name: string, seed: number): Configure {
  const [random, bug] = [seededRandom(seed), bugNamed(name)];
  if (bug === null) throw new Error(`no bug is called ${name}`);
  return (self, start) =>
    withBug(nodeConfig({ self, start, dialect: DEFAULT_DIALECT, random, allowPeer: () => true }), bug);
}
