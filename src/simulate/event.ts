/**
 * What a simulation tells: how far it is, and what it came to.
 */
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Fit, Scale } from './scaling.ts';
import type { Trial } from './trial.ts';

export type SimulateEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'finished'; readonly result: SimulateResult };

export interface Progress {
  /** Which run: the one that was asked for, or one that it is compared with. */
  readonly stage: string;
  /** Its place among all runs, from 1, and how many there are. */
  readonly run: number;
  readonly runs: number;
  readonly nodes: number;
  /** Virtual time of this run, and its end. */
  readonly atMs: number;
  readonly timeMs: number;
}

export interface SimulateResult {
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** Somebody asked to stop: what was not run is null, and the run itself may be short. */
  readonly interrupted: boolean;
  /** The same nodes without their bugs; null if there are no bugs. */
  readonly without: Outcome | null;
  readonly scaling: Scaling | null;
  readonly trials: Trials | null;
}

/** Fewer nodes to the number of the plan, all conforming. */
export interface Scaling {
  readonly scales: readonly Scale[];
  readonly fit: Fit;
}

/** What the options of §2.3 save and cost, each alone, in a smaller network. */
export interface Trials {
  readonly nodes: number;
  readonly churnPerMinute: number;
  readonly trials: readonly TrialResult[];
}

export interface TrialResult {
  readonly trial: Trial;
  readonly outcome: Outcome;
}
