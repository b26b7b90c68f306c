/**
 * Choices that show in what the target does by itself: when it greets and asks, what it adds to its TLVs, whom it
 * keeps.
 */
import { isOdd } from '../../node/address.ts';
import type { DialectKey } from '../../node/dialect.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { canonicalLength, nameOf, rowOf } from '../../wire/table.ts';
import { Walk } from '../../wire/walk.ts';
import { fromTarget, type Received, toldBy } from '../answer.ts';
import { largest, lastUpTo } from '../ascending.ts';
import type { Reader } from '../dialect-seen.ts';
import { type Family, familyOf, GONE_MS } from '../family.ts';
import { eventsOf, type Trace } from '../trace.ts';

type BehaviourKey = Extract<
  DialectKey,
  | 'extraTlvs'
  | 'greeting'
  | 'requestInterval'
  | 'helloPhase'
  | 'silentPeers'
  | 'unheard'
  | 'oddAddresses'
  | 'capacity'
>;

// What comes sooner than that came for a reason.
const AT_ONCE_MS = 60;
const ENOUGH = 10;
// Hellos of one round are together; those of different rounds are a second apart.
const ROUND_MS = 25;
const LOST_MS = 1_500;
// So many equal intervals are no chance.
const REGULAR = 6;

export const BEHAVIOUR_CHOICES: Readonly<Record<BehaviourKey, Reader>> = {
  extraTlvs: (trace) => {
    const sent = fromTarget(trace);
    if (sent.length < ENOUGH) return [];
    const adds = new Set<string>();
    const walk = new Walk();
    for (const { event } of sent) {
      walk.start(event.bytes, 0, event.bytes.length);
      while (walk.next()) {
        const name = nameOf(walk.type);
        if (name === null) adds.add('unknown');
        else if (walk.end - walk.at > canonicalLength(rowOf(name))) adds.add('extra');
      }
    }
    return adds.size === 0 ? ['none'] : [...adds];
  },
  greeting: (trace) => {
    const family = familyOf(trace);
    return newcomers(trace).flatMap(({ at, hellos: [first] }) => {
      if (first === undefined || family.crowd(at) > CROWD) return [];
      return [first.at - at <= AT_ONCE_MS ? 'at-once' : 'none'];
    });
  },
  requestInterval: (trace) => {
    const family = familyOf(trace);
    const asked = [...grouped(fromTarget(trace).filter(({ request }) => request))];
    const lives = new Map(family.heard().map((life) => [endpointText(life.peer), life]));
    return asked.flatMap(([key, list]) => {
      const life = lives.get(key);
      const [first] = list;
      // Who comes back after a silence is asked anew, which is no interval.
      if (first === undefined || life === undefined || !family.isSteady(key)) return [];
      const atOnce = Math.abs(first.at - life.at) <= AT_ONCE_MS ? '+at-once' : '';
      return list.slice(1).map(({ at }, i) => `${Math.round((at - (list[i]?.at ?? at)) / 1000)}s${atOnce}`);
    });
  },
  helloPhase: (trace) => {
    const rounds = [...grouped(fromTarget(trace).filter(({ hello }) => hello)).values()];
    const [first, second] = rounds.filter((list) => list.length >= 4);
    if (first === undefined || second === undefined) return [];
    const times = first.map(({ at }) => at);
    const apart = second.slice(1).map(({ at }) => nearest(times, at));
    if (apart.every((ms) => ms <= ROUND_MS)) return ['together'];
    // Without those in which a Hello was lost.
    const gaps = first
      .slice(2)
      .map(({ at }, i) => at - (first[i + 1]?.at ?? at))
      .filter((gap) => gap < LOST_MS);
    const shortest = gaps.reduce((least, gap) => Math.min(least, gap), LOST_MS);
    if (largest(gaps) - shortest > 2 * ROUND_MS) return ['jitter'];
    return gaps.length >= REGULAR ? ['spread'] : [];
  },
  silentPeers: (trace) => {
    const family = familyOf(trace);
    const end = trace.events.at(-1)?.at ?? 0;
    return newcomers(trace).flatMap(({ last, hellos, peer }) => {
      if (end - last < GONE_MS + 2_000 || family.isHearsay(peer, end) || hellos.length === 0) return [];
      return [hellos.some(({ at }) => at > last + GONE_MS) ? 'kept' : 'dropped'];
    });
  },
  unheard: (trace) => {
    const family = familyOf(trace);
    const end = trace.events.at(-1)?.at ?? 0;
    return family.rumours().flatMap(({ endpoint, last }) => {
      const hellos = fromTarget(trace, endpoint).filter(({ hello }) => hello);
      if (hellos.length === 0 || end - last < GONE_MS + 1_500) return [];
      return [hellos.some(({ at }) => at > last + GONE_MS) ? 'longer than 4s' : '4s'];
    });
  },
  // Where an odd address goes cannot be seen from the lab, unless lists hold what was announced.
  oddAddresses: (trace) => {
    const family = familyOf(trace);
    const listed = new Set<string>();
    for (const { keys } of fromTarget(trace)) for (const key of keys) listed.add(key);
    const announced = [...plainlyAnnounced(trace, family).values()];
    const silent = announced.filter(
      (one) => listed.has(endpointText(one)) && family.lastMaybe(one, Number.POSITIVE_INFINITY) === null,
    );
    if (silent.some(isOdd)) return ['added'];
    return announced.some(isOdd) && silent.length > 0 ? ['filtered'] : [];
  },
  capacity: (trace) => {
    const family = familyOf(trace);
    const end = trace.events.at(-1)?.at ?? 0;
    const most = fullest(trace) ?? end;
    if (family.crowd(most) <= CROWD) return [];
    const greeted = new Set(
      fromTarget(trace)
        .filter(({ hello, at }) => hello && at > most - 1_500 && at <= most + GREETED_MS)
        .map(({ event }) => endpointText(event.to)),
    );
    return [
      greeted.size >= family.mustBeConnected(most).length - 1
        ? `at least ${greeted.size}`
        : `${greeted.size}`,
    ];
  },
};

