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

export class PeerTable implements Peers {
  revision = 0;
  /** All of them in the order in which they came. */
  readonly #peers = new Map<PeerKey, MutablePeer>();
  /** Those with a number, by that. */
  readonly #numbered: (MutablePeer | undefined)[] = [];
  readonly #identity: (endpoint: Endpoint) => PeerKey;
  /** Who was looked for last, and its key: all TLVs of a datagram ask for the same sender. */
  #sought: Endpoint | null = null;
  #soughtKey: PeerKey = '';
  /** All of them, until somebody comes or goes: it is asked for at every deadline. */
  #all: readonly MutablePeer[] | null = null;

  constructor(identity: (endpoint: Endpoint) => PeerKey) {
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
    const key = this.#soughtKey;
    return (typeof key === 'number' ? this.#numbered[key] : this.#peers.get(key)) ?? null;
  }

  all(): readonly MutablePeer[] {
    this.#all ??= [...this.#peers.values()];
    return this.#all;
  }

  /** Adds a peer in state known that nobody has named or heard yet. */
  add(endpoint: Endpoint, start: boolean): MutablePeer {
    const peer: MutablePeer = {
      key: this.#identity(endpoint),
      endpoint,
      start,
      state: 'known',
      heardAt: null,
      namedAt: Number.NEGATIVE_INFINITY,
      expiredAt: null,
      connectedAt: null,
      earlierMs: 0,
      helloAt: Number.POSITIVE_INFINITY,
      requestAt: Number.POSITIVE_INFINITY,
      answeredAt: null,
    };
    this.#peers.set(peer.key, peer);
    if (typeof peer.key === 'number') this.#numbered[peer.key] = peer;
    this.#changed();
    return peer;
  }

  remove(peer: Peer): void {
    this.#peers.delete(peer.key);
    if (typeof peer.key === 'number') this.#numbered[peer.key] = undefined;
    this.#changed();
  }

  #changed(): void {
    this.#all = null;
    this.revision += 1;
  }
}

/** Milliseconds that a peer has been connected, all in all. */
export function connectedMs(peer: Peer, now: number): number {
  if (peer.connectedAt === null || peer.state !== 'connected') return peer.earlierMs;
  return peer.earlierMs + now - peer.connectedAt;
}
