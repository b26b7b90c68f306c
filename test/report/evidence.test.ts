import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace, TraceEvent } from '../../src/oracle/trace.ts';
import type { Judgement } from '../../src/oracle/verdict.ts';
import { evidenceFrames } from '../../src/report/evidence.ts';
import { PEER, received, sent, TARGET, traceOf, WITNESS } from '../support/trace.ts';
import { captureEvents, readTrace, traceCapture } from '../support/trace-capture.ts';

const RUNS = [{ check: 'wrong-header-ignored', attempt: 2 }];

function written(trace: Trace, judgement: Judgement | null = null): Uint8Array {
  return traceCapture(trace, RUNS, judgement);
}

const NOTED: readonly TraceEvent[] = [
  {
    type: 'expect',
    at: 10.5,
    check: 'c',
    kind: 'listed',
    group: 'c/1',
    peer: PEER,
    about: WITNESS,
    until: 1210.5,
    control: 'before',
    route: 'answer',
    stimulus: 'an é, a \u202e and a\nline',
  },
  { type: 'mark', at: 11, check: 'c', part: 'silent', peer: PEER, until: 99.25 },
  { type: 'drops', at: 12, ours: 0, target: 3 },
  { type: 'bound', at: 13, held: true },
  { type: 'sample', at: 14, check: 'nothing-kept', rss: 2 ** 40, threads: 3, fds: 9, processes: 1 },
  { type: 'late', at: 15, ms: 20.25 },
  {
    type: 'exited',
    at: 16,
    code: null,
    signal: 'SIGSEGV',
    byUs: false,
    reason: null,
    sanitizer: 'ERROR: \u0000\u007f\ud800',
    output: 'peerprobe event {"v":1}\n\u001b[31m',
  },
];

describe('the capture of a trace', () => {
  it('gives the trace back, each kind of event before, between and after the packets', async () => {
    for (const shift of [-20, 0, 20]) {
      const moved = NOTED.map((event) => ({ ...event, at: event.at + shift }));
      const trace = traceOf([sent(11, '68010102'), received(14, '68010102'), ...moved]);
      const { trace: back, notes, frames, runs } = await readTrace(written(trace));
      expect(back).toEqual(trace);
      expect(notes).toEqual([]);
      expect(runs).toEqual(RUNS);
      expect(frames.filter((frame) => frame !== null)).toEqual([1, 2]);
    }
  });

  it('gives a trace back that has no packet, or no event at all', async () => {
    for (const events of [NOTED, []]) {
      const trace = traceOf(events);
      expect((await readTrace(written(trace))).trace).toEqual(trace);
    }
  });

  it('gives any times back, in their order', async () => {
    const time = fc.oneof(
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.integer({ min: 0, max: 5 }).map((n) => n + 0.1),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(time, fc.boolean()), { maxLength: 40 }), async (steps) => {
        const trace = traceOf(
          steps.map(([at, noted]) => (noted ? { type: 'late', at, ms: at } : received(at, '68010102'))),
        );
        expect((await readTrace(written(trace))).trace).toEqual(trace);
      }),
      { numRuns: 50 },
    );
  });

  it('holds whole what has thousands of events without a packet between, and beyond 20,000 packets', async () => {
    const late = (at: number): TraceEvent => ({ type: 'late', at, ms: 1 });
    const many = Array.from({ length: 10_000 }, (_, i) => late(i));
    const packets = Array.from({ length: 25_000 }, (_, i) => received(10_000 + i, '68010102'));
    const trace = traceOf([...many, ...packets, ...many.map(({ at }) => late(at + 40_000))]);
    const { trace: back } = await readTrace(written(trace));
    expect(back.events.length).toBe(45_000);
    // expect's own comparison takes seconds for so many.
    expect(isDeepStrictEqual(back, trace)).toBe(true);
  });

  it('says which frames show a finding, and writes it on them', async () => {
    const trace = traceOf([
      sent(1, '68010102'),
      { type: 'late', at: 2, ms: 1 },
      received(3, '00'),
      received(4, '68010102'),
    ]);
    const judgement: Judgement = {
      requirement: 'HDR-2',
      check: 'sent-header',
      verdict: 'fail',
      expected: '',
      actual: 'it said\npeerprobe event {"v":1}',
      hint: null,
      evidence: [2],
    };
    expect(evidenceFrames(judgement, trace)).toEqual([2]);
    const bytes = written(trace, judgement);
    expect((await readTrace(bytes)).trace).toEqual(trace);
    const commented = (await captureEvents(bytes)).flatMap((event) =>
      event.type === 'packet' && event.packet.comments.some((one) => one.startsWith('FAIL HDR-2'))
        ? [event.packet.frame]
        : [],
    );
    expect(commented).toEqual([2]);
  });

  it('keeps the end of an output that is too long for a comment', async () => {
    const output = `${'\u0001'.repeat(70_000)}the end`;
    const trace = traceOf([{ ...(NOTED.at(-1) as TraceEvent & { type: 'exited' }), output }]);
    const [back] = (await readTrace(written(trace))).trace.events;
    expect(back?.type === 'exited' && back.output.endsWith('\u0001the end')).toBe(true);
  });

  it('is in words that a person reads', async () => {
    const [section, , , packet] = await captureEvents(written(traceOf([...NOTED, sent(20, '68010102')])));
    expect(section?.type === 'section' && section.comments[0]).toMatch(
      /^what 127\.0\.0\.1:4200 and its peers said during wrong-header-ignored \(try 2\)\npeerprobe trace \{/,
    );
    expect(packet?.type === 'packet' && packet.packet.comments.map((one) => one.split('\n')[0])).toEqual([
      expect.stringContaining('expected for 1200 ms at 127.10.20.127:32530: listed naming'),
      'c: 127.10.20.127:32530 is the "silent" for 88 ms',
      "dropped by the kernel so far: 0 of ours, 3 of the target's",
      'the target holds its port',
      expect.stringMatching(/^the target uses \d+ bytes, 3 threads, 9 descriptors$/),
      'a timer of ours was 20 ms late',
      'the target ended by SIGSEGV',
    ]);
    expect(TARGET.port).toBe(4200);
  });
});
