/**
 * The whole check against nodes in memory, in virtual time: what it makes of a dialect or a bug, in a blink and
 * always in the same way.
 */
import type { Cidr } from '../net/cidr.ts';
import { type LinkOptions, MemoryNetwork } from '../net/memory.ts';
import { seededRandom } from '../net/random.ts';
import { type Configure, memoryTarget } from '../net/target-memory.ts';
import { VirtualClock } from '../net/virtual-clock.ts';
import type { CheckResult } from './event.ts';
import type { Probe } from './probe.ts';
import { check } from './runner.ts';

export interface RehearsalOptions {
  readonly probes: readonly Probe[];
  /** What the link does; its seed is the run's. */
  readonly link?: LinkOptions;
  /** What may be announced; default null, for nothing can leave. */
  readonly fence?: readonly Cidr[] | null;
  readonly patienceMs?: number;
}

// A datagram takes a while even on loopback: nothing happens at once.
const DELAY_MS = 1;
const WIDTH = 16;

/** Checks nodes so configured, a new one for each probe. */
export async function rehearse(configure: Configure, options: RehearsalOptions): Promise<CheckResult> {
  const { probes, link = {}, fence = null, patienceMs = 0 } = options;
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: DELAY_MS, ...link });
  const world = { clock, network, random: seededRandom(link.seed ?? 1), patienceMs };
  const target = memoryTarget(clock, network, configure, fence);
  return clock.run(async () => {
    for await (const event of check(target, { probes, strict: false, world, width: WIDTH })) {
      if (event.type === 'finished') return event.result;
    }
    throw new Error('a run without a result');
  });
}
