/**
 * How a catalogue in another language is written: by the English template. Non-breaking spaces are put in when it is
 * read: a plain one before : ; ? ! is right here.
 */
import type { Value, Values } from './value.ts';

/** A template with the same slots; a function where the figures decide which. */
export type Translation<T extends string> = string | ((values: Values<T>) => string);

/** Sentences with figures: the compiler knows the slots of each. */
export function sentences<T extends string>(
  rows: { readonly [Text in T]: Translation<Text> },
): {
  readonly [Text in T]: Translation<Text>;
} {
  return rows;
}

/** Whether French takes the plural: from two on. */
export function many(value: Value): boolean {
  return typeof value === 'number' && Math.abs(value) >= 2;
}
