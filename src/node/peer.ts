/**
 * The peers of a node. A peer is *known* or *connected*; the core alone changes it (node.ts), rules read it.
 *
 *     (stranger) --named--> known --Hello--> connected --4 s silent--> known --time--> (forgotten)
 *
 * Bounded by the capacity that the core asks the rules for before it adds.
 */
import type { Endpoint } from '../wire/endpoint.ts';

/** Equal for equal peers. A small number, where somebody has given each peer one, is found without hashing a text. */
export type PeerKey = string | number;

export interface Peer {
  readonly key: PeerKey;
  readonly endpoint: Endpoint;
  /** Given at start. */
  readonly start: boolean;
  readonly state: 'known' | 'connected';
  /** Its last Hello; null if it never said one. */
  readonly heardAt: number | null;
  /** When it was last named, or given at start; -Infinity if it came by its own Hello. Written for each address that comes. */
  readonly namedAt: number;
  /** When it fell silent; null if it is connected or never was. */
  readonly expiredAt: number | null;
  /** When it connected for the last time; null if it never did. */
  readonly connectedAt: number | null;
  /** Milliseconds that it was connected, before it connected for the last time. */
  readonly earlierMs: number;
  /** When a Hello is due; Infinity before the first is settled. */
  readonly helloAt: number;
  /** When a Peer Request is due; Infinity while it is not connected. */
  readonly requestAt: number;
  readonly answeredAt: number | null;
}

/** A peer as the core sees it. */
export type MutablePeer = { -readonly [K in keyof Peer]: Peer[K] };

/** The table as rules see it: in the order in which the peers came. */
export interface Peers {
  readonly size: number;
  /** Another one whenever somebody comes, goes, connects or expires. */
  readonly revision: number;
  find(endpoint: Endpoint): Peer | null;
  /** Those who are in it at this moment: who comes or goes later changes nothing in what this gave. */
  all(): readonly Peer[];
}

/** Milliseconds that a peer has been connected, all in all. */
export function connectedMs(peer: Peer, now: number): number {
  if (peer.connectedAt === null || peer.state !== 'connected') return peer.earlierMs;
  return peer.earlierMs + now - peer.connectedAt;
}
