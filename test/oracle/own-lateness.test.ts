import { expect, it } from 'vitest';
import { asSentence, inWords } from '../../src/lang/sentence.ts';
import { judgeFlood } from '../../src/oracle/flood.ts';
import { isOwnLateness } from '../../src/oracle/own-lateness.ts';
import { judgeSchedule } from '../../src/oracle/schedule.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { asks, CHECK, hellos, late, mark, PEER, traceOf, WITNESS } from '../support/trace.ts';

// One gap of 2 s: more than is allowed, and no more than a timer of ours that is late by 100 ms makes of it.
const TIMES = [1000, 2000, 3000, 4000, 6000, 7000, 8000, 9000];

it.each([
  [0, false],
  [100, true],
  [301, true],
])('is told from what a schedule says: %s ms', (ms, isOurs) => {
  const { actual } = judgeSchedule(traceOf([...hellos(TIMES), late(5000, ms)]), PEER, 1000, 9500);
  expect(isOwnLateness(inWords('en', asSentence(actual)))).toBe(isOurs);
});

it.each([
  [0, false],
  [100, true],
])('is told from what a flood says: %s ms', (ms, isOurs) => {
  const marks = [mark(1000, 'greeted', 9500), mark(1000, 'listed', 9500, WITNESS)];
  const events: TraceEvent[] = [...marks, ...hellos(TIMES), ...asks(4000, [WITNESS], PEER), late(5000, ms)];
  expect(isOwnLateness(judgeFlood(traceOf(events), CHECK).actual)).toBe(isOurs);
});
