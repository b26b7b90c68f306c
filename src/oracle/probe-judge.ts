/**
 * From the outcomes of a probe to its verdict: silence is believed only between controls that held, absence only
 * where nothing was lost and we were on time, and a death is told from silence (DESIGN law 6).
 */
import { asSentence, inWords, type Message, sentence, verbatim } from '../lang/sentence.ts';
import { list, quantity, type Sentence } from '../lang/value.ts';
import { fromTarget } from './answer.ts';
import { type Outcome, outcomes } from './expectation.ts';
import { familyOf } from './family.ts';
import { heldBack } from './held-back.ts';
import { eventsOf, lateness, type ProcessEvent, type Route, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

// What is missing was waited for 2.5 s at least: only with more lateness of our own may it have come unseen. The
// schedule of Hellos has a closer bound of its own (schedule.ts).
const LATE_MS = 1000;

/** The verdict of one check about one requirement, from the expectations that its probe left in the trace. */
export function judgeProbe(trace: Trace, check: string, id: string): Judgement {
  const all = outcomes(trace, familyOf(trace), check);
  const subject = all.filter((outcome) => outcome.control === null);
  const say = judging(id, check);

  const began = Math.min(...subject.map((outcome) => outcome.from));
  const death = deathOf(trace);
  if (death !== null && isOutside(death)) return say('inconclusive', deathSaid(death));
  const controls = all.filter((outcome) => outcome.control === 'before');
  // Between its controls and its end a check is at work, whether or not it has said yet what it expects.
  const atWork =
    controls.length > 0 ? controls.every((outcome) => outcome.met) : death !== null && death.at >= began;
  if (death !== null && atWork)
    return say(
      'fail',
      sentence('{death} during this check', { death: deathSaid(death) }),
      lastEvents(trace, death.at),
    );
  if (death !== null)
    return say(
      'inconclusive',
      sentence('{death} before this check could begin', { death: deathSaid(death) }),
    );
  const seen = fromTarget(trace).length > 0;
  if (!seen) return say('inconclusive', 'the node sent nothing at all');
  if (subject.length === 0) {
    const held = heldBack(trace, check);
    if (held !== null) return say('not-observed', held);
    const lost = controlFailure(all, 'before', routes(all));
    return say('inconclusive', lost === null ? 'the check did not get to its point' : MISSING_BEFORE[lost]);
  }

  // A reaction is evidence by itself, whatever else went wrong.
  const reaction = subject.find((outcome) => isSilence(outcome) && outcome.known && !outcome.met);
  if (reaction !== undefined) return say(broken(id), told(reaction), reaction.evidence);

  const doubt = doubtOf(trace, began, Math.max(...subject.map((outcome) => outcome.to)));
  const missing = simplest(
    trace,
    subject.filter((outcome) => outcome.known && !outcome.met),
  );
  const failedBefore = controlFailure(all, 'before', missing ? [missing.route] : routes(subject));
  if (failedBefore !== null) return say('inconclusive', MISSING_BEFORE[failedBefore]);
  if (missing !== undefined) {
    return doubt === null
      ? say(broken(id), told(missing), missing.evidence)
      : say('inconclusive', doubted(told(missing), doubt));
  }
  const unknown = subject.find((outcome) => !outcome.known);
  if (unknown !== undefined)
    return say('inconclusive', sentence('{what}: see REQ-1', { what: told(unknown) }));
  const failedAfter = controlFailure(all, 'after', routes(subject));
  if (failedAfter !== null) {
    const text = MISSING_AFTER[failedAfter];
    const evidence = lastEvents(trace, Math.max(...subject.map((outcome) => outcome.from)));
    return doubt === null ? say(broken(id), text, evidence) : say('inconclusive', doubted(text, doubt));
  }
  return say('pass', summary(subject));
}

/** The end of the target that was not our doing, or null. */
export function deathOf(trace: Trace): ProcessEvent | null {
  return eventsOf(trace, 'exited').find((event) => !event.byUs) ?? null;
}

/** Somebody else ended it: no node sends itself these. */
export function isOutside(death: ProcessEvent): boolean {
  if (isLimit(death)) return false;
  return death.sanitizer === null && ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'].includes(death.signal ?? '');
}

/** It was ended for what it took of this machine. */
function isLimit({ reason }: ProcessEvent): boolean {
  return reason?.startsWith('more than') === true;
}

/** How it ended, in words. */
export function deathText(death: ProcessEvent): string {
  return inWords('en', deathSaid(death));
}

/** The same as data. */
export function deathSaid(death: ProcessEvent): Sentence {
  const signal = death.signal ?? '';
  if (isLimit(death))
    return sentence('the node was ended at {limit}', { limit: verbatim(death.reason ?? '') });
  if (death.sanitizer !== null)
    return sentence('the node died: {report}', { report: death.sanitizer.split('\n')[0] ?? '' });
  if (isOutside(death)) return sentence('somebody else ended the node ({signal})', { signal });
  if (death.signal !== null) return sentence('the node died ({signal})', { signal });
  return sentence('the node ended by itself with status {code}', { code: String(death.code) });
}

/** Why absence proves nothing in this window, or null. */
export function doubtOf(trace: Trace, from: number, to: number): Sentence | null {
  const { ours, target } = dropsOf(trace, from, to);
  return ours + target > 0 ? sentence(DROPPED) : lateDoubt(trace, from, to, LATE_MS);
}

/** The same for what the target owes whatever it has read: only what it sent can have been lost. */
export function unheardDoubt(trace: Trace, from: number, to: number): Sentence | null {
  return dropsOf(trace, from, to).ours > 0 ? sentence(DROPPED) : lateDoubt(trace, from, to, LATE_MS);
}

/** How many datagrams the kernel dropped at our sockets and at the target's. */
function dropsOf(trace: Trace, from: number, to: number): { ours: number; target: number } {
  const drops = eventsOf(trace, 'drops');
  const before = drops.filter((event) => event.at <= from).at(-1) ?? drops[0];
  const after = drops.find((event) => event.at >= to) ?? drops.at(-1);
  if (before === undefined || after === undefined) return { ours: 0, target: 0 };
  return { ours: after.ours - before.ours, target: after.target - before.target };
}

/** The same for timers of ours that were later than so many ms. */
export function lateDoubt(trace: Trace, from: number, to: number, mostMs: number): Sentence | null {
  const late = lateness(trace, from, to);
  if (late <= mostMs) return null;
  return sentence('this machine was up to {time} late meanwhile', { time: quantity(late, 0, 'ms') });
}

/** What is missing, and why that proves nothing. */
export function doubted(what: Message, doubt: Sentence): Sentence {
  return sentence('{what}; {doubt}', { what: asSentence(what), doubt });
}

/** The last datagrams sent before a time: what may have caused it. */
export function lastEvents(trace: Trace, at: number): number[] {
  const found: number[] = [];
  for (let i = trace.events.length - 1; i >= 0 && found.length < LAST; i--) {
    const event = trace.events[i];
    if (event?.type === 'sent' && event.at <= at) found.push(i);
  }
  return found.reverse();
}

const DROPPED = 'the kernel dropped datagrams meanwhile';

const LAST = 8;

// An expectation has three tries, with a datagram or two each.
const MOST_TRIES = 8;

/** Of several that show it, the one with the shortest datagram: it is the easiest to read, and to send by hand. */
function simplest(trace: Trace, outcomes: readonly Outcome[]): Outcome | undefined {
  // The peer's own Hello may stand beside what it was told to say.
  const size = ({ evidence }: Outcome): number => {
    const sizes = evidence.flatMap((index) => {
      const event = trace.events[index];
      return event?.type === 'sent' ? [event.bytes.length] : [];
    });
    return sizes.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...sizes.slice(0, MOST_TRIES));
  };
  return outcomes.toSorted((a, b) => Math.sign(size(a) - size(b)) || 0)[0];
}

