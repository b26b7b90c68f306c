/**
 * Counts as a person reads them, in English.
 */
import { grouped } from '../lang/sentence.ts';

/** `1,234,567`, whatever the language of the machine. */
export function numberText(value: number): string {
  return grouped('en', value);
}

/** `1 finding`, `1,200 findings`. */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
