/**
 * What the runs of a check add up to: findings, one a check and requirement, and the verdict of the whole.
 */

import type { PlainPhrase } from '../lang/french.ts';
import type { Rig } from '../net/rig.ts';
import type { Start } from '../net/start.ts';
import { judgeAlive } from '../oracle/alive.ts';
import { fromTarget } from '../oracle/answer.ts';
import { choicesSaid } from '../oracle/choice.ts';
import { dialectSeen } from '../oracle/dialect-seen.ts';
import { familyOf } from '../oracle/family.ts';
import { deathOf } from '../oracle/probe-judge.ts';
import { REQUIREMENTS, requirement } from '../oracle/requirement.ts';
import { judgeSent, judgeSource } from '../oracle/sender.ts';
import { STANDING } from '../oracle/standing/table.ts';
import type { Trace } from '../oracle/trace.ts';
import { judging, overall, type VERDICTS, worded } from '../oracle/verdict.ts';
import { agreed } from './agree.ts';
import { conclude } from './conclusion.ts';
import type { EndReason } from './ending.ts';
import type { CheckResult, Finding, Run } from './event.ts';
import type { Probe } from './probe.ts';

/** Whether a result of that check about that requirement was asked for. */
export type Wanted = (requirement: string, check: string) => boolean;

/** `start`: the program never came up. `timeout`, `lost`: as the run ended. */
export interface Undone {
  readonly reason: 'start' | 'timeout' | 'lost';
  readonly probes: readonly Probe[];
}

/** What is known of a run beside its traces. */
export interface RunEnd {
  /** Whether a result of that check about that requirement was asked for; default: all are. */
  readonly wanted?: Wanted | undefined;
  readonly strict: boolean;
  /** Ended before its time, and why. */
  readonly ended?: EndReason | null;
  readonly stopped: boolean;
  /** Probes that were not done for a reason of their own. */
  readonly undone?: Undone | null;
  /** What kept the program from coming up. */
  readonly start?: Start | null;
  readonly rig?: Rig | null;
  /** The probes ran in each other's company, but for those that were tried again. */
  readonly company?: boolean;
  /** Datagrams that the fence held back. */
  readonly dropped: number;
}

/** What the runs add up to: a function of their traces, so that a recorded run gives it again (DESIGN law 4). */
export function resultOf(runs: readonly Run[], end: RunEnd): CheckResult {
  const {
    wanted = () => true,
    strict,
    stopped,
    dropped,
    undone = null,
    start = null,
    rig = null,
    company = false,
  } = end;
  const asked = ({ judgement }: Finding): boolean => wanted(judgement.requirement, judgement.check);
  const traces = tracesOf(runs);
  const done = grouped(runs).flatMap((tries) => findingsOf(tries, company));
  const probed = [...done, ...undoneFindings(undone)].filter(asked);
  const standing = standingFindings(traces).filter(asked);
  const tried = [...probed, ...standing];
  const covered = new Set(tried.map(({ judgement }) => judgement.requirement));
  const free = freeFindings(traces, covered).filter(asked);
  for (const { judgement } of free) covered.add(judgement.requirement);
  const conclusion = conclude(sorted([...tried, ...free, ...uncovered(covered)]), traces);
  const seen = isSeen(traces);
  const judgements = conclusion.findings.map(({ judgement }) => judgement);
  const verdict = overall(judgements, seen, strict);
  // A usage message of one that was given no peer says nothing of the others.
  const peered = traces.filter((trace) => trace.startPeer !== null || isSeen([trace]));
  const deaths = peered.flatMap((trace) => deathOf(trace) ?? []);
  return {
    verdict: stopped && verdict === 'pass' ? 'inconclusive' : verdict,
    ...conclusion,
    runs,
    dialect: dialectSeen(traces),
    seen,
    lastWords: deaths.at(-1)?.output ?? null,
    start,
    rig,
    ended: end.ended ?? null,
    dropped,
  };
}

