/**
 * What follows a stimulus at once, every time (HEL-7, REQ-9, ADR-3): a schedule meets an irregular stimulus by chance
 * now and then, a reaction does always.
 */
import { asSentence, type Message, sentence } from '../lang/sentence.ts';
import { fromTarget, type Received } from './answer.ts';
import { heldBack } from './held-back.ts';
import { deathOf, deathSaid } from './probe-judge.ts';
import { eventsOf, type MarkEvent, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

// Where we were that late around a stimulus, what came "at once" cannot be told.
const LATE_MS = 60;
const AROUND_MS = 500;
const ENOUGH = 4;

/** The part that the marks of such a probe have: each lies over the time in which a reaction would come. */
export const PROMPT = 'prompt';

export interface Reaction {
  readonly check: string;
  readonly requirement: string;
  /** What would be a reaction. */
  readonly is: (one: Received) => boolean;
  /** In words: `a Hello came back`. */
  readonly what: Message;
  readonly hint: Message;
}

/** Broken if a reaction came each time; one stimulus may have met the schedule, or been lost. */
export function judgeReaction(trace: Trace, { check, requirement, is, what, hint }: Reaction): Judgement {
  const say = judging(requirement, check);
  const marks = eventsOf(trace, 'mark').filter((mark) => mark.check === check && mark.part === PROMPT);
  const death = deathOf(trace);
  if (death !== null) return say('inconclusive', sentence('{what}: see ROB-1', { what: deathSaid(death) }));
  const held = heldBack(trace, check);
  if (marks.length === 0 && held !== null) return say('not-observed', held);
  if (marks.length === 0) return say('inconclusive', 'the check did not get to its point');
  const metIn = (some: readonly MarkEvent[], slack: number): number[] =>
    some.flatMap(({ peer, at, until }) => {
      const found = fromTarget(trace, peer).find((one) => one.at > at && one.at <= until + slack && is(one));
      return found === undefined ? [] : [found.index];
    });
  // However late we were, a reaction would be there by then: none at all is none.
  if (metIn(marks, AROUND_MS).length <= 1) {
    const rarely = sentence('{what} hardly once in {all} times', {
      what: asSentence(what),
      all: marks.length,
    });
    return say('pass', rarely);
  }
  const prompt = marks.filter(({ at, until }) => {
    const late = eventsOf(trace, 'late', at - AROUND_MS, until + AROUND_MS);
    return late.every(({ ms }) => ms <= LATE_MS);
  });
  if (prompt.length < ENOUGH) {
    const counts = { count: marks.length - prompt.length, all: marks.length };
    return say('inconclusive', sentence('this machine was late at {count} of {all} times', counts));
  }
  const met = metIn(prompt, 0);
  const actual = sentence('{what} {count} of {all} times', {
    what: asSentence(what),
    count: met.length,
    all: prompt.length,
  });
  if (met.length >= Math.max(ENOUGH, prompt.length - 1)) return say(broken(requirement), actual, met, hint);
  return say('pass', actual);
}
