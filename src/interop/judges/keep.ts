/**
 * Whether the two keep each other while both are there: Hellos keep to their schedule (HEL-1), and the hub answers
 * (REQ-1) with a list that holds who joined it (HEL-3). Judged while the other one says Hello steadily: what is owed to
 * one that does not is another matter.
 */
import { asSentence, sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { type Told, toldBy } from '../../oracle/answer.ts';
import { within } from '../../oracle/ascending.ts';
import { exchanges, isListedIn, listedIn } from '../../oracle/exchange.ts';
import { OWED_MS, TAKE_IN_MS } from '../../oracle/family.ts';
import { doubted, doubtOf } from '../../oracle/probe-judge.ts';
import { BOUND, judgeSchedule } from '../../oracle/schedule.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { called, type Meeting, type Side, stoppedAt } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

// A peer whose Hellos are no further apart is connected without a doubt.
const STEADY_MS = 2000;
// The series is 6 s long from its second Hello, which may be two seconds after the other's first.
const WATCH_MS = 8000;
// A peer that said Hello in this time before the request: no clock of a node has dropped it.
const FRESH_MS = 1500;
// A Hello that follows one of the other's within this time may be a reply.
const REPLY_MS = 60;
// Once may be an accident of the network.
const TWICE = 2;
const ENOUGH = 4;
const say = saying('keep');

export function judgeKeep(meeting: Meeting, joiner: Side, hub: Side): TestResult[] {
  const until = stoppedAt(meeting) ?? meeting.endedAt;
  return [
    judgeHellos(joiner, hub, until),
    judgeHellos(hub, joiner, until),
    ...judgeAnswers(joiner, hub, until),
  ];
}

/** The Hellos of one to the other, for as long as the other says Hello steadily. */
function judgeHellos(side: Side, other: Side, until: number): TestResult {
  const { from, to } = steady(side, other, until);
  if (to - from < WATCH_MS) return say.inconclusive(UNSTEADY(side, other));
  const whole = judgeSchedule(side.trace, other.place, from, to);
  const rest =
    whole.verdict === 'fail' ? judgeSchedule(withoutReplies(side, other), other.place, from, to) : whole;
  const { verdict, actual } = rest.verdict === 'pass' ? rest : whole;
  const text = sentence('the Hellos of {node} to {peer}: {what}', {
    node: called(side),
    peer: called(other),
    what: asSentence(actual),
  });
  if (verdict === 'fail') {
    const doubt = doubtOf(side.trace, from, to);
    return doubt === null ? say.fail('HEL-1', side.role, text) : say.inconclusive(doubted(text, doubt));
  }
  if (verdict === 'inconclusive') return say.inconclusive(text);
  if (verdict === 'not-observed') return say.inconclusive(UNSTEADY(side, other));
  return say.pass(text);
}

const UNSTEADY = (side: Side, other: Side): Sentence =>
  sentence('{node} did not greet {peer} steadily for long enough', {
    node: called(other),
    peer: called(side),
  });

/** The longest time in which the other one's Hellos to it came closely, and our own timers were on time. */
function steady(side: Side, other: Side, until: number): { readonly from: number; readonly to: number } {
  const key = endpointText(other.place);
  const heard = eventsOf(side.trace, 'sent')
    .filter((event) => endpointText(event.from) === key && isHello(toldBy(event)))
    .map(({ at }) => at);
  const late = eventsOf(side.trace, 'late').filter(({ ms }) => ms > BOUND.late);
  const gaps = heard.flatMap((at, i) => {
    const before = heard[i - 1] ?? at;
    return at - before > STEADY_MS ? [{ from: before + STEADY_MS, to: at }] : [];
  });
  const breaks = [...gaps, ...late.map(({ at, ms }) => ({ from: at - ms, to: at }))];
  const end = Math.min(until, (heard.at(-1) ?? until) + STEADY_MS);
  let best = { from: until, to: until };
  let from = heard[0] ?? until;
  for (const pause of [...breaks.toSorted((a, b) => a.from - b.from), { from: end, to: end }]) {
    const to = Math.min(pause.from, end);
    if (to - from > best.to - best.from) best = { from, to };
    from = Math.max(from, pause.to);
  }
  return best;
}

/**
 * Its side without the Hellos that may be replies, one for each of the other's: they come on top of the schedule, which is
 * HEL-7's matter. Two nodes keep to one beat: a Hello of the schedule may come as closely behind the other's.
 */
function withoutReplies({ trace }: Side, other: Side): Trace {
  const key = endpointText(other.place);
  let heardAt: number | null = null;
  const events = trace.events.filter((event) => {
    if (event.type === 'sent' && endpointText(event.from) === key && toldBy(event).hello) heardAt = event.at;
    if (event.type !== 'received' || endpointText(event.to) !== key || !toldBy(event).hello) return true;
    if (heardAt === null || event.at - heardAt > REPLY_MS) return true;
    heardAt = null;
    return false;
  });
  return { ...trace, events };
}

/** It obliges, whatever else stands in the datagram (HDR-3). */
function isHello({ hello, wellFormed }: Told): boolean {
  return hello && wellFormed;
}

/** What the hub tells the witness, which greets it all the time. */
function judgeAnswers(joiner: Side, hub: Side, until: number): TestResult[] {
  const { family, trace } = hub;
  const names = { node: called(hub), peer: called(joiner) };
  const key = endpointText(joiner.place);
  const joined = family.heard().find(({ peer }) => endpointText(peer) === key);
  if (joined === undefined) return [];
  const isFresh = (who: string, at: number): boolean =>
    family.saidTwice(who, at - OWED_MS, at - TAKE_IN_MS) && at - (family.lastHello(who, at) ?? 0) <= FRESH_MS;
  const asked = within(exchanges(trace), joined.at, until - FRESH_MS).filter(
    ({ asker, at }) => isFresh(key, at) && isFresh(endpointText(asker), at),
  );
  if (asked.length < ENOUGH) return [];
  const doubt = doubtOf(trace, joined.at, until);
  const failed = (requirement: string, what: Sentence): TestResult[] =>
    doubt === null ? [say.fail(requirement, hub.role, what)] : [say.inconclusive(doubted(what, doubt))];
  const unanswered = asked.filter((one) => listedIn(one).length === 0);
  if (unanswered.length * 2 > asked.length) {
    const figures = { node: called(hub), count: unanswered.length, all: asked.length };
    return failed(
      'REQ-1',
      sentence('{node} left {count} of {all} Peer Requests of connected peers unanswered', figures),
    );
  }
  // Who asks may be left out of the list (REQ-5).
  const owed = asked.filter(
    (one) => one.clean && endpointText(one.asker) !== key && listedIn(one).length > 0,
  );
  const without = owed.filter((one) => !isListedIn(one, key));
  if (without.length < TWICE)
    return owed.length === 0 ? [] : [say.pass(sentence('{node} listed {peer} all the time', names))];
  const text = sentence('{node} left {peer}, which greets it, out of {count} of {all} answers', {
    ...names,
    count: without.length,
    all: owed.length,
  });
  return failed(without.length === owed.length ? 'REQ-3' : 'HEL-3', text);
}