function undoneFindings(undone: Undone | null): Finding[] {
  if (undone === null) return [];
  const verdict = undone.reason === 'start' ? 'skipped' : 'inconclusive';
  return undone.probes.map(({ check, requirement: id }) => ({
    judgement: {
      requirement: id,
      check,
      verdict,
      expected: `the node ${requirement(id).title}`,
      ...worded(UNDONE[undone.reason], undone.reason === 'lost' ? LOST_HINT : null),
      evidence: [],
    },
    trace: null,
    undone: true,
  }));
}

const UNDONE: Readonly<Record<Undone['reason'], PlainPhrase>> = {
  start: 'not tried: the program did not come up',
  timeout: 'not done in time',
  lost: 'not done: the node went away meanwhile',
};

const LOST_HINT =
  'nobody can start it again from here: peerprobe check -- CMD has a fresh one for each check';

/** The runs of each probe. */
function grouped(runs: readonly Run[]): Run[][] {
  const groups = new Map<Probe, Run[]>();
  for (const run of runs) groups.set(run.probe, [...(groups.get(run.probe) ?? []), run]);
  return [...groups.values()];
}

/** The traces of the runs, each once. */
export function tracesOf(runs: readonly Run[]): Trace[] {
  return [...new Set(runs.map((run) => run.trace))];
}

/** Whether the target said anything at all. */
export function isSeen(traces: readonly Trace[]): boolean {
  return traces.some((trace) => fromTarget(trace).length > 0);
}

/** The runs of one probe as one finding a judgement. */
function findingsOf(runs: readonly Run[], company: boolean): Finding[] {
  const first = runs[0]?.judgements ?? [];
  return first.map((_, i) => {
    const tries = runs.flatMap((run) => run.judgements[i] ?? []);
    const judgement = agreed(tries, company);
    // The trace of the run whose evidence was kept.
    const owner = runs.findLast((run) => run.judgements[i]?.evidence === judgement.evidence) ?? runs.at(-1);
    return { judgement, trace: owner?.trace ?? null };
  });
}

/** What holds for every trace: the worst that any of them shows. */
function standingFindings(traces: readonly Trace[]): Finding[] {
  const all = traces.flatMap((trace) => {
    const family = familyOf(trace);
    return [
      ...judgeSent(trace).filter((one) => one.requirement !== 'TLV-1'),
      judgeSource(trace),
      ...STANDING.map(({ judge }) => judge(trace, family)),
    ].map((judgement) => ({ judgement, trace }));
  });
  const checks = [...new Set(all.map(({ judgement }) => judgement.check))];
  const worst = checks.flatMap((check) => {
    const mine = all.filter(({ judgement }) => judgement.check === check);
    return WORST_FIRST.flatMap((verdict) =>
      mine.filter(({ judgement }) => judgement.verdict === verdict),
    ).slice(0, 1);
  });
  return [...worst, ...judgeAlive(traces)];
}

/** Free rows without an occasion of their own: what all traces together tell. */
function freeFindings(traces: readonly Trace[], covered: ReadonlySet<string>): Finding[] {
  if (!isSeen(traces)) return [];
  return REQUIREMENTS.filter(({ id, level }) => level === 'free' && !covered.has(id)).map(({ id }) => ({
    judgement: judging(id, 'dialect')('pass', choicesSaid(traces, id)),
    trace: null,
  }));
}

const WORST_FIRST = [
  'fail',
  'warn',
  'inconclusive',
  'pass',
  'not-observed',
  'skipped',
] as const satisfies (typeof VERDICTS)[number][];

/** Rows that nothing was tried for. */
function uncovered(covered: ReadonlySet<string>): Finding[] {
  return REQUIREMENTS.filter(({ id }) => !covered.has(id)).map(({ id, title }) => ({
    judgement: {
      requirement: id,
      check: 'none',
      verdict: 'skipped',
      expected: `the node ${title}`,
      ...worded('not selected, or no check looks at it yet'),
      evidence: [],
    },
    trace: null,
  }));
}

function sorted(findings: readonly Finding[]): Finding[] {
  const place = new Map(REQUIREMENTS.map(({ id }, i) => [id, i]));
  return findings.toSorted(
    (a, b) => (place.get(a.judgement.requirement) ?? 0) - (place.get(b.judgement.requirement) ?? 0),
  );
}
