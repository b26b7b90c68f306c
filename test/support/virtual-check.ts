import { PROBES } from '../../src/check/catalogue.ts';
import type { CheckResult } from '../../src/check/event.ts';
import type { Probe } from '../../src/check/probe.ts';
import { rehearse } from '../../src/check/rehearsal.ts';
import type { Cidr } from '../../src/net/cidr.ts';
import type { LinkOptions } from '../../src/net/memory.ts';
import type { Configure } from '../../src/net/target-memory.ts';

/** The whole check against nodes in memory, in virtual time. */
export function virtualCheck(
  configure: Configure,
  link: LinkOptions = {},
  probes: readonly Probe[] = PROBES,
  fence: readonly Cidr[] | null = null,
): Promise<CheckResult> {
  return rehearse(configure, { probes, link, fence });
}

// What a node in memory uses, nobody can tell: ROB-4 and ROB-5 are not observed there.
const UNTOLD = ['table-bounded', 'nothing-kept'];

/** The results that are neither passed nor skipped, one line each. */
export function complaints(result: CheckResult): string[] {
  return result.findings
    .filter(({ judgement }) => !['pass', 'skipped'].includes(judgement.verdict))
    .filter(({ judgement: { check: name, verdict } }) => verdict !== 'not-observed' || !UNTOLD.includes(name))
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
