/**
 * A fault with the smallest case that shows it: what the user gets.
 */
import type { Trace } from '../oracle/trace.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Case } from './case.ts';
import type { Symptom } from './symptom.ts';

/** A fault that showed again in re-runs, with the smallest case that shows it. */
export interface Finding extends Symptom {
  /** Kind and a short hash of signature and shape: `crash-3f2a91c0`. The name of its folder. */
  readonly id: string;
  readonly case: Case;
  readonly startPeer: Endpoint | null;
  /** Where the instance was that showed it last. */
  readonly target: Endpoint;
  /** Re-runs of the smallest case that showed it, of so many. */
  readonly reproduced: { readonly times: number; readonly of: number };
  /** The likely cause, or what to do about it; null if nothing can be said. */
  readonly hint: string | null;
  readonly origin: string;
  /** The last lines that the target printed. */
  readonly output: string;
  /** How often the campaign ran into it. */
  readonly seen: number;
  /** Of the last re-run that showed it; null if none did. */
  readonly trace: Trace | null;
}
