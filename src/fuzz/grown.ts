/**
 * A case round after round from the same few peers, with what the target uses before, between and after (ROB-5).
 */
import { sentence, verbatim } from '../lang/sentence.ts';
import { judgeGrowth } from '../oracle/growth.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { broken, type Judgement, judging } from '../oracle/verdict.ts';
import type { Case } from './case.ts';
import { measure, noteStuck } from './hang.ts';
import type { Stage } from './stage.ts';
import { usage } from './usage.ts';

// What the first datagrams take is the node's own affair.
const WARM_UP = 10;
/**
 * Datagrams between two looks. A leak that is bounded by something shows in the first ones; one of a few bytes only by
 * growing as much in each of the last.
 */
const WINDOWS = [200, 200, 800, 800, 3200, 3200, 3200, 3200, 3200];
// For threads and processes to end, and for the pages of a heap to be counted.
const SETTLE_MS = 150;

const CHECK = 'nothing-kept';
const ID = 'ROB-5';
const WHAT = 'datagrams from the same few peers';

/** ROB-5, of the samples of such a run: far too much at once, or as much in each of the long windows. */
export function judgeGrown(trace: Trace): Judgement {
  const judged = judgeGrowth(trace, CHECK, ID, WHAT);
  const each = judged.verdict === 'pass' ? steadyLeak(trace) : null;
  if (each === null) return judged;
  const actual = sentence('memory grows with {what}: about {count} bytes for each of them, to the end', {
    what: sentence(WHAT),
    count: Math.round(each),
  });
  return judging(ID, CHECK)(broken(ID), actual, [], judged.hint === null ? null : verbatim(judged.hint));
}

const LONG_WINDOW = 3000;
const LONG_WINDOWS = 4;
// Less than that is lost in whole pages; what settles grows less each time.
const LEAST_EACH = 24;
const EVEN = 0.6;

/** Bytes for each datagram, if all long windows tell the same; null if they do not. */
function steadyLeak(trace: Trace): number | null {
  const samples = eventsOf(trace, 'sample');
  const rates = samples.slice(1).flatMap((sample, i) => {
    const before = samples[i];
    const sent = before === undefined ? 0 : eventsOf(trace, 'sent', before.at, sample.at).length;
    return before === undefined || sent < LONG_WINDOW ? [] : [(sample.rss - before.rss) / sent];
  });
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  if (rates.length < LONG_WINDOWS || least < LEAST_EACH || least < EVEN * most) return null;
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

/** Warm-up, sample, then windows with a sample behind each, until growth shows or has ended. */
export async function growing(stage: Stage, theCase: Case): Promise<void> {
  const size = Math.max(theCase.steps.length, 1);
  // A case that has a number of rounds is sent no oftener than that.
  let left = theCase.repeat > 1 ? theCase.repeat : Number.POSITIVE_INFINITY;
  for (const count of [WARM_UP, ...WINDOWS]) {
    const rounds = Math.min(Math.ceil(count / size), left);
    left -= rounds;
    if (rounds === 0 || !(await grow(stage, theCase, rounds))) return;
    if (judgeGrown(stage.trace).verdict === 'fail' || isFlat(stage.trace)) return;
  }
}

const FLAT = 16 * 1024;

/** Nothing grew in the last window, which was long enough for a leak. */
function isFlat(trace: Trace): boolean {
  const [before, last] = eventsOf(trace, 'sample').slice(-2);
  if (before === undefined || last === undefined) return false;
  const counted = (['fds', 'threads', 'processes'] as const).some((key) => last[key] > before[key]);
  if (counted || last.rss - before.rss > FLAT) return false;
  return eventsOf(trace, 'sent', before.at, last.at).length >= LONG_WINDOW;
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
  const at = stage.clock.now();
  stage.lab.recorder.add({ type: 'sample', at, check: CHECK, rss, threads, fds, processes });
}
