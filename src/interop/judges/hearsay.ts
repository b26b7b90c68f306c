/**
 * Whether who joined learns of others by the hub: it asks, the hub's answer names them (REQ-3), and it says Hello to
 * them (ADR-1). Our witness is among those that are named, and never greets anybody but the hub: so a Hello that comes
 * to it was set off by hearsay alone.
 */
import { sentence } from '../../lang/sentence.ts';
import { secondsSaid, type Value } from '../../lang/value.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { type Exchange, exchanges, listedIn } from '../../oracle/exchange.ts';
import { OWED_MS, TAKE_IN_MS } from '../../oracle/family.ts';
import { doubted, doubtOf } from '../../oracle/probe-judge.ts';
import { lateness } from '../../oracle/trace.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { type Actor, actorOf, called, type Meeting, type Side } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

// ADR-1: the first Hello to an announced address comes by then.
const GREETED_MS = 2500;
const TWICE = 2;
const SILENT = '{node} answered none of {count} Peer Requests of {peer}';
const say = saying('hearsay');

interface Told {
  readonly name: Value;
  readonly place: Endpoint;
  /** When the hub named it first. */
  readonly at: number;
  /** When it did so as a peer: from a stranger, hearsay may be ignored. Null if it did not. */
  readonly owedAt: number | null;
}

export function judgeHearsay(meeting: Meeting, joiner: Side, hub: Side): TestResult[] {
  const told = others(meeting).flatMap((one) => toldOf(one, joiner, hub) ?? []);
  if (told.length === 0) return [judgeUntold(meeting, joiner, hub)];
  return told.map((one) => judgeTold(meeting, joiner, hub, one));
}

/** Whom the hub knows beside the one that joined: the third node first. */
function others(meeting: Meeting): Actor[] {
  return [actorOf(meeting, 'third'), actorOf(meeting, 'witness')].filter((actor) => actor !== undefined);
}

function toldOf(actor: Actor, joiner: Side, hub: Side): Told | null {
  const { place } = actor;
  const key = endpointText(place);
  const told = fromTarget(hub.trace, joiner.place).filter(
    ({ keys, wellFormed }) => wellFormed && keys.includes(key),
  );
  const owed = told.find(({ at }) => joiner.family.mustBeConnected(at).includes(endpointText(hub.place)));
  return told[0] === undefined
    ? null
    : { name: called(actor), place, at: told[0].at, owedAt: owed?.at ?? null };
}

function judgeTold(meeting: Meeting, joiner: Side, hub: Side, { name, place, at, owedAt }: Told): TestResult {
  const names = { hub: called(hub), joiner: called(joiner), peer: name };
  const [first] = fromTarget(joiner.trace, place).filter(({ hello }) => hello);
  if (first !== undefined) {
    const node = called(joiner);
    const time = secondsSaid(first.at - at);
    const doubt =
      first.at < at
        ? sentence('{node} knew it already', { node })
        : sentence('{node} said Hello to it {time} later', { node, time });
    return say.pass(doubted(sentence('{hub} told {joiner} of {peer}', names), doubt));
  }
  const time = secondsSaid(meeting.endedAt - at);
  const text = sentence('{hub} told {joiner} of {peer}, and it said no Hello to it in {time}', {
    ...names,
    time,
  });
  if (owedAt === null) {
    const doubt = sentence('perhaps it took {node} for a stranger', { node: called(hub) });
    return say.inconclusive(doubted(text, doubt));
  }
  const late = lateness(joiner.trace, owedAt, meeting.endedAt);
  if (meeting.endedAt - owedAt < GREETED_MS + 2 * late)
    return say.unsupported(sentence('{what}, at the end of the watch', { what: text }));
  const doubt = doubtOf(joiner.trace, owedAt, meeting.endedAt);
  return doubt === null ? say.fail('ADR-1', joiner.role, text) : say.inconclusive(doubted(text, doubt));
}

/** Nobody was named to it: it did not ask, which is no failure, or the hub did not answer, or not with the others. */
function judgeUntold(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const asked = fromTarget(joiner.trace, hub.place).filter(({ request }) => request);
  const watched = meeting.endedAt - joiner.startedAt;
  const asker = { node: called(joiner), peer: called(hub) };
  if (asked.length === 0)
    return say.unsupported(
      sentence('{node} asked {peer} for no peers in {time}', { ...asker, time: secondsSaid(watched) }),
    );
  const clean = exchangesOf(joiner, hub).filter(({ at }) => isFresh(hub, joiner, at));
  const [first] = clean;
  const held = meeting.events.some(({ type }) => type === 'held');
  if (first === undefined || held)
    return say.inconclusive(sentence('{node} asked {peer}, and nobody was named to it', asker));
  const doubt = doubtOf(hub.trace, first.at, meeting.endedAt);
  const unanswered = clean.filter((one) => listedIn(one).length === 0);
  const isSilent = unanswered.length === clean.length;
  const count = isSilent ? unanswered.length : clean.length - unanswered.length;
  const text = sentence(isSilent ? SILENT : '{node} told {peer} of no other peer in {count} answers', {
    node: called(hub),
    peer: called(joiner),
    count,
  });
  if (doubt !== null) return say.inconclusive(doubted(text, doubt));
  if (count < TWICE) return say.inconclusive(text);
  return say.fail(isSilent ? 'REQ-1' : 'REQ-3', hub.role, text);
}

/** Requests of the joiner to the hub that nothing older is open of, with the end of the watch far enough. */
function exchangesOf(joiner: Side, hub: Side): Exchange[] {
  const key = endpointText(joiner.place);
  const end = hub.trace.events.at(-1)?.at ?? 0;
  return exchanges(hub.trace).filter(
    ({ asker, clean, at }) => clean && endpointText(asker) === key && at < end - ANSWER_MS,
  );
}

// Our reading of "an answer" is a second (REQ-7): one that comes later may still be on its way.
const ANSWER_MS = 3000;

/** Both who asks and our witness are connected to the hub: there is somebody to list, and somebody to list it to. */
function isFresh(hub: Side, joiner: Side, at: number): boolean {
  const keys = hub.family.mustBeConnected(at);
  const key = endpointText(joiner.place);
  return (
    keys.includes(key) &&
    keys.some((other) => other !== key && hub.family.saidTwice(other, at - OWED_MS, at - TAKE_IN_MS))
  );
}
