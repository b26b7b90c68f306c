/**
 * A case round after round from the same few peers, with what the target uses before, between and after (ROB-5).
 */
import { judgeGrowth } from '../oracle/growth.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import type { Case } from './case.ts';
import { measure, noteStuck } from './hang.ts';
import type { Stage } from './stage.ts';
import { usage } from './usage.ts';

// What the first datagrams take is the node's own affair.
const WARM_UP = 10;
/** Datagrams in each half of a try: a leak that is bounded by something shows in the first ones, a small one in the last. */
const HALVES = [200, 800, 3200, 12_800, 51_200];
// For threads and processes to end, and for the pages of a heap to be counted.
const SETTLE_MS = 150;
const MOST_ROUNDS = 120_000;
const CHECK = 'nothing-kept';

/** ROB-5, of the samples of such a run. */
export function judgeGrown(trace: Trace): Judgement {
  return judgeGrowth(trace, CHECK, 'ROB-5', 'datagrams from the same few peers');
}

/**
 * Warm-up, sample, then halves with a sample behind each, until growth shows. A case that is sent several times is
 * sent just so often.
 */
export async function growing(stage: Stage, theCase: Case): Promise<void> {
  const size = Math.max(theCase.steps.length, 1);
  const warmUp = Math.ceil(WARM_UP / size);
  const halves =
    theCase.repeat > 1
      ? [Math.max(1, Math.ceil((Math.min(theCase.repeat, MOST_ROUNDS) - warmUp) / 2))]
      : HALVES.map((count) => Math.ceil(count / size));
  if (!(await grow(stage, theCase, warmUp))) return;
  for (const half of halves) {
    for (let part = 0; part < 2; part++) if (!(await grow(stage, theCase, half))) return;
    if (judgeGrown(stage.trace).verdict === 'fail') return;
  }
}

/** So many rounds, then a sample; false if the target ended or reads no more. */
async function grow(stage: Stage, { steps }: Case, rounds: number): Promise<boolean> {
  const began = measure(stage);
  const read = (await stage.rounds({ steps, repeat: rounds })) && (await stage.consumed());
  if (!read) noteStuck(stage, began);
  else await stage.until(SETTLE_MS);
  if (!read || stage.ended) return false;
  sample(stage);
  return true;
}

function sample(stage: Stage): void {
  const used = usage(stage.instance);
  if (used === null) return;
  const { rss, threads, fds, processes } = used;
  stage.lab.recorder.add({
    type: 'sample',
    at: stage.clock.now(),
    check: CHECK,
    rss,
    threads,
    fds,
    processes,
  });
}
