/**
 * What a property's values can be compared with. A value of the expression is an operand: it says where a value of
 * a datagram lies to it, below (-1), at (0) or above (1); all operators follow from that.
 */
import { decimal } from '../../wire/endpoint.ts';

/** One value of an expression, read. */
export interface Operand<V> {
  /** Negative, 0 or positive as `value` is below, at or above the operand; NaN: neither. */
  readonly order: (value: V) => number;
  /** Its place among other operands of the domain, where it has one before a capture is read. */
  readonly rank: number | null;
}

/** The values of one kind. */
export interface Domain<V> {
  /** For errors: `a number 0..65535`. */
  readonly title: string;
  /** The words among its values; "did you mean" looks here. */
  readonly words: readonly string[];
  /** False: only == and != make sense, and no ranges. */
  readonly ordered: boolean;
  /** Null if the text names no value. */
  readonly parse: (text: string) => Operand<V> | null;
}

/** Unsigned numbers, decimal or `0x…`; `named` are words for some. */
export function numbers(max: number, named: ReadonlyMap<string, number> = new Map()): Domain<number> {
  const words = [...named.keys()];
  const range = max === Number.MAX_SAFE_INTEGER ? 'a number' : `a number 0..${max}`;
  return {
    title: [range, ...words].join(', '),
    words,
    ordered: true,
    parse: (text) => {
      const number = named.get(text) ?? numberOf(text, max);
      return number === null ? null : { order: (value) => value - number, rank: number };
    },
  };
}

/** One of some words. */
export function oneOf(words: readonly string[]): Domain<string> {
  return {
    title: `one of ${words.join(', ')}`,
    words,
    ordered: false,
    parse: (text) =>
      words.includes(text) ? { order: (value) => (value === text ? 0 : Number.NaN), rank: null } : null,
  };
}

function numberOf(text: string, max: number): number | null {
  if (!/^0x[0-9a-f]{1,8}$/i.test(text)) return decimal(text, max);
  return Number(text) <= max ? Number(text) : null;
}
