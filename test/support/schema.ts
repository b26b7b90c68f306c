/**
 * Whether JSON is what its published schema says, by a validator of others (ajv).
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { SCHEMAS } from '../../src/report/schema/catalogue.ts';
import type { Schema } from '../../src/report/schema/shape.ts';

const ajv = new Ajv2020();
const open = new Map<string, Validate>();
const closed = new Map<string, Validate>();

interface Validate {
  (value: unknown): boolean;
  errors?: null | object[];
}

/** Demands that the value, or each line of a text, fits the schema of that name, and has no field that it does not name. */
export function expectFit(name: string, value: unknown): void {
  for (const one of typeof value === 'string' ? linesOf(value) : [value]) {
    const validate = validator(closed, name, close);
    const fits = validate(one);
    expect(fits ? [] : [JSON.stringify(one).slice(0, 400), ...(validate.errors ?? [])]).toEqual([]);
  }
}

/** Whether it fits as a user of the package sees it: what the schema does not name is allowed. */
export function isFit(name: string, value: unknown): boolean {
  return validator(open, name, (schema) => schema)(value);
}

/** The same, with nothing allowed that the schema does not name. */
export function isClosedFit(name: string, value: unknown): boolean {
  return validator(closed, name, close)(value);
}

export function linesOf(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

function validator(known: Map<string, Validate>, name: string, change: (schema: Schema) => Schema): Validate {
  const found = known.get(name);
  if (found !== undefined) return found;
  const schema = SCHEMAS.get(name);
  if (schema === undefined) throw new Error(`no schema is called ${name}`);
  const made = ajv.compile(change(schema));
  known.set(name, made);
  return made;
}

/** Additions are free for readers; here each is to be named, or a field would never be described. */
function close(schema: Schema): Schema {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'properties' ? mapped(value) : closeAny(value),
    ]),
  );
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

function closeAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeAny);
  return typeof value === 'object' && value !== null ? close(value as Schema) : value;
}

function mapped(properties: unknown): unknown {
  return Object.fromEntries(
    Object.entries(properties as Readonly<Record<string, unknown>>).map(([key, value]) => [
      key,
      closeAny(value),
    ]),
  );
}
