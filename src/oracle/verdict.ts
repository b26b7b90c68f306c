/**
 * Verdicts and what they add up to.
 */
import type { Said } from '../lang/said.ts';
import { inWords, type Message, verbatim } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
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
    ...worded(actual, hint),
    evidence,
  });
}

export type Say = (
  verdict: Verdict,
  actual: Message,
  evidence?: readonly number[],
  hint?: Message | null,
) => Judgement;

/** The texts of a judgement, and as data those that have figures: what is told in other languages. */
export function worded(
  actual: Message,
  hint: Message | null = null,
): Pick<Judgement, 'actual' | 'hint' | 'said'> {
  const said = { ...dataOf('actual', actual), ...dataOf('hint', hint) };
  return {
    actual: inWords('en', actual),
    hint: hint === null ? null : inWords('en', hint),
    ...(Object.keys(said).length === 0 ? {} : { said }),
  };
}

function dataOf(name: keyof Said, message: Message | null): Said {
  const hasFigures =
    typeof message === 'object' && message !== null && Object.keys(message.values).length > 0;
  return hasFigures ? { [name]: message } : {};
}

/** A judgement that counts for nothing, and why. */
export function skipped(judgement: Judgement, hint: Sentence): Judgement {
  return { ...judgement, ...hintedBy(judgement, hint), verdict: 'skipped' };
}

/** The same judgement with another hint. */
export function hintedBy({ said }: Judgement, hint: Message): Pick<Judgement, 'hint' | 'said'> {
  const { hint: _, ...rest } = said ?? {};
  const all = { ...rest, ...dataOf('hint', hint) };
  return { hint: inWords('en', hint), ...(Object.keys(all).length === 0 ? {} : { said: all }) };
}

/** The same judgement with another sentence for what was seen. */
export function reworded({ said }: Judgement, actual: Sentence): Pick<Judgement, 'actual' | 'said'> {
  return { actual: inWords('en', actual), said: { ...said, actual } };
}

/** What a judgement has seen, to be put into another sentence. */
export function seenIn({ actual, said }: Pick<Judgement, 'actual' | 'said'>): Sentence {
  return said?.actual ?? verbatim(actual);
}

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
