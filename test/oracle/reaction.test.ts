import { describe, expect, it } from 'vitest';
import { verbatim } from '../../src/lang/sentence.ts';
import { judgeReaction, PROMPT } from '../../src/oracle/reaction.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { CHECK, exited, hellos, late, mark, traceOf, WITNESS } from '../support/trace.ts';

// Six stimuli at phases of their own; a reaction comes within 90 ms.
const STIMULI = [1000, 2170, 3500, 4690, 6140, 7400];
const REACTION = { check: CHECK, requirement: 'HEL-7', what: 'a Hello came', hint: verbatim('h') } as const;

function verdict(events: readonly TraceEvent[]): string {
  const marks = STIMULI.map((at) => mark(at, PROMPT, at + 90));
  return judgeReaction(traceOf([...marks, ...events]), { ...REACTION, is: ({ hello }) => hello }).verdict;
}

/** A Hello so long after so many of the stimuli. */
function afterSome(count: number, ms: number): TraceEvent[] {
  return hellos(STIMULI.slice(0, count).map((at) => at + ms));
}

describe('what follows a stimulus at once', () => {
  it('is a reaction if it comes six or five times of six, and chance if four times', () => {
    expect(verdict(afterSome(6, 20))).toBe('warn');
    expect(verdict(afterSome(5, 20))).toBe('warn');
    expect(verdict(afterSome(4, 20))).toBe('pass');
    expect(verdict([])).toBe('pass');
  });

  it('comes within the mark, to that peer, and after the stimulus', () => {
    expect(verdict(afterSome(6, 90))).toBe('warn');
    expect(verdict(afterSome(6, 91))).toBe('pass');
    expect(verdict(afterSome(6, 0))).toBe('pass');
    const others = hellos(
      STIMULI.map((at) => at + 20),
      WITNESS,
    );
    expect(verdict(others)).toBe('pass');
  });

  it('cannot be told on a machine that is late, of a dead node, or without a stimulus', () => {
    const lateAt = (count: number, ms: number): TraceEvent[] =>
      STIMULI.slice(0, count).map((at) => late(at, ms));
    expect(verdict([...afterSome(6, 20), ...lateAt(3, 61)])).toBe('inconclusive');
    expect(verdict([...afterSome(6, 20), ...lateAt(3, 60)])).toBe('warn');
    expect(verdict([...afterSome(6, 20), ...lateAt(1, 400)])).toBe('warn');
    // However late we were, a reaction would have come by then.
    expect(verdict([...afterSome(1, 20), ...lateAt(6, 400)])).toBe('pass');
    expect(verdict([...afterSome(6, 20), exited(8000)])).toBe('inconclusive');
    expect(judgeReaction(traceOf([]), { ...REACTION, is: () => true }).verdict).toBe('inconclusive');
  });
});
