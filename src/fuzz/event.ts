/**
 * What a campaign of `fuzz` tells while it goes on, and what it leaves.
 */
import type { DialectSeen } from '../oracle/dialect-seen.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Finding } from './finding.ts';
import type { Suspicion } from './suspicion.ts';

/** What happens in a campaign, in order; `finished` is the last. */
export type FuzzEvent =
  | {
      readonly type: 'started';
      readonly seed: number;
      /** Where the target runs; null for one that we start. */
      readonly endpoint: Endpoint | null;
      /** Instances at once. */
      readonly instances: number;
      /** What an earlier run left in the folder; null if there was none. */
      readonly resumed: Resumed | null;
    }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'suspicion'; readonly suspicion: Suspicion }
  /** A new one; one that is known already is counted in `seen` alone. */
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'unconfirmed'; readonly unconfirmed: Unconfirmed }
  | { readonly type: 'finished'; readonly result: FuzzResult };

export interface Resumed {
  readonly findings: number;
  /** Suspicions that were not looked into. */
  readonly pending: number;
  readonly cases: number;
  readonly elapsedMs: number;
}

/** How it goes right now: rates over the last second or more. */
export interface Status {
  readonly casesPerS: number;
  readonly datagramsPerS: number;
  /** Datagrams of ours that the kernel dropped, all in all. */
  readonly lost: number;
  /** Peers of ours that are connected. */
  readonly peers: number;
  readonly findings: number;
  /** Null without a limit in time. */
  readonly leftMs: number | null;
}

/** A suspicion that its re-runs did not bear out. */
export interface Unconfirmed {
  readonly suspicion: Suspicion;
  /** Why it is none: it did not show again, or there was no time to try. */
  readonly reason: string;
}

/** So many TLVs of one kind were sent; 0 is told too: what was not tried. */
export interface TriedCell {
  /**
   * A name of the table, or `unknown`; of whole datagrams `none` for one without TLV, `foreign` for one with a wrong
   * header, and `datagram` for its size.
   */
  readonly type: string;
  /** The class of the length: `exact`, `short`, `past the end` (tried.ts). */
  readonly length: string;
  /** Where in its datagram: `first`, `middle`, `last`, `alone`. */
  readonly position: string;
  /** What the sender was to the target: `stranger`, `announced`, `connected`, `expired`. */
  readonly state: string;
  readonly count: number;
}

export interface Tried {
  /** Each combination that can be, once. */
  readonly cells: readonly TriedCell[];
  /** Cases by the generator that made them: `grammar`, `mutation`. */
  readonly generators: Readonly<Record<string, number>>;
  /** The largest datagram, and the most peers that said Hello to one instance. */
  readonly longest: number;
  readonly mostPeers: number;
}

/** Why a campaign ended before its time: nobody answered any more, Ctrl-C, or `--until-failure`. */
export type FuzzEnd = 'lost' | 'interrupted' | 'failure';

/** What a campaign came to. Times in ms. */
export interface FuzzResult {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly seed: number;
  /** Of this run and of those that it resumes. */
  readonly durationMs: number;
  readonly cases: number;
  readonly datagrams: number;
  /** Datagrams of ours that the kernel dropped before the target read them, at most; null if nobody knows. */
  readonly lost: number | null;
  /** What the fence held back. */
  readonly dropped: number;
  /** Instances that were started, and how many of them ended by themselves. Both 0 for a running node. */
  readonly instances: number;
  readonly deaths: number;
  /** Anything came from the target at all. */
  readonly seen: boolean;
  /** The target's free choices, as far as they showed. */
  readonly dialect: DialectSeen;
  readonly findings: readonly Finding[];
  readonly unconfirmed: readonly Unconfirmed[];
  readonly tried: Tried;
  /** What was seen that no rule forbids, or that should not be and is no fault, one sentence each. */
  readonly notes: readonly string[];
  /** What could not be watched on this machine, one sentence each: `no /proc: memory is not watched`. */
  readonly unwatched: readonly string[];
  /** Why it did not begin: a program that did not come up. Null if it did. */
  readonly start: string | null;
  readonly ended: FuzzEnd | null;
}
