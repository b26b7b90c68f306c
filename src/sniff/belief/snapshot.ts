/** What each node must and may believe at one time: the state of belief.ts as values. Times in ms, null for never. */
import { isOdd, isSelf } from '../../node/address.ts';
import { GONE_MS, OWED_MS, SURE_PEERS, TAKE_IN_MS } from '../../oracle/family.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Acquaintance } from './acquaintance.ts';
import type { Beliefs } from './belief.ts';
import type { Bound, Excuse, Uncertainty } from './belief-event.ts';

/** What a node believes of one peer. */
export interface PeerBelief {
  readonly peer: Endpoint;
  readonly connected: Bound;
  /** Sent Hellos, in the protocol's words: given at start, announced or connected. */
  readonly known: Bound;
  /** Named in an answer to somebody else. */
  readonly listed: Bound;
  /** Why it may be connected and need not; null if that is no question. */
  readonly why: Uncertainty | null;
  /** Connected, for sure or perhaps, without a break. */
  readonly since: number | null;
  readonly lastHello: number | null;
  /** From then on no conforming node held it connected. */
  readonly expiredAt: number | null;
  readonly announced: { readonly at: number; readonly by: Endpoint } | null;
  /** Why it may be listed although it expired. */
  readonly excuse: Excuse | null;
  /** When the node itself last said Hello to it, and last named it to somebody. */
  readonly greetedAt: number | null;
  readonly claimedAt: number | null;
}

/** A node and all that it has to do with. */
export interface NodeBelief {
  readonly node: Endpoint;
  /** Its first and its last datagram; null: nothing from it was captured. */
  readonly heard: { readonly first: number; readonly last: number } | null;
  /** It has been silent for so long, although it owes Hellos, that it may be gone. */
  readonly mute: boolean;
  /** Datagrams that were sent to it. */
  readonly told: number;
  /** Those connected first, then those that may be, then the others; in the order of their addresses. */
  readonly peers: readonly PeerBelief[];
}

/** The state at `at`, up to which the beliefs have been advanced. Nodes in the order in which they came up. */
export function snapshot(beliefs: Beliefs, at: number): NodeBelief[] {
  return Array.from(beliefs.parties(), (party) => ({
    node: party.endpoint,
    heard: timeOf(party.firstAt) === null ? null : { first: party.firstAt, last: party.lastAt },
    mute: party.mute,
    told: party.told,
    peers: party.others.map((one) => peerBelief(beliefs, one, at)).sort(byState),
  }));
}

function peerBelief(beliefs: Beliefs, one: Acquaintance, at: number): PeerBelief {
  const fresh = one.connected === 'must' && at - one.sureSince < TAKE_IN_MS;
  const connected = fresh ? 'may' : one.connected;
  const expired = one.connected === 'no' && timeOf(one.maybeAt) !== null;
  const excuse = expired ? beliefs.excuse(one, at) : null;
  return {
    peer: one.peer,
    connected,
    known: knownBound(one, connected, at),
    listed: expired ? (excuse === null ? 'no' : 'may') : connected === 'must' ? 'must' : 'may',
    why: connected === 'may' ? (fresh ? 'fresh' : one.why) : null,
    since: one.connected === 'no' ? null : one.since,
    lastHello: timeOf(one.maybeAt),
    expiredAt: expired ? one.maybeAt + GONE_MS : null,
    announced: one.toldBy === null ? null : { at: one.toldAt, by: one.toldBy },
    excuse,
    greetedAt: timeOf(one.greetedAt),
    claimedAt: timeOf(one.claimedAt),
  };
}

/**
 * Whoever is connected is known, and so is whom a connected peer announced a moment ago (ADR-1), if it can be a peer at
 * all (ADR-5) and the table has room. Nobody is ever sure to be forgotten (ADR-4).
 */
function knownBound(one: Acquaintance, connected: Bound, at: number): Bound {
  const { owner, peer, surelyToldAt } = one;
  if (connected === 'must') return 'must';
  const told = surelyToldAt >= at - OWED_MS && surelyToldAt <= at - TAKE_IN_MS;
  if (!told || !owner.present || isOdd(peer) || isSelf(peer, owner.endpoint)) return 'may';
  return owner.others.length <= SURE_PEERS ? 'must' : 'may';
}

const RANK: Readonly<Record<Bound, number>> = { must: 0, may: 1, no: 2 };

function byState(a: PeerBelief, b: PeerBelief): number {
  const [left, right] = [endpointText(a.peer), endpointText(b.peer)];
  return RANK[a.connected] - RANK[b.connected] || (left < right ? -1 : left > right ? 1 : 0);
}

function timeOf(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
