/**
 * How a catalogue is written, in another language or for one figure alone: by the English template. Non-breaking spaces
 * are put in when French is read: a plain one before : ; ? ! is right here.
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

/** Whether French takes the plural: from two on. What is no figure, such as a list or `4/5`, is taken for several. */
export function many(value: Value): boolean {
  const figure = figureOf(value);
  return figure === null || Math.abs(figure) >= 2;
}

/** Whether English takes the singular. */
export function one(value: Value): boolean {
  return figureOf(value) === 1;
}

/** The figure of a slot, also where it is digits already; null for everything else, and for 1,234. */
function figureOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return SMALL.test(value) ? Number(value.replace(',', '.')) : null;
  return 'count' in value ? value.count : null;
}

const SMALL = /^\d{1,3}([.,]\d{1,2})?$/;
