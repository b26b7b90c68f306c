/**
 * A probe: a script that makes traffic and says what it expects, and the judge of the trace that comes of it.
 */
import type { PlainPhrase } from '../lang/french.ts';
import { judgeProbe } from '../oracle/probe-judge.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import type { Scene } from './scene.ts';

// Of a probe that does not say: controls before and after, and a silence between them; one peer that asks.
const USUAL_SECONDS = 6;
const USUAL_PEERS = 1;

/** A check as `--list` and `--only` know it. */
export interface CheckRow {
  /** Its name: `unknown-tlv-skipped`. */
  readonly check: string;
  readonly requirement: string;
  /** What it does. */
  readonly title: PlainPhrase;
}

/** No other probe has its name. */
export interface Probe extends CheckRow {
  /** What it judges beside its own row. */
  readonly also?: readonly CheckRow[];
  /** Fills the table with peers: goes last where probes share a target. */
  readonly crowd?: true;
  /** Disturbs whoever else is there (a flood, odd addresses): has a shared target for itself. */
  readonly alone?: true;
  /** May end a faulty target (1), or leaves it busy (2): where probes share a target, after the others. */
  readonly late?: 1 | 2;
  /** The start peer of a started target says nothing until the script lets it. */
  readonly silentStart?: true;
  /** A started target is given no peer: `PORT` alone (DESIGN §3). */
  readonly peerless?: true;
  /** How long it takes against a conforming node, in seconds; 6 by default. */
  readonly seconds?: number;
  /** Lab peers that it has connected at one time, the witness aside; 1 by default. */
  readonly peers?: number;
  readonly run: (scene: Scene) => Promise<void>;
  /** Where the expectations in the trace do not say it all. */
  readonly judge?: (trace: Trace) => Judgement[];
}

/** How long the probe takes, in seconds. */
export function secondsOf(probe: Probe): number {
  return probe.seconds ?? USUAL_SECONDS;
}

/** How many lab peers the probe has connected at one time, the witness aside. */
export function peersOf(probe: Probe): number {
  return probe.peers ?? USUAL_PEERS;
}

/** What the probe's trace says. */
export function judgementsOf(probe: Probe, trace: Trace): Judgement[] {
  return probe.judge?.(trace) ?? [judgeProbe(trace, probe.check, probe.requirement)];
}
