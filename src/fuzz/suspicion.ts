/**
 * Something that looked wrong while the target was bombarded, with what had been sent to that instance: what triage
 * starts from.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { Step } from './case.ts';
import type { Symptom } from './symptom.ts';

/** Something wrong that a campaign ran into, before any re-run. */
export interface Suspicion {
  readonly symptom: Symptom;
  /** Where the instance was, and its start peer: a re-run takes the same places if it can. */
  readonly target: Endpoint;
  readonly startPeer: Endpoint | null;
  /** What was sent to it, in order, as far back as the journal goes; `at` as it really was. Not empty. */
  readonly steps: readonly Step[];
  /** So many of the last steps had perhaps not been consumed when it happened: most likely the cause is there. */
  readonly last: number;
  /** Which generator made the last steps, with what gives them again: `mutation 17/4021`. */
  readonly origin: string;
  /** The last lines that the target printed; empty if nobody knows. */
  readonly output: string;
}
