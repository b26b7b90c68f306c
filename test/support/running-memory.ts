import type { CheckResult } from '../../src/check/event.ts';
import type { Probe } from '../../src/check/probe.ts';
import { type CheckOptions, check } from '../../src/check/runner.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Target } from '../../src/net/target.ts';
import { type Configure, memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

const AT = { address: '127.0.0.1', port: 4200 };
const NOBODY = { address: '127.9.9.127', port: 32_600 };

export interface RunningOptions extends Partial<Pick<CheckOptions, 'width' | 'timeoutMs'>> {
  readonly probes: readonly Probe[];
  /** Ends the node so many ms after its start. */
  readonly endsAfterMs?: number;
}

/** The check of one node in memory that somebody else started. */
export async function runningCheck(
  configure: Configure,
  { endsAfterMs, ...options }: RunningOptions,
): Promise<CheckResult & { readonly tookMs: number; readonly network: MemoryNetwork }> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1 });
  const node = await memoryTarget(clock, network, configure).start(AT, NOBODY, () => undefined);
  if (endsAfterMs !== undefined) clock.at(endsAfterMs, () => void node.stop());
  const target: Target = {
    endpoint: AT,
    command: null,
    restartable: false,
    alone: true,
    fence: null,
    reserve: async () => AT,
    start: async () => ({ ...node, stop: async () => undefined }),
  };
  const world = { clock, network, random: seededRandom(1) };
  const begun = clock.now();
  return clock.run(async () => {
    for await (const event of check(target, { strict: false, width: 16, ...options, world })) {
      if (event.type === 'finished') return { ...event.result, tookMs: clock.now() - begun, network };
    }
    throw new Error('a run without a result');
  });
}
