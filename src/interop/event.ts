/**
 * What a run of interop tells: how it goes on, and what it came to.
 */
import type { DialectSeen } from '../oracle/dialect-seen.ts';
import type { Meeting } from './meeting.ts';
import type { Outcome, TestResult } from './outcome.ts';
import type { Pairing, PairingResult } from './pairing.ts';

export type InteropEvent =
  | { readonly type: 'started'; readonly pairings: number }
  | ({ readonly type: 'attempt' } & AttemptEvent)
  | { readonly type: 'pairing'; readonly result: PairingResult; readonly done: number; readonly of: number }
  | { readonly type: 'finished'; readonly result: InteropResult };

/** One try of a pairing, with all that was said in it. */
export interface AttemptEvent {
  readonly pairing: Pairing;
  /** From 1. */
  readonly number: number;
  readonly meetings: readonly Meeting[];
  readonly results: readonly TestResult[];
}

export interface InteropResult {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** Rows are joiners, columns hubs; only those that were tried. */
  readonly pairings: readonly PairingResult[];
  /** Pairings that an interruption left out. */
  readonly left: number;
  /** For each node, in their order, its free choices as far as they showed. */
  readonly dialects: readonly DialectSeen[];
  readonly summary: Readonly<Record<Outcome, number>>;
}
