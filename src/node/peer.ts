/**
 * The peers of a node. A peer is *known* or *connected*; the core alone changes it (node.ts), rules read it.
 *
 *     (stranger) --named--> known --Hello--> connected --4 s silent--> known --time--> (forgotten)
 *
 * Bounded by the capacity that the core asks the rules for before it adds.
 */
import type { Endpoint } from '../wire/endpoint.ts';

export interface Peer {
  readonly key: string;
  readonly endpoint: Endpoint;
  /** Given at start. */
  readonly start: boolean;
  readonly state: 'known' | 'connected';
  /** Its last Hello; null if it never said one. */
  readonly heardAt: number | null;
  /** When it was last named, or given at start; null if it came by its own Hello. */
  readonly namedAt: number | null;
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
  find(endpoint: Endpoint): Peer | null;
  all(): Iterable<Peer>;
}

export class PeerTable implements Peers {
  readonly #peers = new Map<string, MutablePeer>();
  readonly #identity: (endpoint: Endpoint) => string;
  /** Who was looked for last, and its key: all TLVs of a datagram ask for the same sender. */
  #sought: Endpoint | null = null;
  #soughtKey = '';

  constructor(identity: (endpoint: Endpoint) => string) {
    this.#identity = identity;
  }

  get size(): number {
    return this.#peers.size;
  }

  find(endpoint: Endpoint): MutablePeer | null {
    if (endpoint !== this.#sought) {
      this.#sought = endpoint;
      this.#soughtKey = this.#identity(endpoint);
    }
    return this.#peers.get(this.#soughtKey) ?? null;
  }

  all(): Iterable<MutablePeer> {
    return this.#peers.values();
  }

  /** Adds a peer in state known that nobody has named or heard yet. */
  add(endpoint: Endpoint, start: boolean): MutablePeer {
    const peer: MutablePeer = {
      key: this.#identity(endpoint),
      endpoint,
      start,
      state: 'known',
      heardAt: null,
      namedAt: null,
      expiredAt: null,
      connectedAt: null,
      earlierMs: 0,
      helloAt: Number.POSITIVE_INFINITY,
      requestAt: Number.POSITIVE_INFINITY,
      answeredAt: null,
    };
    this.#peers.set(peer.key, peer);
    return peer;
  }

  remove(peer: Peer): void {
    this.#peers.delete(peer.key);
  }
}

/** Milliseconds that a peer has been connected, all in all. */
export function connectedMs(peer: Peer, now: number): number {
  if (peer.connectedAt === null || peer.state !== 'connected') return peer.earlierMs;
  return peer.earlierMs + now - peer.connectedAt;
}