/** Whom connected peers announced so that every reader sees it, each once. */
function plainlyAnnounced(trace: Trace, family: Family): Map<string, Endpoint> {
  const announced = new Map<string, Endpoint>(); // Bounded by the trace.
  for (const event of eventsOf(trace, 'sent')) {
    const { wellFormed, listed, keys } = toldBy(event);
    if (keys.length === 0 || !wellFormed || family.lastHello(event.from, event.at) === null) continue;
    for (const [i, key] of keys.entries()) {
      const endpoint = listed[i];
      if (endpoint !== undefined) announced.set(key, endpoint);
    }
  }
  return announced;
}

const CROWD = 60;

/** When every node holds most peers connected, if it has room; null if nobody spoke. */
function fullest(trace: Trace): number | null {
  const family = familyOf(trace);
  let best: { readonly at: number; readonly peers: number } | null = null;
  let next = Number.NEGATIVE_INFINITY;
  for (const { at } of eventsOf(trace, 'sent')) {
    if (at < next) continue;
    next = at + LOOK_MS;
    const peers = family.mustBeConnected(at).length;
    if (best === null || peers > best.peers) best = { at, peers };
  }
  return best?.at ?? null;
}

const LOOK_MS = 200;
// By then a newcomer has got its first Hello.
const GREETED_MS = 1_250;

/** How far the nearest of the ascending times is. */
function nearest(times: readonly number[], at: number): number {
  const before = lastUpTo(times, at) ?? Number.NEGATIVE_INFINITY;
  const after = times.find((time) => time > at) ?? Number.POSITIVE_INFINITY;
  return Math.min(at - before, after - at);
}

/** What came to each peer. */
function grouped(received: readonly Received[]): Map<string, Received[]> {
  const groups = new Map<string, Received[]>(); // Bounded by the trace.
  for (const one of received) {
    const key = endpointText(one.event.to);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [one]);
    else list.push(one);
  }
  return groups;
}

/** A peer that joined by a plain Hello of its own, announced by nobody before. */
interface Newcomer {
  readonly peer: Endpoint;
  /** Its first Hello, and its last. */
  readonly at: number;
  readonly last: number;
  /** The Hellos that it got since. */
  readonly hellos: readonly Received[];
}

function newcomers(trace: Trace): Newcomer[] {
  const family = familyOf(trace);
  return family.heard().flatMap(({ peer, at, last }) => {
    if (family.isHearsay(peer, at)) return [];
    return [{ peer, at, last, hellos: fromTarget(trace, peer).filter((one) => one.hello && one.at > at) }];
  });
}
