/**
 * One verdict from several runs of a probe: a failure counts only if a quiet instance shows it again
 * (never accuse the innocent).
 */
import { sentence } from '../lang/sentence.ts';
import { broken, hintedBy, type Judgement, reworded, seenIn, type Verdict } from '../oracle/verdict.ts';

/** Whether another run alone may change the verdict; at most three runs in all. */
export function needsAnother(runs: readonly Verdict[]): boolean {
  const last = runs.at(-1);
  if (last === undefined) return true;
  if (runs.length === 1) return last === 'fail' || last === 'warn' || last === 'inconclusive';
  if (runs.length > 2 || last === 'pass' || last === 'not-observed') return false;
  return runs[0] !== last;
}

/**
 * The judgement that the runs of one check of one requirement add up to, first run first. `company`: others ran
 * beside the first one.
 */
export function agreed(runs: readonly Judgement[], company = false): Judgement {
  const last = runs.at(-1);
  if (last === undefined) throw new Error('no run to agree on');
  const of = (verdict: Verdict): Judgement[] => runs.filter((run) => run.verdict === verdict);
  for (const verdict of ['fail', 'warn'] as const) {
    const found = of(verdict);
    if (found.length >= 2)
      return {
        ...last,
        ...found.at(-1),
        ...again(found.at(-1) ?? last, found.length, runs.length),
      };
  }
  const passed = of('pass').at(-1);
  const failed = of('fail').at(-1) ?? of('warn').at(-1);
  if (passed !== undefined && failed !== undefined) {
    const hint = hintedBy(failed, company ? ALONE : QUIET);
    return { ...failed, verdict: broken(last.requirement) === 'fail' ? 'warn' : 'pass', ...hint };
  }
  if (passed !== undefined) return passed;
  if (failed !== undefined && runs.length > 1) {
    return { ...failed, verdict: 'inconclusive', ...hintedBy(failed, UNSURE) };
  }
  return last;
}

function again(judgement: Judgement, count: number, all: number): Pick<Judgement, 'actual' | 'said'> {
  const what = seenIn(judgement);
  return reworded(judgement, sentence('{what} ({count} of {all} runs)', { what, count, all }));
}

const UNSURE = 'seen once; the other runs could not tell';
const QUIET = 'seen once, not again on a quiet instance: noted, not held against the node';
const ALONE =
  'fails in company, passes alone: seen while other checks ran, not again without them: noted, not held against the node';
