/**
 * A verdict as a sign and a word: colour alone says nothing to everybody.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import type { Verdict } from '../../oracle/verdict.ts';

export const SIGNS: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  inconclusive: '?',
  'not-observed': '–',
  skipped: '–',
};

const WORDS: Readonly<Record<Verdict, PlainPhrase>> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  inconclusive: 'unsure',
  'not-observed': 'not seen',
  skipped: 'skipped',
};

export function verdictSign(verdict: Verdict, lang: Language): string {
  return `<span class="verdict ${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${tell(lang, WORDS[verdict])}</span>`;
}
