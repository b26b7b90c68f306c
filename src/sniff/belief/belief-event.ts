/** What changes in what nodes must and may believe, as a capture goes on. Times are ms since its first packet. */
import type { Endpoint } from '../../wire/endpoint.ts';

/** Every conforming node, some, or none. */
export type Bound = 'must' | 'may' | 'no';

/** Why a node that was sent a Hello may, and need not, hold its sender connected. */
export type Uncertainty =
  /** No word of the node itself was captured before: it may not have been there. */
  | 'unheard'
  /** The node has been silent for so long that it may be gone. */
  | 'mute'
  /** Some reader may find a Hello in the datagram, and others none (TLV-6), or the capture has cut it. */
  | 'unreadable'
  /** So many are connected that a bounded table may refuse one more. */
  | 'crowded'
  /** The last Hello is so old that a clock of whole seconds may have dropped its sender (HEL-4). */
  | 'late'
  /** The Hello is so fresh that it may not have been taken in. */
  | 'fresh';

/** Why a node may list somebody who has said no Hello to it for so long (REQ-4, HEL-4). */
export type Excuse =
  /** `by` announced it: it may be listed as known (`list: known`). */
  | { readonly type: 'announced'; readonly by: Endpoint }
  /** It may have been given at start. */
  | { readonly type: 'start' }
  /** The capture holds nothing at all for `ms` of the silence: Hellos may be missing. */
  | { readonly type: 'pause'; readonly ms: number };

/** The datagram that made the change; the frame counts from 1 in its file. */
export interface Cause {
  readonly file: string;
  readonly frame: number;
}

interface Change {
  readonly at: number;
  /** Whose belief changes. */
  readonly node: Endpoint;
}

export type BeliefEvent =
  /** It sends its first datagram, or its first after it was mute. */
  | (Change & { readonly type: 'heard'; readonly again: boolean; readonly cause: Cause })
  /** It has said nothing since `since` although it owes Hellos: all that it must believe it only may from here on. */
  | (Change & { readonly type: 'silent'; readonly since: number })
  /** A Hello from here on obliges. */
  | (Change & {
      readonly type: 'connected';
      readonly peer: Endpoint;
      /** What was so before. */
      readonly before: 'new' | 'may' | 'expired';
      /** The capture is so young that it may have been connected before it began. */
      readonly early: boolean;
      readonly cause: Cause;
    })
  | (Change & {
      readonly type: 'may-be-connected';
      readonly peer: Endpoint;
      readonly why: Uncertainty;
      readonly cause: Cause;
    })
  /** From here on it may have dropped it: its last Hello is OWED_MS old. */
  | (Change & { readonly type: 'doubted'; readonly peer: Endpoint; readonly lastHello: number })
  /** From here on no conforming node holds it: its last Hello is GONE_MS old. */
  | (Change & {
      readonly type: 'expired';
      readonly peer: Endpoint;
      readonly lastHello: number;
      /** For so long of it the capture holds nothing at all. */
      readonly pauseMs: number;
    })
  /** It names in a Peer Address whom no node may hold connected any more. */
  | (Change & {
      readonly type: 'advertised';
      readonly peer: Endpoint;
      readonly to: Endpoint;
      readonly lastHello: number;
      /** It speaks to others. */
      readonly alive: boolean;
      /** Why it may be listed all the same; null: it may not. */
      readonly excuse: Excuse | null;
      readonly cause: Cause;
    });
