/**
 * Whether the two leave each other in peace. A datagram that is answered by one of its kind is answered for ever if both
 * do it: such a storm is cut where it shows, at more in a second than any node owes another. No text obliges to that rate,
 * and two that answer each other break what they answer: a Hello (HEL-7), a request (REQ-9), an announcement (ADR-3).
 */
import { told } from '../../oracle/answer.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { type Actor, type Cut, type Meeting, ROLES, type Role, type Said } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const SECOND_MS = 1000;
// The other way goes a part of it at least, if they answer each other.
const ANSWERING = 0.25;
const say = saying('calm');

export function judgeCalm(meeting: Meeting): TestResult {
  const cut = meeting.events.find((event) => event.type === 'cut');
  if (cut === undefined) return say.pass('no storm');
  const [from, to] = [actorAt(meeting, cut.from), actorAt(meeting, cut.to)];
  const there = before(meeting, cut, cut.from, cut.to);
  const back = before(meeting, cut, cut.to, cut.from);
  const { what, requirement } = kindOf(there);
  const isStorm = back.length >= ANSWERING * there.length && to?.role !== 'witness';
  const ms = Math.round(cut.at - (there[0]?.at ?? cut.at));
  const names = `${from?.name ?? '?'} and ${to?.name ?? '?'}`;
  const text = isStorm
    ? `${names} answered each other, ${there.length} and ${back.length} datagrams in ${ms} ms, mostly ${what}: cut there`
    : `${from?.name ?? '?'} sent ${to?.name ?? '?'} ${there.length} datagrams in ${ms} ms, mostly ${what}: cut there`;
  const by = [from, ...(isStorm ? [to] : [])].flatMap((actor) => (isRole(actor?.role) ? [actor.role] : []));
  // A third that storms with one of them says nothing of the two together.
  if (by.length === 0 || by.includes('third')) return say.inconclusive(text);
  return say.fail(isStorm ? requirement : 'HEL-1', by, text);
}

function before(meeting: Meeting, { at }: Cut, from: Cut['from'], to: Cut['to']): Said[] {
  const [a, b] = [endpointText(from), endpointText(to)];
  return meeting.events.filter(
    (event): event is Said =>
      event.type === 'said' &&
      event.at >= at - SECOND_MS &&
      event.at <= at &&
      endpointText(event.from) === a &&
      endpointText(event.to) === b,
  );
}

/** What most of them say, and which row that breaks where it is an answer to its like. */
function kindOf(said: readonly Said[]): { readonly what: string; readonly requirement: string } {
  const counts = KINDS.map((kind) => ({
    ...kind,
    count: said.filter(({ bytes }) => kind.is(told(bytes))).length,
  }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most));
}

const KINDS = [
  { what: 'Hellos', requirement: 'HEL-7', is: ({ hello }: ReturnType<typeof told>) => hello },
  { what: 'Peer Requests', requirement: 'REQ-9', is: ({ request }: ReturnType<typeof told>) => request },
  {
    what: 'Peer Addresses',
    requirement: 'ADR-3',
    is: ({ listed }: ReturnType<typeof told>) => listed.length > 0,
  },
] as const;

function actorAt(meeting: Meeting, place: Cut['from']): Actor | undefined {
  return meeting.actors.find((actor) => endpointText(actor.place) === endpointText(place));
}

function isRole(role: string | undefined): role is Role {
  return ROLES.some((one) => one === role);
}
