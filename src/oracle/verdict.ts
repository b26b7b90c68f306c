/**
 * Verdicts and what they add up to.
 */
import type { Said } from '../lang/said.ts';
import { requirement } from './requirement.ts';

/**
 * `inconclusive`: tried and could not tell. `not-observed`: the occasion never came. `skipped`: not selected,
 * or it rests on something that failed.
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-observed' | 'skipped';

export const VERDICTS: readonly Verdict[] = [
  'pass',
  'fail',
  'warn',
  'inconclusive',
  'not-observed',
  'skipped',
];

/** What one check says of one requirement. */
export interface Judgement {
  readonly requirement: string;
  readonly check: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly actual: string;
  readonly hint: string | null;
  /** The same as data, where there are figures in it: for other languages. */
  readonly said?: Said;
  /** The events of the trace that show it: indexes, in order. */
  readonly evidence: readonly number[];
}

/** `TLV-2 unknown-tlv-skipped`: what tells rows apart, in one run and between several. */
export function rowName({ requirement: id, check }: Pick<Judgement, 'requirement' | 'check'>): string {
  return `${id} ${check}`;
}

/** Writes the judgements of one check of one requirement. */
export function judging(id: string, check: string): Say {
  const expected = `the node ${requirement(id).title}`;
  return (verdict, actual, evidence = [], hint = null) => ({
    requirement: id,
    check,
    verdict,
    expected,
    actual,
    hint,
    evidence,
  });
}

export type Say = (
  verdict: Verdict,
  actual: string,
  evidence?: readonly number[],
  hint?: string | null,
) => Judgement;

/** The verdict for something broken: a `should` warns. */
export function broken(id: string): 'fail' | 'warn' {
  return requirement(id).level === 'must' ? 'fail' : 'warn';
}

/**
 * The verdict of the whole run: `fail` if anything failed (or warned, if strict), else `inconclusive` if any
 * must could not be told or the node was never seen, else `pass`.
 */
export function overall(
  judgements: readonly Judgement[],
  seen: boolean,
  strict: boolean,
): 'pass' | 'fail' | 'inconclusive' {
  const has = (verdict: Verdict): boolean => judgements.some((one) => one.verdict === verdict);
  if (has('fail') || (strict && has('warn'))) return 'fail';
  const unsure = judgements.some(
    (one) => one.verdict === 'inconclusive' && requirement(one.requirement).level === 'must',
  );
  return unsure || !seen ? 'inconclusive' : 'pass';
}
