import { describe, expect, it } from 'vitest';
import { symptomOfEnd } from '../../src/fuzz/ending.ts';
import { isSameFault } from '../../src/fuzz/same-fault.ts';
import type { SymptomKind } from '../../src/fuzz/symptom.ts';
import type { ProcessEvent } from '../../src/oracle/trace.ts';

function end(how: Partial<ProcessEvent>): ProcessEvent {
  return {
    type: 'exited',
    at: 1,
    code: null,
    signal: null,
    byUs: false,
    reason: null,
    sanitizer: null,
    output: '',
    ...how,
  };
}

const REPORT = `==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60
    #0 0x55 in parse /n/parse.c:8
`;
const LEAK = '==7==ERROR: LeakSanitizer: detected memory leaks\n';
const ASSERTION = "node: parse.c:120: handle_tlv: Assertion `size > 2' failed.\nAborted";

describe('the end of a program', () => {
  it.each<[string, Partial<ProcessEvent>, string, string]>([
    ['a fatal signal', { signal: 'SIGSEGV' }, 'crash', 'SIGSEGV'],
    ['one at the end that we asked for', { signal: 'SIGABRT', byUs: true }, 'crash', 'SIGABRT'],
    ['an assertion', { signal: 'SIGABRT', output: ASSERTION }, 'crash', 'SIGABRT assertion in handle_tlv'],
    ['status 0', { code: 0 }, 'exit', 'status 0'],
    ['a status', { code: 1 }, 'exit', 'status 1'],
    ['a signal that ends a program quietly', { signal: 'SIGPIPE' }, 'exit', 'SIGPIPE'],
    ['a report', { code: 1, sanitizer: REPORT }, 'sanitizer', 'heap-buffer-overflow in parse'],
    [
      'a report that did not end it',
      { signal: 'SIGTERM', byUs: true, sanitizer: REPORT },
      'sanitizer',
      'heap-buffer-overflow in parse',
    ],
    ['too much memory', { signal: 'SIGKILL', reason: 'more than 1 GiB of memory' }, 'leak', 'memory'],
    ['too many processes', { signal: 'SIGKILL', reason: 'more than 256 processes' }, 'leak', 'processes'],
  ])('%s', (_, how, kind, signature) => {
    expect(symptomOfEnd(end(how))).toMatchObject({ kind, signature });
  });

  it.each<[string, Partial<ProcessEvent>]>([
    ['we ended it', { signal: 'SIGTERM', byUs: true }],
    ['we asked, and it went', { code: 0, byUs: true }],
    ['it used memory still when we ended it', { code: 23, byUs: true, sanitizer: LEAK }],
    ['somebody else killed it', { signal: 'SIGKILL' }],
    ['somebody else ended it', { signal: 'SIGTERM' }],
    ['its supervisor ended', { signal: 'SIGKILL', reason: 'its supervisor ended' }],
  ])('is no fault where %s', (_, how) => {
    expect(symptomOfEnd(end(how))).toBeNull();
  });
});

describe('two symptoms', () => {
  const symptom = (kind: SymptomKind, signature: string) => ({
    kind,
    signature,
    requirement: null,
    expected: '',
    actual: '',
  });

  it.each([
    ['crash', 'SIGSEGV', 'SIGABRT', true],
    ['crash', 'SIGSEGV', 'SIGFPE', false],
    ['crash', 'SIGABRT assertion in a', 'SIGABRT assertion in b', false],
    ['exit', 'status 0', 'status 1', false],
    ['hang', 'hang spinning', 'hang blocked', true],
    ['sanitizer', 'heap-buffer-overflow in parse < a', 'SEGV in parse < b', true],
    ['sanitizer', 'heap-buffer-overflow in parse < a', 'heap-buffer-overflow in copy < a', false],
    ['leak', 'memory', 'descriptors', false],
    ['wrong-answer', 'HEL-4 silent-unlisted', 'HEL-4 still-listed', true],
    ['wrong-answer', 'HEL-4 silent-unlisted', 'REQ-3 list-complete', false],
  ] as const)('%s: %s and %s', (kind, a, b, same) => {
    expect(isSameFault(symptom(kind, a), symptom(kind, b))).toBe(same);
    expect(isSameFault(symptom(kind, a), symptom(kind, a))).toBe(true);
  });
});
