import { expect, test } from 'vitest';
import { MAX_EVENTS, Recorder } from '../../src/net/recorder.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';

const A = { address: '127.1.2.127', port: 32_600 };
const FACTS = { target: A, startPeer: null, startedAt: null, alone: true };
const ARRIVAL: TraceEvent = { type: 'received', at: 1, from: A, to: A, bytes: new Uint8Array(0) };
const MARK: TraceEvent = { type: 'mark', at: 2, check: 'x', part: 'y', peer: A, until: 3 };

test('of a flood one in so many is kept behind the first, and all that is noted beside it', () => {
  const recorder = new Recorder(FACTS, 100);
  for (let i = 0; i < 740; i++) recorder.add(ARRIVAL);
  recorder.add(MARK);
  expect(recorder.trace.events).toHaveLength(100 + 10 + 1);
  expect(recorder.trace.events.at(-1)).toBe(MARK);
  expect(recorder.lost).toBe(630);
});

test('a flood leaves room for the rest, and a trace has an end', () => {
  const recorder = new Recorder(FACTS);
  for (let i = 0; i < 1.5 * MAX_EVENTS; i++) recorder.add(ARRIVAL);
  recorder.add(MARK);
  expect(recorder.trace.events.at(-1)).toBe(MARK);
  for (let i = 0; i < MAX_EVENTS; i++) recorder.add(MARK);
  expect(recorder.trace.events).toHaveLength(MAX_EVENTS);
  expect(recorder.trace.events.length + recorder.lost).toBe(2.5 * MAX_EVENTS + 1);
});
