/**
 * What happens while sending, as values.
 */
import type { Arrival } from '../net/world.ts';
import type { Outgoing, SourceNote } from './outgoing.ts';

export type SendEvent =
  | { readonly type: 'sent'; readonly number: number; readonly at: number; readonly outgoing: Outgoing }
  | {
      readonly type: 'reply';
      readonly number: number;
      readonly arrival: Arrival;
      readonly fromTarget: boolean;
    }
  | { readonly type: 'refused'; readonly outgoing: Outgoing; readonly address: string }
  | SourceNote
  | SendSummary;

/** Always the last event. */
export interface SendSummary {
  readonly type: 'summary';
  readonly sent: number;
  readonly bytes: number;
  /** Datagrams that the fence kept back. */
  readonly refused: number;
  /** Packets of a capture that were no datagram to send. */
  readonly skipped: number;
  /** From the target itself. */
  readonly replies: number;
  /** From anybody else. */
  readonly others: number;
  /** Arrivals that we or the kernel dropped; null if nobody knows. */
  readonly lost: number | null;
  readonly durationMs: number;
}
