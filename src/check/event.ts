/**
 * What a run of `check` tells while it goes on, and what it leaves.
 */
import type { Rig } from '../net/rig.ts';
import type { Start } from '../net/start.ts';
import type { DialectSeen } from '../oracle/dialect-seen.ts';
import type { Progress } from '../oracle/stage.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import type { EndReason } from './ending.ts';
import type { Behaviour } from './likeness.ts';
import type { Probe } from './probe.ts';

/** A judgement with the trace that its evidence points into; null for rows that nothing was tried for. */
export interface Finding {
  readonly judgement: Judgement;
  readonly trace: Trace | null;
  /** For what is skipped: the row that failed and that this one rests on. */
  readonly because?: string;
  /** It was wanted and not tried, for the run ended before. */
  readonly undone?: true;
}

/** What happens while `check` runs, in order; `finished` is the last. `attempt` counts from 1. */
export type CheckEvent =
  | { readonly type: 'probing'; readonly check: string; readonly attempt: number }
  | {
      readonly type: 'judged';
      readonly check: string;
      readonly attempt: number;
      readonly judgements: readonly Judgement[];
    }
  /** The machine that we measure on. */
  | { readonly type: 'rig'; readonly rig: Rig }
  /** The program did not come up, twice. */
  | { readonly type: 'start'; readonly start: Start }
  | { readonly type: 'finished'; readonly result: CheckResult };

/** One run of one probe, judged. Probes that shared a running target share its trace. */
export interface Run {
  readonly probe: Probe;
  readonly trace: Trace;
  readonly judgements: readonly Judgement[];
}

/** What a run of `check` came to: a judgement of each requirement by each check, and what they add up to. */
export interface CheckResult {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly findings: readonly Finding[];
  /** All that was judged: probe by probe, each with its tries in order. */
  readonly runs: readonly Run[];
  /** How far it has come in the stages of the exercise. */
  readonly progress: Omit<Progress, 'judged'>;
  /** The bugs on purpose that it behaves like: one, up to three that are equally near, or none. */
  readonly likeness: readonly string[];
  /** What it did before the causes were looked for, as in symptoms.ts. */
  readonly behaviour: Behaviour;
  /** The target's free choices, as far as they showed. */
  readonly dialect: DialectSeen;
  /** Anything came from the target at all. */
  readonly seen: boolean;
  /** The last lines that a target printed which ended by itself; null if none did. */
  readonly lastWords: string | null;
  /** What kept the program from coming up; null if it came up, or somebody else started it. */
  readonly start: Start | null;
  /** The machine that it was measured on; null if nobody looked. */
  readonly rig: Rig | null;
  /** Why it ended before its time: what was not done then is not judged; null if it did not. */
  readonly ended: EndReason | null;
  /** Datagrams that the fence held back. */
  readonly dropped: number;
}
