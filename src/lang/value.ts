/**
 * What is said to people, as data: a template in English with named slots, and what fills them. It is plain JSON, so
 * that a run that is read back can be told in any language.
 */

/** What a slot holds. A text is foreign: an address, a name, a path. */
export type Value = string | number | Quantity | Counted | List | Sentence;

/** `2.35 s`: so many digits behind the point. */
export interface Quantity {
  readonly value: number;
  readonly digits: number;
  readonly unit: string;
}

/** `1 time`, `1,200 times`; `1200 times` if it is plain. */
export interface Counted {
  readonly count: number;
  readonly noun: string;
  readonly plain?: true;
}

export interface List {
  readonly items: readonly Value[];
  readonly between: string;
}

export interface Sentence {
  /** English; a slot is a name in braces. */
  readonly text: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** What a template asks for: a value for each of its slots. */
export type Values<T extends string> = { readonly [Name in Slots<T>]: Value };

export type Slots<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;

export function quantity(value: number, digits: number, unit: string): Quantity {
  return { value, digits, unit };
}

/** `9.5 s`; the time is in ms. */
export function secondsSaid(ms: number): Quantity {
  return quantity(ms / 1000, 1, 's');
}

export function list(items: readonly Value[], between: string): List {
  return { items, between };
}
