/**
 * JSON Schema (draft 2020-12) in a few words. A field that is named is there, or the value is wrong; others may be
 * there too: additions are free, renames are not (DESIGN §3).
 */

/** A schema, as JSON. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema for each field. */
type Fields = Readonly<Record<string, Schema>>;

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type OptionalOf<T> = { readonly [K in OptionalKeys<T>]-?: Schema };
/** A schema for each field that a type always has. */
export type RequiredOf<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Schema };

export const TEXT: Schema = { type: 'string' };
export const TRUTH: Schema = { type: 'boolean' };
export const NUMBER: Schema = { type: 'number' };
/** 0, 1, 2 … */
export const COUNT: Schema = { type: 'integer', minimum: 0 };
export const BYTE: Schema = { type: 'integer', minimum: 0, maximum: 255 };
export const PORT: Schema = { type: 'integer', minimum: 0, maximum: 65535 };
/** 0..1. */
export const SHARE: Schema = { type: 'number', minimum: 0, maximum: 1 };
/** Bytes, two digits each. */
export const HEX: Schema = { type: 'string', pattern: '^([0-9a-f]{2})*$' };
/** Seconds since 1970, with as many digits as are known. */
export const SECONDS: Schema = { type: 'string', pattern: '^-?[0-9]+([.][0-9]+)?$' };
/** ISO 8601. */
export const DATE: Schema = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$',
};

const NULL: Schema = { type: 'null' };

/** That value and no other. */
export function exactly(value: string | number | boolean | null): Schema {
  return { const: value };
}

/** One of the words. */
export function oneOf(words: readonly string[]): Schema {
  return { enum: words };
}

/** One of the words of a type, of which the compiler demands every one. */
export function wordOf<T extends string>(words: Readonly<Record<T, true>>): Schema {
  return oneOf(Object.keys(words));
}

export function nullable(schema: Schema): Schema {
  return either(schema, NULL);
}

export function either(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** An object of any names, each with such a value. */
export function mapOf(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

/** An object in which some fields are always there, and others may be. */
export function record(required: Fields, optional: Fields = {}): Schema {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}

/** The object of a type of ours, of which the compiler demands every field. */
export function recordOf<T>(required: RequiredOf<T>, optional: OptionalOf<T>): Schema {
  return record(required as Fields, optional as Fields);
}

/** The same schema with a sentence for its reader. */
export function told(schema: Schema, description: string): Schema {
  return { ...schema, description };
}
