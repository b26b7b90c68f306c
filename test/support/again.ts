/**
 * A finding once more, on another day: whether what it says still shows.
 */

import { Bench } from '../../src/fuzz/bench.ts';
import type { Finding } from '../../src/fuzz/finding.ts';
import { watchesFor } from '../../src/fuzz/rerun.ts';
import type { Symptom } from '../../src/fuzz/symptom.ts';
import type { World } from '../../src/fuzz/world.ts';
import type { Trace } from '../../src/oracle/trace.ts';

export interface Again {
  /** Runs that showed it, of those that could have: 0 of 0 tells nothing. */
  readonly times: number;
  readonly of: number;
  /** As it showed last, with what was seen; null if it did not. */
  readonly symptom: Symptom | null;
  readonly trace: Trace | null;
}

const TIMES = 5;

/** Runs its case so often in each of the ways in which its kind may show, the quickest first, until one shows it. */
export async function again(
  finding: Pick<Finding, keyof Symptom | 'case' | 'target' | 'startPeer'>,
  world: World,
  { times = TIMES, strict = false }: { readonly times?: number; readonly strict?: boolean } = {},
): Promise<Again> {
  const bench = new Bench(finding, world, strict);
  let tried = 0;
  for (const watch of watchesFor(finding.kind)) {
    const { times: shows, of, shown } = await bench.count(finding.case, watch, finding, times);
    if (shown !== null) return { times: shows, of, symptom: shown.symptom, trace: shown.trace };
    tried = of;
  }
  return { times: 0, of: tried, symptom: null, trace: null };
}
