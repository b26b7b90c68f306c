/**
 * A symptom as JSON, and how texts are bounded there: what a target printed may be of any length.
 */
import { nullable, optional, type Shape, text, words } from '../capture/shape.ts';
import { isSaid } from '../lang/foreign-sentence.ts';
import { REQUIREMENTS } from '../oracle/requirement.ts';
import type { Symptom, SymptomKind } from './symptom.ts';

const MAX_TEXT = 64 * 1024;

/** Its fields, cut to what can be read back. */
export function symptomRecord({ kind, signature, requirement, expected, actual, said }: Symptom): Symptom {
  const texts = { signature: begin(signature), expected: begin(expected), actual: begin(actual) };
  return { kind, requirement, ...texts, said };
}

/** The begin of a text, for a record. */
export function begin(value: string): string {
  return value.slice(0, MAX_TEXT);
}

/** The end of it: of what a program prints, the last words count. */
export function end(value: string): string {
  return value.slice(-MAX_TEXT);
}

export function shortText(value: unknown): value is string {
  return text(value) && value.length <= MAX_TEXT;
}

// The compiler demands every kind.
const KINDS: Readonly<Record<SymptomKind, 1>> = {
  crash: 1,
  exit: 1,
  hang: 1,
  sanitizer: 1,
  leak: 1,
  'wrong-answer': 1,
  'malformed-output': 1,
  schedule: 1,
  storm: 1,
};

export const SYMPTOM: Shape<Symptom> = {
  kind: words(KINDS),
  signature: shortText,
  requirement: nullable(isRequirement),
  expected: shortText,
  actual: shortText,
  said: optional(isSaid),
};

function isRequirement(value: unknown): value is string {
  return REQUIREMENTS.some(({ id }) => id === value);
}
