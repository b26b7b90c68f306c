/**
 * What is sent to one instance of the target: datagrams in order of time, from several peers. A case holds all that
 * its outcome depends on, so that it can be run again, cut down, written to a file and sent by hand.
 */
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** One datagram. */
export interface Step {
  /** Ms after the case's begin; never less than the step before. */
  readonly at: number;
  /** The peer that sends it. */
  readonly from: Endpoint;
  /** Nobody changes them. */
  readonly bytes: Uint8Array;
}

/** Datagrams in order of time, and how often all of them are sent. */
export interface Case {
  readonly steps: readonly Step[];
  /** How often the steps are sent, one round after another, at least once: growth takes many (ROB-5). */
  readonly repeat: number;
}

/** Who is there: what generators make their datagrams of. */
export interface Cast {
  readonly target: Endpoint;
  /** Given on the target's command line; null for a node that somebody else started. */
  readonly startPeer: Endpoint | null;
  /** Whom datagrams come from: lab addresses (DESIGN §3), of which two share an address and two a port. At least 8. */
  readonly peers: readonly Endpoint[];
  /** Addresses of the same kind where nobody listens, to be announced. At least 64. */
  readonly absent: readonly Endpoint[];
  /** Everything may be announced here: nothing can leave. If not, what the fence holds back is made in vain. */
  readonly unfenced: boolean;
}

/** Who sends anything, each once, in the order of their first steps. */
export function sendersOf({ steps }: Pick<Case, 'steps'>): Endpoint[] {
  return [...new Map(steps.map(({ from }) => [endpointText(from), from])).values()];
}
