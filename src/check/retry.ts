/**
 * Which probes are worth another run: those whose verdict it may change, and that no failure explains. What rests on
 * a failure waits until that failure is shown again, or has vanished.
 */
import { fromTarget } from '../oracle/answer.ts';
import { rootCauses, waitsFor } from '../oracle/dependency.ts';
import { deathOf, isOutside } from '../oracle/probe-judge.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { agreed, needsAnother } from './agree.ts';
import type { Run } from './event.ts';
import type { Probe } from './probe.ts';

/** The probes, of those that ran, that should run once more. `doubtful` runs prove nothing but that another is wanted. */
export function worthAnother(
  proven: ReadonlyMap<Probe, readonly Run[]>,
  doubtful: ReadonlyMap<Probe, Run> = new Map(),
): Probe[] {
  const runs = new Map(proven);
  for (const [probe, run] of doubtful) runs.set(probe, [asDoubt(run)]);
  const judged = [...runs].flatMap(([probe, tries]) =>
    verdictsOf(tries).map((judgement) => ({ probe, judgement, open: isOpen(tries, judgement) })),
  );
  const traces = [...runs.values()].flat().map(({ trace }) => trace);
  // One that ends for want of a peer tells nothing of another.
  const dead = new Set(
    [...runs].filter(([probe, tries]) => !probe.peerless && tries.some(died)).map(([probe]) => probe),
  );
  // A second instance that died bears out the first: no more of them need to.
  const borne = dead.size > 1;
  const byJudgement = new Map(judged.map((one) => [one.judgement, one]));
  const caused = rootCauses(
    judged.map(({ judgement }) => judgement),
    {
      greeted: traces.some((trace) => fromTarget(trace).some(({ hello }) => hello)),
      died: (judgement) => {
        const one = byJudgement.get(judgement);
        return judgement.verdict === 'fail' && one !== undefined && dead.has(one.probe);
      },
    },
  );
  const wanted = caused.flatMap(({ because }, i) => {
    const one = judged[i];
    if (one === undefined || (borne && dead.has(one.probe))) return [];
    return because === null && one.open ? [one] : [];
  });
  const failures = wanted.filter(({ judgement }) => judgement.verdict === 'fail');
  const now = wanted.filter(({ judgement }) =>
    failures.every((failure) => !waitsFor(judgement.requirement, failure.judgement.requirement)),
  );
  return [...new Set(now.map(({ probe }) => probe))];
}

/** What was not observed where nothing is proven may be observed elsewhere. */
function asDoubt(run: Run): Run {
  const judgements = run.judgements.map((one) =>
    one.verdict === 'not-observed' ? { ...one, verdict: 'inconclusive' as const } : one,
  );
  return { ...run, judgements };
}

function died({ trace }: Run): boolean {
  const death = deathOf(trace);
  return death !== null && !isOutside(death);
}

/** What the runs of a probe say so far, one a judgement. */
function verdictsOf(tries: readonly Run[]): Judgement[] {
  const first = tries[0]?.judgements ?? [];
  return first.map((_, i) => agreed(tries.flatMap((run) => run.judgements[i] ?? [])));
}

function isOpen(tries: readonly Run[], { requirement, check }: Judgement): boolean {
  const verdicts = tries.flatMap(
    (run) =>
      run.judgements.find((one) => one.requirement === requirement && one.check === check)?.verdict ?? [],
  );
  return needsAnother(verdicts);
}
