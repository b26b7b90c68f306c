/**
 * What follows a stimulus at once, every time (HEL-7, REQ-9, ADR-3): a schedule meets an irregular stimulus by chance
 * now and then, a reaction does always.
 */
import { fromTarget, type Received } from './answer.ts';
import { deathOf, deathText } from './probe-judge.ts';
import { eventsOf, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

// With more lateness of our own, what comes "at once" cannot be told.
const LATE_MS = 300;

/** The part that the marks of such a probe have: each lies over the time in which a reaction would come. */
export const PROMPT = 'prompt';

export interface Reaction {
  readonly check: string;
  readonly requirement: string;
  /** What would be a reaction. */
  readonly is: (one: Received) => boolean;
  /** In words: `a Hello came back`. */
  readonly what: string;
  readonly hint: string;
}

/** Broken if a reaction came each time; one stimulus may have met the schedule, or been lost. */
export function judgeReaction(trace: Trace, { check, requirement, is, what, hint }: Reaction): Judgement {
  const say = judging(requirement, check);
  const marks = eventsOf(trace, 'mark').filter((mark) => mark.check === check && mark.part === PROMPT);
  const death = deathOf(trace);
  if (death !== null) return say('inconclusive', `${deathText(death)}: see ROB-1`);
  if (marks.length === 0) return say('inconclusive', 'the check did not get to its point');
  const late = Math.max(0, ...eventsOf(trace, 'late').map(({ ms }) => ms));
  if (late > LATE_MS) return say('inconclusive', `this machine was up to ${Math.round(late)} ms late`);
  const met = marks.flatMap(({ peer, at, until }) => {
    const found = fromTarget(trace, peer).find((one) => one.at > at && one.at <= until && is(one));
    return found === undefined ? [] : [found.index];
  });
  const actual = `${what} ${met.length} of ${marks.length} times`;
  if (met.length >= marks.length - 1 && met.length > 1) return say(broken(requirement), actual, met, hint);
  return say('pass', actual);
}
