import { Round } from '../../src/fuzz/round.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Target } from '../../src/net/target.ts';
import { memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { conforming } from './virtual-campaign.ts';

/** What is done in a round against instances that somebody else makes, in virtual time. */
export function inRound<T>(
  start: Target['start'],
  play: (round: Round, clock: VirtualClock, network: MemoryNetwork) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1 });
  const target = { ...memoryTarget(clock, network, conforming(DEFAULT_DIALECT, 1)), start };
  const parts = { clock, network, random: seededRandom(1), signal: new AbortController().signal };
  const world = { ...parts, target, instances: 1, taken: new Set<string>() };
  return clock.run(async () => {
    const forever = { until: Number.POSITIVE_INFINITY, over: () => false };
    const round = await Round.open({ world, window: 64, rate: null, ...forever });
    const result = await play(round, clock, network);
    await round.close();
    return result;
  });
}
