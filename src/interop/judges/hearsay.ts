/**
 * Whether who joined learns of others by the hub: it asks, the hub's answer names them (REQ-3), and it says Hello to
 * them (ADR-1). Our witness is among those that are named, and never greets anybody but the hub: so a Hello that comes
 * to it was set off by hearsay alone.
 */
import { fromTarget } from '../../oracle/answer.ts';
import { type Exchange, exchanges, listedIn } from '../../oracle/exchange.ts';
import { OWED_MS, TAKE_IN_MS } from '../../oracle/family.ts';
import { doubtText } from '../../oracle/probe-judge.ts';
import { lateness } from '../../oracle/trace.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { type Actor, actorOf, type Meeting, type Side } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

// ADR-1: the first Hello to an announced address comes by then.
const GREETED_MS = 2500;
const TWICE = 2;
const say = saying('hearsay');

interface Told {
  readonly name: string;
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

function toldOf({ name, place }: Actor, joiner: Side, hub: Side): Told | null {
  const key = endpointText(place);
  const told = fromTarget(hub.trace, joiner.place).filter(
    ({ keys, wellFormed }) => wellFormed && keys.includes(key),
  );
  const owed = told.find(({ at }) => joiner.family.mustBeConnected(at).includes(endpointText(hub.place)));
  return told[0] === undefined ? null : { name, place, at: told[0].at, owedAt: owed?.at ?? null };
}

function judgeTold(meeting: Meeting, joiner: Side, hub: Side, { name, place, at, owedAt }: Told): TestResult {
  const [first] = fromTarget(joiner.trace, place).filter(({ hello }) => hello);
  if (first !== undefined) {
    const how = first.at < at ? 'knew it already' : `said Hello to it ${seconds(first.at - at)} later`;
    return say.pass(`${hub.name} told ${joiner.name} of ${name}; ${joiner.name} ${how}`);
  }
  const text = `${hub.name} told ${joiner.name} of ${name}, and it said no Hello to it in ${seconds(meeting.endedAt - at)}`;
  if (owedAt === null) return say.inconclusive(`${text}; perhaps it took ${hub.name} for a stranger`);
  const late = lateness(joiner.trace, owedAt, meeting.endedAt);
  if (meeting.endedAt - owedAt < GREETED_MS + 2 * late)
    return say.unsupported(`${text}, at the end of the watch`);
  const doubt = doubtText(joiner.trace, owedAt, meeting.endedAt);
  return doubt === null ? say.fail('ADR-1', joiner.role, text) : say.inconclusive(`${text}; ${doubt}`);
}

/** Nobody was named to it: it did not ask, which is no failure, or the hub did not answer, or not with the others. */
function judgeUntold(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const asked = fromTarget(joiner.trace, hub.place).filter(({ request }) => request);
  const watched = meeting.endedAt - joiner.startedAt;
  if (asked.length === 0)
    return say.unsupported(`${joiner.name} asked ${hub.name} for no peers in ${seconds(watched)}`);
  const clean = exchangesOf(joiner, hub).filter(({ at }) => isFresh(hub, joiner, at));
  const [first] = clean;
  const held = meeting.events.some(({ type }) => type === 'held');
  if (first === undefined || held)
    return say.inconclusive(`${joiner.name} asked ${hub.name}, and nobody was named to it`);
  const doubt = doubtText(hub.trace, first.at, meeting.endedAt);
  const unanswered = clean.filter((one) => listedIn(one).length === 0);
  const isSilent = unanswered.length === clean.length;
  const text = isSilent
    ? `${hub.name} answered none of ${clean.length} Peer Requests of ${joiner.name}`
    : `${hub.name} told ${joiner.name} of no other peer in ${clean.length - unanswered.length} answers`;
  const count = isSilent ? unanswered.length : clean.length - unanswered.length;
  if (doubt !== null || count < TWICE)
    return say.inconclusive(`${text}${doubt === null ? '' : `; ${doubt}`}`);
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

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
