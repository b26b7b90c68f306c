/**
 * What is wrong with a target, seen from outside: a kind, and a signature by which the same fault is known again.
 */
import type { Said } from '../lang/said.ts';
import { inWords } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';

/** DESIGN §3, `fuzz --json`. `exit`: it ended by itself, whatever the status. `hang`: it lives and does not react. */
export type SymptomKind =
  | 'crash'
  | 'exit'
  | 'hang'
  | 'sanitizer'
  | 'leak'
  | 'wrong-answer'
  | 'malformed-output'
  | 'schedule'
  | 'storm';

/** One fault as it shows: what kind, by what name it is known again, what was expected and seen. */
export interface Symptom {
  readonly kind: SymptomKind;
  /**
   * The same for the same fault, in one line: `SIGSEGV`, `status 1`, `heap-buffer-overflow in parse < handle < main`,
   * `descriptors`, `REQ-10 nothing-invented`, `TLV-5 tlv-cut`. No time, port, address or process id stands in it.
   */
  readonly signature: string;
  /** The row of protocol.md that it breaks; null if none says so. */
  readonly requirement: string | null;
  /** In words: what a conforming node does, and what this one did. */
  readonly expected: string;
  readonly actual: string;
  /** The same as data, where there are figures in it. */
  readonly said?: Said | undefined;
}

/** What was seen, for a symptom. */
export function seen(actual: Sentence): Pick<Symptom, 'actual' | 'said'> {
  return { actual: inWords('en', actual), said: { actual } };
}

/** These are faults whoever sees them and however seldom: no conforming node ends so. All others must be reproduced. */
export const CERTAIN: ReadonlySet<SymptomKind> = new Set<SymptomKind>(['crash', 'exit', 'sanitizer']);

/** An end is sure, and what was seen before it a part of it. */
export function isGraver(symptom: Symptom, before: Symptom): boolean {
  return CERTAIN.has(symptom.kind) && !CERTAIN.has(before.kind);
}
