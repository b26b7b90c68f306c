/**
 * The numbers of a simulation as texts.
 */
import { numberText } from './number-text.ts';

/** `12.3 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `99.3%`, `5%`. */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  // Not everybody is everybody.
  const shown = rounded === 100 && share < 1 ? 99.9 : rounded === 0 && share > 0 ? 0.1 : rounded;
  return `${shown}%`;
}

/** One digit behind the point while it matters. */
export function small(value: number): string {
  return value < 100 ? value.toFixed(1) : numberText(value);
}

/** `+12%`: from the second to the first. Empty where nothing changed, or there was nothing to change. */
export function change(now: number | null, before: number | null): string {
  if (now === null || before === null || before === 0) return '';
  const rounded = Math.round((100 * (now - before)) / before);
  return rounded === 0 ? '' : `${rounded > 0 ? '+' : ''}${numberText(rounded)}%`;
}
