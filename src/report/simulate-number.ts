/**
 * The numbers of a simulation as texts.
 */
import type { Language } from '../lang/language.ts';
import { decimal, grouped, inWords, tell } from '../lang/sentence.ts';
import { secondsSaid } from '../lang/value.ts';

/** `12.3 s`. */
export function seconds(ms: number, lang: Language): string {
  return inWords(lang, secondsSaid(ms));
}

/** `99.3%`, `5%`. */
export function percent(share: number, lang: Language): string {
  const rounded = Math.round(share * 1000) / 10;
  // Not everybody is everybody.
  const shown = rounded === 100 && share < 1 ? 99.9 : rounded === 0 && share > 0 ? 0.1 : rounded;
  return tell(lang, '{number}%', { number: shown });
}

/** One digit behind the point while it matters. */
export function small(value: number, lang: Language): string {
  return value < 100 ? decimal(lang, value.toFixed(1)) : grouped(lang, value);
}

/** `+12%`: from the second to the first. Empty where nothing changed, or there was nothing to change. */
export function change(now: number | null, before: number | null, lang: Language): string {
  if (now === null || before === null || before === 0) return '';
  const rounded = Math.round((100 * (now - before)) / before);
  if (rounded === 0) return '';
  return tell(lang, '{number}%', { number: `${rounded > 0 ? '+' : ''}${grouped(lang, rounded)}` });
}
