/**
 * A meeting: nodes that were started so that they find each other, and all that they said to each other, in order of
 * time. Verdicts are functions of it alone. All addresses in it are those by which the nodes know each other (relay.ts).
 */
import { verbatim } from '../lang/sentence.ts';
import { list, type Sentence, type Value } from '../lang/value.ts';
import type { Start } from '../net/start.ts';
import { Family } from '../oracle/family.ts';
import type { LateEvent, ProcessEvent, Trace, TraceEvent } from '../oracle/trace.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** `joiner` and `third` are started with the hub's address as their start peer, the hub with that of a peer of ours. */
export const ROLES = ['hub', 'joiner', 'third'] as const;
export type Role = (typeof ROLES)[number];

/** `witness`: our peer, which says Hello to the hub alone and asks it. `stray`: who speaks from a port that no node was given. */
export type Seated = Role | 'witness' | 'stray';

/** Somebody with an address in the meeting; times are ms of the run's clock. */
export interface Actor {
  readonly role: Seated;
  /** For people. */
  readonly name: string;
  /** Where all others see it. */
  readonly place: Endpoint;
  /** Where it is bound; null for our own peer. */
  readonly bound: Endpoint | null;
  readonly startPeer: Endpoint | null;
  readonly startedAt: number | null;
}

/** From and to are places; of a datagram that was cut the bytes are gone. */
export interface Said {
  readonly type: 'said';
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly bytes: Uint8Array;
}

/** More came that way in a second than any node owes: nothing goes between those two any more. */
export interface Cut {
  readonly type: 'cut';
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/** The fence held a datagram back. */
export interface Held {
  readonly type: 'held';
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/** Datagrams that the kernel had dropped by then: at our sockets, and at the nodes'. */
export interface Drops {
  readonly type: 'drops';
  readonly at: number;
  readonly ours: number;
  readonly nodes: Partial<Readonly<Record<Role, number>>>;
}

export interface Ended extends Omit<ProcessEvent, 'type'> {
  readonly type: 'ended';
  readonly role: Role;
}

/** We ask the joiner to end, to see whether the hub notices. */
export interface Stopped {
  readonly type: 'stopped';
  readonly at: number;
  readonly role: Role;
}

export type MeetingEvent = Said | Cut | Held | Drops | Ended | Stopped | LateEvent;

export interface Meeting {
  readonly kind: 'pair' | 'hearsay';
  readonly actors: readonly Actor[];
  /** What kept a node from coming up. */
  readonly starts: Partial<Readonly<Record<Role, Start>>>;
  readonly events: readonly MeetingEvent[];
  /** The watch ended then. */
  readonly endedAt: number;
}

/** One node's side of a meeting, as the judges of a target see it: `sent` is what was said to it, `received` what it said. */
export interface Side {
  readonly role: Role;
  readonly name: string;
  readonly place: Endpoint;
  readonly startedAt: number;
  readonly trace: Trace;
  readonly family: Family;
}

/** The side of that node; null if it was not started. */
export function sideOf(meeting: Meeting, role: Role): Side | null {
  const actor = actorOf(meeting, role);
  if (actor === undefined || actor.startedAt === null) return null;
  const { name, place, startPeer, startedAt } = actor;
  const events = meeting.events.flatMap((event) => sideEvent(event, role, endpointText(place)));
  const trace: Trace = { target: place, startPeer, startedAt, alone: true, events };
  return { role, name, place, startedAt, trace, family: new Family(trace) };
}

export function actorOf(meeting: Meeting, role: Seated): Actor | undefined {
  return meeting.actors.find((actor) => actor.role === role);
}

/** When we asked the joiner to end; null if we did not. */
export function stoppedAt(meeting: Meeting): number | null {
  return meeting.events.find((event) => event.type === 'stopped')?.at ?? null;
}

/** The text with names in place of addresses. */
export function named(text: string, meeting: Meeting): string {
  return meeting.actors.reduce((all, { name, place }) => all.replaceAll(endpointText(place), name), text);
}

/** The same of a sentence, which is made of texts in the end. */
export function namedIn({ text, values }: Sentence, meeting: Meeting): Sentence {
  const inside = Object.entries(values).map(([slot, value]) => [slot, valueNamed(value, meeting)]);
  return { text: named(text, meeting), values: Object.fromEntries(inside) };
}

function valueNamed(value: Value, meeting: Meeting): Value {
  if (typeof value === 'string') {
    const whole = meeting.actors.find(({ place }) => endpointText(place) === value);
    return whole === undefined ? named(value, meeting) : called(whole);
  }
  if (typeof value !== 'object') return value;
  if ('text' in value) return namedIn(value, meeting);
  if ('items' in value) return { ...value, items: value.items.map((item) => valueNamed(item, meeting)) };
  return value;
}

/** Names of ours: they are words in each language. */
export const BUILT_IN = 'the built-in node';
export const WITNESS = 'our witness';

/** Behind the name of a node that meets itself. */
export const TWIN = "'";

/** Somebody's name, to be put into a sentence. */
export function called({ name }: Pick<Actor, 'name'>): Value {
  if (name === BUILT_IN || name === WITNESS) return verbatim(name);
  return name === `${BUILT_IN}${TWIN}` ? list([verbatim(BUILT_IN), TWIN], '') : name;
}

function sideEvent(event: MeetingEvent, role: Role, place: string): TraceEvent[] {
  switch (event.type) {
    case 'said': {
      const { at, from, to, bytes } = event;
      if (endpointText(from) === place) return [{ type: 'received', at, from, to, bytes }];
      return endpointText(to) === place ? [{ type: 'sent', at, from, to, bytes }] : [];
    }
    case 'drops': {
      // What anybody has lost may be what is missed: whoever should have told this node may not have heard it.
      const target = Object.values(event.nodes).reduce((sum, count) => sum + count, 0);
      return [{ type: 'drops', at: event.at, ours: event.ours, target }];
    }
    case 'ended': {
      const { role: who, ...end } = event;
      return who === role ? [{ ...end, type: 'exited' }] : [];
    }
    case 'late':
      return [event];
    default:
      return [];
  }
}
