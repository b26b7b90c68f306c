/**
 * A probe: a script that makes traffic and says what it expects, and the judge of the trace that comes of it.
 */
import { judgeProbe } from '../oracle/probe-judge.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import type { Scene } from './scene.ts';

export interface Probe {
  /** Name of the check, unique: `unknown-tlv-skipped`. */
  readonly check: string;
  readonly requirement: string;
  /** What it does, for `--list`. */
  readonly title: string;
  /** Fills the table with peers: goes last where probes share a target. */
  readonly crowd?: true;
  readonly run: (scene: Scene) => Promise<void>;
  /** Where the expectations in the trace do not say it all. */
  readonly judge?: (trace: Trace) => Judgement[];
}

/** What the probe's trace says. */
export function judgementsOf(probe: Probe, trace: Trace): Judgement[] {
  return probe.judge?.(trace) ?? [judgeProbe(trace, probe.check, probe.requirement)];
}
