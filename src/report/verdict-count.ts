/** How often a verdict occurs, in words. */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { Verdict } from '../oracle/verdict.ts';

/** `14 pass`; none where it never does. */
export function verdictCount(verdict: Verdict, count: number, lang: Language): string[] {
  return count === 0 ? [] : [tell(lang, `{count} ${verdict}`, { count })];
}
