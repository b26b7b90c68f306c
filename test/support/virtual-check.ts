import { PROBES } from '../../src/check/catalogue.ts';
import type { CheckResult } from '../../src/check/event.ts';
import type { Probe } from '../../src/check/probe.ts';
import { check } from '../../src/check/runner.ts';
import type { Cidr } from '../../src/net/cidr.ts';
import { type LinkOptions, MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { NodeConfig } from '../../src/node/config.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { memoryTarget } from './memory-target.ts';

/** The whole check against nodes in memory, in virtual time. */
export async function virtualCheck(
  config: (self: Endpoint, start: readonly Endpoint[]) => NodeConfig,
  link: LinkOptions = {},
  probes: readonly Probe[] = PROBES,
  fence: readonly Cidr[] | null = null,
): Promise<CheckResult> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, ...link });
  const world = { clock, network, random: seededRandom(link.seed ?? 1) };
  const target = memoryTarget(clock, network, config, fence);
  return clock.run(async () => {
    for await (const event of check(target, { probes, strict: false, world, width: 16 })) {
      if (event.type === 'finished') return event.result;
    }
    throw new Error('a run without a result');
  });
}

/** The results that are neither passed nor skipped, one line each. */
export function complaints(result: CheckResult): string[] {
  return result.findings
    .filter(({ judgement }) => !['pass', 'skipped'].includes(judgement.verdict))
    .map(
      ({ judgement: { requirement, check: name, verdict, actual } }) =>
        `${requirement} ${name} ${verdict}: ${actual}`,
    );
}

/** The requirements that failed. */
export function failed(result: CheckResult): string[] {
  const ids = result.findings
    .filter(({ judgement }) => judgement.verdict === 'fail')
    .map(({ judgement }) => judgement.requirement);
  return [...new Set(ids)];
}