function isSilence(outcome: Outcome): boolean {
  return outcome.kind === 'quiet' || outcome.kind === 'calm' || outcome.kind === 'unlisted';
}

function routes(subject: readonly Outcome[]): Route[] {
  return [...new Set(subject.map((outcome) => outcome.route))];
}

function controlFailure(
  all: readonly Outcome[],
  when: 'before' | 'after',
  needed: readonly Route[],
): Route | null {
  const failed = all.find(
    (outcome) => outcome.control === when && needed.includes(outcome.route) && !outcome.met,
  );
  return failed?.route ?? null;
}

const MISSING_BEFORE: Readonly<Record<Route, Message>> = {
  answer: 'a plain answer was missing before it: see REQ-1, HEL-1, ADR-1',
  greeting: 'a plain Hello was missing before it: see REQ-1, HEL-1, ADR-1',
  announcement: 'a plain Hello to an announced address was missing before it: see REQ-1, HEL-1, ADR-1',
};

const MISSING_AFTER: Readonly<Record<Route, Message>> = {
  answer: 'after it the node was silent: a plain answer was missing',
  greeting: 'after it the node was silent: a plain Hello was missing',
  announcement: 'after it the node was silent: a plain Hello to an announced address was missing',
};

function told({ stimulus, expected, actual }: Outcome): Sentence {
  return sentence('{stimulus}: expected {expected}; {actual}', {
    stimulus: verbatim(stimulus),
    expected: asSentence(expected),
    actual: asSentence(actual),
  });
}

function summary(subject: readonly Outcome[]): Sentence {
  const what = list(
    subject.map(({ stimulus }) => verbatim(stimulus)),
    '; ',
  );
  return sentence('{count} of {all} as expected: {what}', {
    count: subject.length,
    all: subject.length,
    what,
  });
}
