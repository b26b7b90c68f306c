/** A row of a terminal's report: the sign in front of it, its colour, and the line. */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import { requirement } from '../oracle/requirement.ts';
import type { Judgement, Verdict } from '../oracle/verdict.ts';
import type { Style, Theme } from './theme.ts';

export const SIGN: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  en: { pass: 'ok', fail: 'FAIL', warn: 'warn', inconclusive: '?', 'not-observed': '-', skipped: '-' },
  fr: { pass: 'ok', fail: 'ÉCHEC', warn: 'avis', inconclusive: '?', 'not-observed': '-', skipped: '-' },
};
/** Of the longest. */
export const SIGN_WIDTH: Readonly<Record<Language, number>> = { en: 4, fr: 5 };

export function verdictStyle(verdict: Verdict, { ok, error, warn, dim }: Theme): Style {
  const styles = { pass: ok, fail: error, warn, inconclusive: warn, 'not-observed': dim, skipped: dim };
  return styles[verdict];
}

/** `ok   TLV-2   §1.2      skips TLVs of unknown type and acts on their neighbours (unknown-tlv-skipped)`. */
export function rowLine(
  { requirement: id, check, verdict }: Pick<Judgement, 'requirement' | 'check' | 'verdict'>,
  lang: Language,
  theme: Theme,
): string {
  const { section, title } = requirement(id);
  const sign = verdictStyle(verdict, theme)(SIGN[lang][verdict].padEnd(SIGN_WIDTH[lang]));
  return `${sign} ${id.padEnd(7)} ${`§${section}`.padEnd(9)} ${tell(lang, title)} ${theme.dim(`(${check})`)}`;
}
