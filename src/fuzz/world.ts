/**
 * Where bombardment and re-runs happen: the target to be started, our sockets, time and chance.
 */
import type { LabWorld } from '../net/opened-lab.ts';
import type { Target } from '../net/target.ts';

export interface World extends LabWorld {
  readonly target: Target;
  /** Ends whatever goes on, as soon as it can be left. */
  readonly signal: AbortSignal;
  /** Instances of the target at one time; 1 for one that may not be started. */
  readonly instances: number;
}
