/**
 * Makes a case that shows a symptom as small as it can: fewer steps first, for each of the other ways is tried on
 * each of them, then shorter datagrams, fewer senders, shorter gaps, fewer rounds. Pure but for the predicate, and
 * deterministic: the same answers give the same result.
 */
import { toHex } from '../wire/bytes.ts';
import { type Endpoint, isSameEndpoint } from '../wire/endpoint.ts';
import { type Case, type Step, sendersOf } from './case.ts';
import { MANY, reduceSteps } from './reduce.ts';
import { simplify } from './simplify.ts';
import { type Shows, Trial } from './trial.ts';

export interface MinimiseOptions {
  /** Candidates that are tried at one time; 1 if they disturb each other. */
  readonly width?: number;
  /** True once there is no time left: the best so far is the result. */
  readonly over?: () => boolean;
  /** Candidates altogether. */
  readonly most?: number;
  /** A gap is not tried to be cut by less than that, in ms. */
  readonly gapMs?: number;
  /** Keys of cases that are known not to show it. */
  readonly fruitless?: readonly string[];
}

export interface Minimised {
  readonly case: Case;
  readonly calls: number;
  /** Nothing smaller was left to be tried. */
  readonly complete: boolean;
}

const MOST_CALLS = 1500;
const GAP_MS = 1;
// Each pass makes way for the next: a step that goes takes what others needed of it.
const PASSES = 4;

/** `theCase` shows it. */
export async function minimise(
  theCase: Case,
  shows: Shows,
  options: MinimiseOptions = {},
): Promise<Minimised> {
  if (theCase.steps.length === 0) return { case: theCase, calls: 0, complete: true };
  const { width = 1, over = () => false, most = MOST_CALLS, gapMs = GAP_MS, fruitless = [] } = options;
  const trial = new Trial(shows, { width, over, most, fruitless });
  const nothing = { ...theCase, steps: [], repeat: 1 };
  let best = (await trial.first([nothing, ...squeezed(theCase)])) ?? theCase;
  if (best.steps.length === 0) return { case: best, calls: trial.calls, complete: true };
  for (let pass = 0; pass < PASSES && !trial.over; pass++) {
    const before = best;
    if (pass === 0 || best.steps.length <= MANY) best = await reduceSteps(best, trial);
    best = await simplifyAll(best, trial);
    best = await mergeSenders(best, trial);
    best = await shortenGaps(best, trial, gapMs);
    best = await fewerRounds(best, trial);
    if (best === before) break;
  }
  return { case: best, calls: trial.calls, complete: !trial.over };
}

/** All gaps away at once, if there are any: what is left is quicker to run. */
function squeezed(theCase: Case): readonly Case[] {
  const { steps } = theCase;
  if (steps.every(({ at }) => at === 0)) return [];
  return [{ ...theCase, steps: steps.map((step) => ({ ...step, at: 0 })) }];
}

// Beyond that it is the number of datagrams that matters, not each.
const MOST_DISTINCT = 24;

/** Each datagram by itself, equal ones together. */
async function simplifyAll(theCase: Case, trial: Trial): Promise<Case> {
  let best = theCase;
  const distinct = new Map(theCase.steps.map(({ bytes }) => [toHex(bytes), bytes]));
  if (distinct.size > MOST_DISTINCT) return best;
  for (const [key, bytes] of distinct) {
    const home = best.steps[0]?.from;
    if (trial.over || home === undefined) return best;
    const put = (replacement: Uint8Array): Case => ({
      ...best,
      steps: best.steps.map((step) => (toHex(step.bytes) === key ? { ...step, bytes: replacement } : step)),
    });
    const simple = await simplify(bytes, home, trial, put);
    if (simple !== bytes) best = put(simple);
  }
  return best;
}

const MOST_SENDERS = 32;

async function mergeSenders(theCase: Case, trial: Trial): Promise<Case> {
  let best = theCase;
  const all = sendersOf(best);
  if (all.length <= 1) return best;
  // Of a crowd one is as good as another, if one is enough at all.
  const few = all.length > MOST_SENDERS ? all.slice(0, 2) : all;
  best = (await trial.first(few.map((one) => sentBy(best, () => one)))) ?? best;
  if (sendersOf(best).length === 1 || all.length > MOST_SENDERS) return best;
  for (const from of all.slice(1)) {
    const others = sendersOf(best).filter((one) => !isSameEndpoint(one, from));
    const merged = others.map((to) => sentBy(best, (one) => (isSameEndpoint(one, from) ? to : one)));
    best = (await trial.first(merged)) ?? best;
  }
  return best;
}

function sentBy(theCase: Case, to: (from: Endpoint) => Endpoint): Case {
  return { ...theCase, steps: theCase.steps.map((step) => ({ ...step, from: to(step.from) })) };
}

/** All at once, then each to nothing, or to the least that is needed. */
async function shortenGaps(theCase: Case, trial: Trial, gapMs: number): Promise<Case> {
  let best = (await trial.first(squeezed(theCase))) ?? theCase;
  const gaps = gapsOf(best.steps);
  for (const [i, gap] of gaps.entries()) {
    if (gap === 0 || trial.over) continue;
    const whole = gapsOf(best.steps);
    const put = (ms: number): Case => ({
      ...best,
      steps: spaced(
        best.steps,
        whole.map((one, j) => (j === i ? ms : one)),
      ),
    });
    const least = (await trial.shows(put(0))) ? 0 : await trial.least(1, gap, put, gapMs);
    if (least < gap) best = put(least);
  }
  return best;
}

/** In whole ms; the first is the time before the first step. */
function gapsOf(steps: readonly Step[]): number[] {
  return steps.map(({ at }, i) => Math.round(at - (steps[i - 1]?.at ?? 0)));
}

function spaced(steps: readonly Step[], gaps: readonly number[]): Step[] {
  let at = 0;
  return steps.map((step, i) => {
    at += gaps[i] ?? 0;
    return { ...step, at };
  });
}

async function fewerRounds(theCase: Case, trial: Trial): Promise<Case> {
  if (theCase.repeat <= 1) return theCase;
  const put = (repeat: number): Case => ({ ...theCase, repeat });
  // To a sixteenth: how much a target takes each time varies from run to run.
  const step = Math.max(1, theCase.repeat >> 4);
  const repeat = await trial.least(1, theCase.repeat, put, step);
  return repeat < theCase.repeat ? put(repeat) : theCase;
}
