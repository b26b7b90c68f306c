/** The sign in front of a row of a terminal's report. */
import type { Language } from '../lang/language.ts';
import type { Verdict } from '../oracle/verdict.ts';

export const SIGN: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  en: { pass: 'ok', fail: 'FAIL', warn: 'warn', inconclusive: '?', 'not-observed': '-', skipped: '-' },
  fr: { pass: 'ok', fail: 'ÉCHEC', warn: 'avis', inconclusive: '?', 'not-observed': '-', skipped: '-' },
};
/** Of the longest. */
export const SIGN_WIDTH: Readonly<Record<Language, number>> = { en: 4, fr: 5 };
