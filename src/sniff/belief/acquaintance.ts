/** What a capture shows of one node and another: the records of belief.ts. Times in ms; NEVER where it did not happen. */
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Bound, Uncertainty } from './belief-event.ts';

export const NEVER = Number.NEGATIVE_INFINITY;

/** A node: an address that sends or is sent to. */
export interface Party {
  /** In the order in which they came up, from 0. */
  readonly number: number;
  readonly endpoint: Endpoint;
  /** Its first and its last datagram, and the first since it was mute. */
  firstAt: number;
  lastAt: number;
  bornAt: number;
  /** It said something less than GONE_MS ago. */
  present: boolean;
  /** It was told that it fell silent. */
  mute: boolean;
  /** Datagrams that were sent to it. */
  told: number;
  /** How many some node may hold connected in its place. */
  crowd: number;
  /** In the order in which they came up. */
  readonly others: Acquaintance[];
}

/** What `owner` has to do with `peer`. */
export interface Acquaintance {
  readonly owner: Party;
  readonly peer: Endpoint;
  connected: Bound;
  /** Why it may be and need not. */
  why: Uncertainty;
  /** Since when it is connected without a break, and since when for sure. */
  since: number;
  sureSince: number;
  /** The last Hello of the peer that obliges, the last that some reader may see, and the first. */
  plainAt: number;
  maybeAt: number;
  firstHelloAt: number;
  /** The first datagram from the owner to the peer, and its last Hello. */
  firstSpokenAt: number;
  greetedAt: number;
  /** When the owner last named it to somebody, and how often. */
  claimedAt: number;
  claims: number;
  /** When somebody last announced it to the owner, and who; and when a connected peer did so in a right datagram. */
  toldAt: number;
  toldBy: Endpoint | null;
  surelyToldAt: number;
}

export function newParty(number: number, endpoint: Endpoint): Party {
  return {
    number,
    endpoint,
    firstAt: NEVER,
    lastAt: NEVER,
    bornAt: NEVER,
    present: false,
    mute: false,
    told: 0,
    crowd: 0,
    others: [],
  };
}

export function newAcquaintance(owner: Party, peer: Endpoint): Acquaintance {
  return {
    owner,
    peer,
    connected: 'no',
    why: 'unheard',
    since: NEVER,
    sureSince: NEVER,
    plainAt: NEVER,
    maybeAt: NEVER,
    firstHelloAt: NEVER,
    firstSpokenAt: NEVER,
    greetedAt: NEVER,
    claimedAt: NEVER,
    claims: 0,
    toldAt: NEVER,
    toldBy: null,
    surelyToldAt: NEVER,
  };
}
