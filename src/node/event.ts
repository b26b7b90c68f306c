/**
 * What goes into a node and what comes out of it: plain values (DESIGN law 3). The node never acts on the world
 * itself; whoever drives it carries the outputs out, in their order.
 */
import type { Endpoint } from '../wire/endpoint.ts';

/** Something that happened: the node was started, a datagram arrived, a deadline passed. */
export type Input =
  | { readonly type: 'start' }
  | { readonly type: 'datagram'; readonly from: Endpoint; readonly bytes: Uint8Array }
  | { readonly type: 'timeout' };

/** Something to do. Each result ends with exactly one `wake`: the time in ms of the next `timeout`, after `now`. */
export type Output =
  | { readonly type: 'send'; readonly to: Endpoint; readonly bytes: Uint8Array }
  | { readonly type: 'event'; readonly event: NodeEvent }
  | { readonly type: 'wake'; readonly at: number };

/** Why an address was not taken, or a request not answered. */
export type RefusalReason = 'fence' | 'odd' | 'full' | 'stranger' | 'limit';

/** Why a datagram was ignored whole. */
export type IgnoreReason = 'self' | 'fence' | 'size' | 'header' | 'malformed';

/** Something to tell: nothing has to be done for it. */
export type NodeEvent =
  | {
      readonly type: 'peer-known';
      readonly peer: Endpoint;
      /** Who named it; null for a peer that was given at start or said Hello. */
      readonly by: Endpoint | null;
    }
  | { readonly type: 'peer-connected'; readonly peer: Endpoint }
  | { readonly type: 'peer-expired'; readonly peer: Endpoint }
  | { readonly type: 'peer-forgotten'; readonly peer: Endpoint; readonly reason: 'silent' | 'evicted' }
  | { readonly type: 'refused'; readonly peer: Endpoint; readonly reason: RefusalReason }
  | {
      readonly type: 'datagram-ignored';
      readonly from: Endpoint;
      readonly reason: IgnoreReason;
      /** What arrived, for whoever wants its issues. */
      readonly bytes: Uint8Array;
    };
