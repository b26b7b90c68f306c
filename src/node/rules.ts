/**
 * The decisions of a node, as functions that its core (node.ts) calls: the core keeps tables and timers and
 * carries effects out; whatever the protocol says is decided here. The conforming rules are in conforming.ts; a
 * bug on purpose (bugs/) replaces some of them.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { Tlv } from '../wire/table.ts';
import type { NodeConfig } from './config.ts';
import type { Peer, PeerKey, Peers } from './peer.ts';

/** A TLV as the node understood it. */
export type Item =
  | { readonly type: 'hello' | 'peer-request'; readonly length: number }
  | { readonly type: 'peer-address'; readonly length: number; readonly peer: Endpoint }
  | { readonly type: 'unknown'; readonly length: number; readonly number: number };

/** What a datagram says: the TLVs that act, in order; or why it is ignored whole. */
export type Reading =
  | { readonly ok: true; readonly items: readonly Item[] }
  | { readonly ok: false; readonly reason: 'header' | 'malformed' };

/** What a decision sets off; the core carries it out at once, in order. */
export type Effect =
  /** It said Hello: it is added if need be, and is connected from now on. */
  | { readonly type: 'join'; readonly peer: Endpoint }
  /** It was named: it is known from now on. */
  | { readonly type: 'learn'; readonly peer: Endpoint; readonly by: Endpoint | null }
  /** It is no longer connected, and is forgotten. */
  | { readonly type: 'forget'; readonly peer: Endpoint }
  /** It asked: it gets the list, at most once for each datagram that arrived. */
  | { readonly type: 'answer'; readonly to: Endpoint }
  /** These TLVs go there, in as many datagrams as it takes. */
  | { readonly type: 'send'; readonly to: Endpoint; readonly tlvs: readonly Tlv[] }
  /** The effect, so many ms later. */
  | { readonly type: 'later'; readonly delayMs: number; readonly effect: Effect };

/** The peer that the TLV at hand names is known from now on, by who sent it: `learn`, of that TLV alone. */
interface LearnIt {
  readonly type: 'learn-it';
}

/** What a Peer Address sets off as a rule. One for all: an answer names hundreds of peers, to hundreds of nodes. */
export const LEARN_IT: Iterable<LearnIt> = [{ type: 'learn-it' }];

/** What a TLV sets off. */
export type Reaction = Effect | LearnIt;

/** What a decision may look at. */
export interface Scene {
  readonly now: number;
  readonly startedAt: number;
  readonly config: NodeConfig;
  /** The table as it is at this moment. */
  readonly peers: Peers;
  /** Who sent the datagram before the one at hand; null if nobody did. */
  readonly previousSpeaker: Endpoint | null;
}

/** `owed`: answered; `favour`: answered within the limits of reflection; the others are refusals. */
export type AnswerRight = 'owed' | 'favour' | 'stranger' | 'limit';

export interface Rules {
  /** What of a datagram is looked at; null if it is dropped for its size. */
  readonly receive: (bytes: Uint8Array) => Uint8Array | null;
  /** What a datagram sets off before it is read: nothing, in a conforming node. */
  readonly beforeReading: (bytes: Uint8Array, from: Endpoint, scene: Scene) => Iterable<Effect>;
  readonly read: (bytes: Uint8Array) => Reading;
  /** What a TLV sets off. */
  readonly react: (item: Item, from: Endpoint, scene: Scene) => Iterable<Reaction>;

  /** The name under which the table has a peer: equal for equal peers. */
  readonly identity: (endpoint: Endpoint) => PeerKey;
  /** True if the address, announced, is one that a peer can have. */
  readonly credible: (endpoint: Endpoint, scene: Scene) => boolean;
  readonly capacity: (scene: Scene) => number;
  /** Who makes room for a newcomer in a full table; null if nobody does. */
  readonly evict: (newcomer: 'joined' | 'learned', scene: Scene) => Peer | null;
  /** When a connected peer expires if it says no more Hello. */
  readonly connectedUntil: (peer: Peer) => number;
  /** When a peer that is not connected is forgotten; Infinity for never. */
  readonly knownUntil: (peer: Peer, scene: Scene) => number;
  /** The order in which silent peers are forgotten while there are more than the minimum: smaller first. */
  readonly worth: (peer: Peer, scene: Scene) => number;

  /** When a peer's next Hello is due; `peer.helloAt` is when the last one was, Infinity before the first. */
  readonly helloAt: (peer: Peer, scene: Scene) => number;
  /** What a due Hello sets off. */
  readonly greet: (peer: Peer, scene: Scene) => Iterable<Effect>;
  /** When a connected peer's next Peer Request is due; `peer.requestAt` as for Hellos. */
  readonly requestAt: (peer: Peer, scene: Scene) => number;
  /** What a due Peer Request sets off. */
  readonly ask: (peer: Peer, scene: Scene) => Iterable<Effect>;

  /** Whether the asker gets an answer; `peer` is null if the table does not have it. */
  readonly answerRight: (peer: Peer | null, scene: Scene) => AnswerRight;
  /** Whom an answer to the asker lists, in order. */
  readonly list: (asker: Endpoint, scene: Scene) => readonly Endpoint[];
  /** What goes out for such a list: sends alone. */
  readonly answer: (asker: Endpoint, listed: readonly Endpoint[], scene: Scene) => Iterable<Effect>;
  /** The datagrams that hold the TLVs; one with an empty body for none. */
  readonly encode: (tlvs: readonly Tlv[]) => readonly Uint8Array[];
}
