/**
 * Whether a value that came from a file is what a type says: checks of single values, and of objects field by
 * field. Nothing throws, nothing is copied but the fields that were asked for.
 */
import { addressNumber, type Endpoint } from '../wire/endpoint.ts';

export type Check<T> = (value: unknown) => value is T;

/** A check for each field but `type`; the compiler demands all of them. */
export type Shape<E> = { readonly [K in Exclude<keyof E, 'type'>]-?: Check<E[K]> };

/** The fields of the value that the shape names, or the name of the first that is wrong. */
export function shaped<E>(value: unknown, shape: Shape<E>): E | string {
  const found: Record<string, unknown> = {};
  if (!isRecord(value)) return 'object';
  for (const [name, check] of Object.entries<Check<unknown>>(shape)) {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    if (!check(field)) return name;
    found[name] = field;
  }
  return found as E;
}

/** What a JSON text says; null if it is none. */
export function jsonValue(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): value is string {
  return typeof value === 'string';
}

export function truth(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function integer(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Milliseconds, with fractions, that can be a date. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_TIME_MS;
}

// 2^53 microseconds: 285 years.
const MAX_TIME_MS = Number.MAX_SAFE_INTEGER / 1000;

export function isEndpoint(value: unknown): value is Endpoint {
  if (!isRecord(value)) return false;
  const { address, port } = value;
  if (!text(address) || !integer(port)) return false;
  return addressNumber(address) !== null && port >= 0 && port <= 0xffff;
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

/** A field that may be missing. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

/** An object with the fields of the shape; what it has beside them stays. */
export function shapeOf<T>(shape: Shape<T>): Check<T> {
  return (value): value is T => typeof shaped(value, shape) !== 'string';
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

/** One of the words, which the compiler holds to the type. */
export function words<T extends string>(known: Readonly<Record<T, unknown>>): Check<T> {
  return (value): value is T => text(value) && Object.hasOwn(known, value);
}
