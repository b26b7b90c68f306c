/**
 * What the findings of a run add up to: causes told from consequences, the stage that the node has come to, and
 * the bug on purpose that it behaves like. A function of findings and traces alone.
 */
import { fromTarget } from '../oracle/answer.ts';
import { rootCauses } from '../oracle/dependency.ts';
import { hinted } from '../oracle/hint.ts';
import { deathOf } from '../oracle/probe-judge.ts';
import { progress } from '../oracle/stage.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import type { CheckResult, Finding } from './event.ts';
import { nearest, symptomsOf, triggerOf } from './likeness.ts';
import { mannerOf } from './manner.ts';
import { BEHAVIOURS } from './symptoms.ts';

export type Conclusion = Pick<CheckResult, 'findings' | 'progress' | 'likeness' | 'behaviour'>;

/** The findings in the same order, with those skipped that rest on another, and what follows from all of them. */
export function conclude(findings: readonly Finding[], traces: readonly Trace[]): Conclusion {
  const traceOf = new Map(findings.map(({ judgement, trace }) => [judgement, trace]));
  const caused = rootCauses(
    findings.map(({ judgement }) => judgement),
    {
      greeted: traces.some((trace) => fromTarget(trace).some(({ hello }) => hello)),
      died: (judgement) => {
        const trace = traceOf.get(judgement) ?? null;
        return judgement.verdict === 'fail' && trace !== null && deathOf(trace) !== null;
      },
    },
  );
  const { judged, ...rest } = progress(caused, traces.some(spoke));
  // Of a part of the catalogue nothing follows about the whole.
  const cut = findings.some(({ undone }) => undone === true) ? { completeUpTo: null, next: null } : {};
  const judgements = findings.map(({ judgement }) => judgement);
  const behaviour = {
    symptoms: symptomsOf(judgements),
    manner: mannerOf(traces),
    trigger: triggerOf(judgements),
  };
  return {
    findings: findings.map((finding, i) => {
      const { judgement, because } = judged[i] ?? { judgement: finding.judgement, because: null };
      return {
        ...finding,
        judgement: hinted(judgement, finding.trace),
        ...(because === null ? {} : { because }),
      };
    }),
    progress: { ...rest, ...cut },
    likeness: nearest(behaviour, BEHAVIOURS),
    behaviour,
  };
}

/** Anything came from the target's address, whatever the port: HDR-5 is another matter. */
function spoke(trace: Trace): boolean {
  return eventsOf(trace, 'received').some((event) => event.from.address === trace.target.address);
}
