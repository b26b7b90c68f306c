import { describe, expect, it } from 'vitest';
import { judgeFlood } from '../../src/oracle/flood.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import {
  asks,
  CHECK,
  dropsBy,
  exited,
  hellos,
  lab,
  late,
  mark,
  PEER,
  traceOf,
  WITNESS,
} from '../support/trace.ts';

const MARKS = [mark(1000, 'greeted', 5200), mark(1000, 'listed', 5200, WITNESS)];
const HELLOS = [1500, 2500, 3500, 4500];
const full = (at: number): TraceEvent[] => asks(at, [WITNESS, PEER], PEER);
const without = (at: number): TraceEvent[] => asks(at, [lab(1), PEER], PEER);

function verdict(
  times: readonly number[],
  answers: readonly TraceEvent[],
  more: readonly TraceEvent[] = [],
): string {
  return judgeFlood(traceOf([...MARKS, ...hellos(times), ...answers, ...more]), CHECK).verdict;
}

describe('ROB-3: under a flood', () => {
  const answered = [...full(2200), ...full(3500), ...full(4700)];

  it('the Hellos keep gaps of 1.9 s, from the beginning to the end', () => {
    expect(verdict(HELLOS, answered)).toBe('pass');
    expect(verdict([1500, 3400, 5000], answered)).toBe('pass');
    expect(verdict([1500, 3401, 5000], answered)).toBe('warn');
    expect(verdict([2901, 4000, 5000], answered)).toBe('warn'); // 1.901 s from the beginning
    expect(verdict([1500, 2500, 3299], answered)).toBe('warn'); // 1.901 s to the end
    expect(verdict([1500, 3401, 5000], answered, [late(3000, 1)])).toBe('inconclusive');
  });

  it('a connected peer stays listed: missing once is an accident, twice is not', () => {
    expect(verdict(HELLOS, [...full(2200), ...without(3500), ...full(4700)])).toBe('pass');
    expect(verdict(HELLOS, [...full(2200), ...without(3500), ...without(4700)])).toBe('warn');
    expect(verdict(HELLOS, [])).toBe('warn');
  });

  it('nothing is sure where datagrams were dropped, or we were late; a death is told', () => {
    const slow = [1500, 4400, 5000];
    expect(verdict(slow, answered, dropsBy(6000, 'ours'))).toBe('inconclusive');
    // What the target did not read changes nothing in what it owes to who has just said Hello.
    expect(verdict(slow, answered, dropsBy(6000))).toBe('warn');
    expect(verdict(HELLOS, [...without(3500), ...without(4700)], dropsBy(6000))).toBe('inconclusive');
    expect(verdict(HELLOS, [], dropsBy(6000))).toBe('inconclusive');
    // A gap of 2.9 s is within 1.9 s and twice that lateness.
    expect(verdict(slow, answered, [late(3000, 1001)])).toBe('inconclusive');
    // Nor does that excuse what is missing in answers.
    expect(verdict(slow, [...without(3500), ...without(4700)], [late(3000, 600)])).toBe('warn');
    expect(verdict(slow, [...without(3500), ...without(4700)], [late(3000, 1001)])).toBe('inconclusive');
    expect(verdict(HELLOS, answered, [exited(3000, { signal: 'SIGSEGV' })])).toBe('warn');
    expect(verdict(HELLOS, answered, [exited(3000, { signal: 'SIGKILL' })])).toBe('inconclusive');
    expect(judgeFlood(traceOf([]), CHECK).verdict).toBe('inconclusive');
  });
});
