/**
 * What several whole runs add up to: rows that differ from run to run are flaky, and the run's verdict is the worst
 * that two of them came to.
 */
import { rowName, VERDICTS, type Verdict } from '../oracle/verdict.ts';
import type { CheckResult } from './event.ts';

/** A row that was not judged the same in every run. */
export interface FlakyRow {
  readonly requirement: string;
  readonly check: string;
  /** In the order of the runs; null where the row did not occur. */
  readonly verdicts: readonly (Verdict | null)[];
}

const WORST_FIRST = ['fail', 'inconclusive', 'pass'] as const;

/** The worst verdict that at least two runs came to; inconclusive if no two agree. Of one run its own. */
export function repeatedVerdict(verdicts: readonly CheckResult['verdict'][]): CheckResult['verdict'] {
  const [only] = verdicts;
  if (verdicts.length === 1 && only !== undefined) return only;
  const twice = WORST_FIRST.find((wanted) => verdicts.filter((one) => one === wanted).length >= 2);
  return twice ?? 'inconclusive';
}

/** The rows whose verdicts differ, worst first. */
export function flakyRows(results: readonly CheckResult[]): FlakyRow[] {
  const rows = new Map<string, FlakyRow>();
  for (const { findings } of results) {
    for (const { judgement } of findings) {
      const { requirement, check } = judgement;
      const key = rowName(judgement);
      if (!rows.has(key)) rows.set(key, { requirement, check, verdicts: results.map((one) => of(one, key)) });
    }
  }
  const differ = [...rows.values()].filter(({ verdicts }) => new Set(verdicts).size > 1);
  return differ.toSorted((a, b) => badness(a) - badness(b));
}

function of({ findings }: CheckResult, key: string): Verdict | null {
  const found = findings.find(({ judgement }) => rowName(judgement) === key);
  return found?.judgement.verdict ?? null;
}

const BADNESS: readonly Verdict[] = ['fail', 'warn', 'inconclusive', ...VERDICTS];

function badness({ verdicts }: FlakyRow): number {
  return BADNESS.findIndex((verdict) => verdicts.includes(verdict));
}
