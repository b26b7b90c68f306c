/**
 * Whether the two leave each other in peace. A datagram that is answered by one of its kind is answered for ever if both
 * do it: such a storm is cut where it shows, at more in a second than any node owes another. No text obliges to that rate,
 * and two that answer each other by the like of what they hear break its row: a Hello (HEL-7), a request (REQ-9), an
 * announcement (ADR-3). Who answers requests with Peer Addresses breaks none, however many come.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import { sentence, verbatim } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { told } from '../../oracle/answer.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { type Actor, type Cut, called, type Meeting, ROLES, type Role, type Said } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const SECOND_MS = 1000;
// The other way goes a part of it at least, if they answer each other.
const ANSWERING = 0.25;
const STORM =
  '{node} and {peer} answered each other, {count} and {answers} datagrams in {time}, mostly {what}: cut there';
const say = saying('calm');

/** What went one way until the cut. */
interface Way {
  readonly from: Actor | undefined;
  readonly said: readonly Said[];
}

export function judgeCalm(meeting: Meeting): TestResult {
  const cut = meeting.events.find((event) => event.type === 'cut');
  if (cut === undefined) return say.pass('no storm');
  const [first, second] = [wayOf(meeting, cut, cut.from, cut.to), wayOf(meeting, cut, cut.to, cut.from)];
  const [there, back] = areAnswers(first, second) ? [second, first] : [first, second];
  const [from, to] = [there.from, back.from];
  const { what, requirement, is } = kindOf(there);
  const isStorm = countOf(back, is) >= ANSWERING * there.said.length && to?.role !== 'witness';
  const [count, answers] = [there.said.length, back.said.length];
  const ms = Math.round(cut.at - (there.said[0]?.at ?? cut.at));
  const figures = {
    node: from === undefined ? '?' : called(from),
    peer: to === undefined ? '?' : called(to),
    count,
    time: quantity(ms, 0, 'ms'),
    what: verbatim(what),
  };
  const text = isStorm
    ? sentence(STORM, { ...figures, answers })
    : sentence('{node} sent {peer} {count} datagrams in {time}, mostly {what}: cut there', figures);
  const by = [from, ...(isStorm ? [to] : [])].flatMap((actor) => (isRole(actor?.role) ? [actor.role] : []));
  // A third that storms with one of them says nothing of the two together.
  if (by.length === 0 || by.includes('third')) return say.inconclusive(text);
  return say.fail(isStorm ? requirement : 'HEL-1', by, text);
}

function wayOf(meeting: Meeting, { at }: Cut, from: Endpoint, to: Endpoint): Way {
  const [a, b] = [endpointText(from), endpointText(to)];
  const said = meeting.events.filter(
    (event): event is Said =>
      event.type === 'said' &&
      event.at >= at - SECOND_MS &&
      event.at <= at &&
      endpointText(event.from) === a &&
      endpointText(event.to) === b,
  );
  return { from: meeting.actors.find(({ place }) => endpointText(place) === a), said };
}

/** One answers what the other asks, as it owes (REQ-1): then who asks is the cause. */
function areAnswers(way: Way, back: Way): boolean {
  return kindOf(way) === ADDRESSES && countOf(back, REQUESTS.is) >= ANSWERING * way.said.length;
}

/** What most of it says. */
function kindOf(way: Way): Kind {
  return KINDS.reduce((most, one) => (countOf(way, one.is) > countOf(way, most.is) ? one : most));
}

function countOf({ said }: Way, is: Kind['is']): number {
  return said.filter(({ bytes }) => is(told(bytes))).length;
}

/** A kind of datagrams, and the row that it breaks where it is an answer to its like. */
interface Kind {
  readonly what: PlainPhrase;
  readonly requirement: string;
  readonly is: (said: ReturnType<typeof told>) => boolean;
}

const HELLOS: Kind = { what: 'Hellos', requirement: 'HEL-7', is: ({ hello }) => hello };
const REQUESTS: Kind = { what: 'Peer Requests', requirement: 'REQ-9', is: ({ request }) => request };
const ADDRESSES: Kind = {
  what: 'Peer Addresses',
  requirement: 'ADR-3',
  is: ({ listed }) => listed.length > 0,
};
const KINDS: readonly Kind[] = [HELLOS, REQUESTS, ADDRESSES];

function isRole(role: string | undefined): role is Role {
  return ROLES.some((one) => one === role);
}
