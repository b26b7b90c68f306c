/**
 * What the end of the target's process shows: a crash, an end by itself, a sanitizer's report, or that it took too
 * much of this machine.
 */
import { sentence } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import { deathSaid, isOutside } from '../oracle/probe-judge.ts';
import { requirement } from '../oracle/requirement.ts';
import type { ProcessEvent } from '../oracle/trace.ts';
import { sanitizerSignature } from './signature.ts';
import { type Symptom, type SymptomKind, seen } from './symptom.ts';

/** Signals by which the kernel or the C library ends a program for what it did. */
const FATAL: ReadonlySet<string> = new Set([
  'SIGABRT',
  'SIGSEGV',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGSYS',
  'SIGTRAP',
]);
// `node: parse.c:120: handle_tlv: Assertion `...' failed.`
const ASSERTION = /:\d+: (\w+): Assertion /;
const SMASHED = /stack smashing detected/;
const LIMIT = /^more than .* (memory|processes)$/;

/** The symptom, or null where no fault of the target's shows: we ended it, or somebody else did. */
export function symptomOfEnd(event: ProcessEvent): Symptom | null {
  const sanitizer = event.sanitizer === null ? null : sanitizerSignature(event.sanitizer);
  if (sanitizer !== null) return symptom('sanitizer', sanitizer, event);
  // Whoever asked for its end, no conforming node comes to that one.
  if (event.signal !== null && FATAL.has(event.signal))
    return symptom('crash', crashSignature(event.signal, event.output), event);
  if (event.byUs) return null;
  if (event.reason !== null) return ofLimit(event);
  if (isOutside(event)) return null;
  return symptom('exit', event.signal ?? `status ${event.code}`, event);
}

/** Null if it was not ended for what it took, but because its supervisor ended. */
function ofLimit(event: ProcessEvent): Symptom | null {
  const what = LIMIT.exec(event.reason ?? '')?.[1];
  return what === undefined ? null : { ...symptom('leak', what, event), requirement: 'ROB-5' };
}

function crashSignature(signal: string, output: string): string {
  const [, name] = ASSERTION.exec(output) ?? [];
  if (signal !== 'SIGABRT') return signal;
  if (name !== undefined) return `${signal} assertion in ${name}`;
  return SMASHED.test(output) ? `${signal} stack smashing` : signal;
}

function symptom(kind: SymptomKind, signature: string, event: ProcessEvent): Symptom {
  return {
    kind,
    signature,
    requirement: 'ROB-1',
    expected: `the node ${requirement('ROB-1').title}`,
    ...seen(actualOf(event)),
  };
}

function actualOf(event: ProcessEvent): Sentence {
  const first = event.sanitizer?.split('\n').find((line) => /Sanitizer: |runtime error: /.test(line));
  // A report does not always end the node.
  if (first !== undefined && event.byUs)
    return sentence('the node went on after a report: {report}', { report: first });
  return first === undefined ? deathSaid(event) : sentence('the node died: {report}', { report: first });
}
