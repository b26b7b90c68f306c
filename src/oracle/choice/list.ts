/**
 * Choices that answers show: whom they list, who gets one, what is sent when there is nobody to list.
 */
import type { DialectKey } from '../../node/dialect.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { fromTarget, type Received, toldBy } from '../answer.ts';
import { happened, within } from '../ascending.ts';
import type { Reader } from '../dialect-seen.ts';
import { exchanges, isListedIn, listedIn } from '../exchange.ts';
import { type Family, familyOf } from '../family.ts';
import { eventsOf, type Trace } from '../trace.ts';

type ListKey = Extract<DialectKey, 'list' | 'requester' | 'strangers' | 'emptyAnswer'>;

// Longer than any answer takes, and shorter than a second request (REQ-11).
const ANSWER_MS = 1_100;
const TAKE_IN_MS = 100;

export const LIST_CHOICES: Readonly<Record<ListKey, Reader>> = {
  list: (trace) => {
    const family = familyOf(trace);
    const rumours = rumoursOf(trace, family);
    return exchanges(trace).flatMap((exchange) => {
      const listed = new Set(listedIn(exchange));
      const asker = endpointText(exchange.asker);
      const lately = within(rumours, exchange.at - RUMOUR_MS, exchange.at - TAKE_IN_MS);
      const due = lately.filter(({ key }) => key !== asker);
      if (listed.size === 0 || due.length === 0) return [];
      return [due.some(({ key }) => listed.has(key)) ? 'known' : 'connected'];
    });
  },
  requester: (trace) => {
    const family = familyOf(trace);
    return exchanges(trace).flatMap((exchange) => {
      const { asker, at, clean, answers } = exchange;
      const last = family.lastHello(asker, at - TAKE_IN_MS);
      if (!clean || answers.length === 0 || last === null || at - last > FRESH_MS) return [];
      return [isListedIn(exchange, endpointText(asker)) ? 'included' : 'excluded'];
    });
  },
  strangers: (trace) => {
    const family = familyOf(trace);
    return exchanges(trace).flatMap(({ asker, at, clean, answers }) => {
      if (!clean || family.lastMaybe(asker, at) !== null || family.isHearsay(asker, at)) return [];
      if (family.mustBeConnected(at).length === 0) return [];
      return [answers.length > 0 ? 'answered' : 'ignored'];
    });
  },
  emptyAnswer: (trace) => {
    const bare = fromTarget(trace).filter(
      ({ hello, request, listed }) => !hello && !request && listed.length === 0,
    );
    const said = bare.length === 0 ? null : timesBySender(trace);
    const isEmpty = ({ at, event }: Received): boolean =>
      happened(said?.get(endpointText(event.to)) ?? [], at - ANSWER_MS, at);
    if (bare.some(isEmpty)) return ['datagram'];
    return eventsOf(trace, 'mark').some(({ part }) => part === NOBODY) ? ['silence'] : [];
  },
};

/** The part of a stranger that asks while nobody is connected. */
export const NOBODY = 'asks with nobody connected';

const FRESH_MS = 1_500;
// HEL-1: so long every announced peer is known; later it may have been forgotten (ADR-4).
const RUMOUR_MS = 3_500;

/** When each peer sent anything. */
function timesBySender(trace: Trace): Map<string, number[]> {
  const times = new Map<string, number[]>(); // Bounded by the trace.
  for (const { from, at } of eventsOf(trace, 'sent')) {
    const key = endpointText(from);
    const list = times.get(key);
    if (list === undefined) times.set(key, [at]);
    else list.push(at);
  }
  return times;
}

/** Addresses that a connected peer announced and that never said a Hello. */
function rumoursOf(trace: Trace, family: Family): { readonly key: string; readonly at: number }[] {
  return eventsOf(trace, 'sent').flatMap((event) => {
    const { at, from } = event;
    // What a malformed datagram says may be said or not (TLV-6).
    if (!toldBy(event).wellFormed || family.lastHello(from, at - TAKE_IN_MS) === null) return [];
    return toldBy(event).keys.flatMap((key) => {
      const silent = family.lastMaybe(key, Number.POSITIVE_INFINITY) === null;
      return silent ? [{ key, at }] : [];
    });
  });
}
