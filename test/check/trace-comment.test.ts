import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsIn, TraceReader } from '../../src/check/recorded.ts';
import { readRecord } from '../../src/check/run-record.ts';
import { eventComment, factsComment, readComment } from '../../src/check/trace-comment.ts';
import { PEER, received, TARGET, traceOf } from '../support/trace.ts';
import { captureEvents, readTrace, traceCapture } from '../support/trace-capture.ts';

const FACTS = { target: TARGET, startPeer: null, startedAt: 0, alone: true, epochMs: 5, runs: [] };
const LATE = '{"v":1,"type":"late","at":5,"ms":30}';

describe('a comment of a capture', () => {
  it('is read if it is ours, and passed over if it is not', () => {
    expect(readComment(`whatever\npeerprobe event ${LATE}`)).toEqual({
      mark: 'event',
      event: { type: 'late', at: 5, ms: 30 },
      after: false,
    });
    for (const text of ['', 'retransmission?', `peerprobe event ${LATE}\n`, `see: peerprobe event ${LATE}`]) {
      expect(readComment(text)).toBeNull();
    }
  });

  it.each([
    ['{"v":2,"type":"late","at":5,"ms":30}', 'another version'],
    ['{"type":"late","at":5,"ms":30}', 'another version'],
    ['{"v":1,"type":"late","at":"5","ms":30}', 'wrong at'],
    ['{"v":1,"type":"late","at":1e300,"ms":30}', 'wrong at'],
    ['{"v":1,"type":"late","at":5}', 'wrong ms'],
    ['{"v":1,"type":"sent","at":5}', 'a type that is none'],
    ['{"v":1,"type":"toString","at":5}', 'a type that is none'],
    ['{"v":1,"type":"bound","at":5,"held":1}', 'wrong held'],
    ['{"v":1', 'no JSON'],
  ])('is rejected with a reason: %s', (json, reason) => {
    const closed = json.endsWith('}') ? json : `${json}}}`;
    expect(readComment(`peerprobe event ${closed}`)).toEqual(expect.stringContaining(reason));
  });

  it('may say more than we know', () => {
    const text = `peerprobe event {"v":1,"type":"late","at":5,"ms":30,"__proto__":{"at":9},"extra":[1]}`;
    expect(readComment(text)).toMatchObject({ event: { type: 'late', at: 5, ms: 30 } });
  });

  it('never throws, whatever it says', () => {
    const good = [
      factsComment(FACTS),
      eventComment({ type: 'bound', at: 1, held: true }),
      `peerprobe event ${LATE}`,
    ];
    const spoiled = fc
      .tuple(fc.constantFrom(...good), fc.nat(), fc.nat({ max: 6 }), fc.string({ unit: 'binary' }))
      .map(([text, at, size, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + size);
      });
    const marked = fc.json().map((json) => `peerprobe trace ${json}`);
    fc.assert(
      fc.property(fc.oneof(spoiled, marked), (text) => {
        const remark = readComment(text);
        expect(remark === null || typeof remark === 'string' || 'mark' in remark).toBe(true);
        factsIn([text]);
        readRecord(text);
      }),
      { numRuns: 300 },
    );
  });

  it('that is wrong costs that event alone, and is noted', async () => {
    const trace = traceOf([
      { type: 'bound', at: 1, held: true },
      { type: 'late', at: 2, ms: 30 },
      received(3, '68010102'),
    ]);
    const bytes = traceCapture(trace, []);
    const at = Buffer.from(bytes).indexOf('"held":true');
    Buffer.from(bytes.buffer).write('"held":null', at);
    const { trace: back, notes } = await readTrace(bytes);
    expect(back.events).toEqual(trace.events.slice(1));
    expect(notes).toEqual(['a peerprobe event "bound" with a wrong held']);
  });

  it('is bounded in what it makes us keep', async () => {
    const reader = new TraceReader(FACTS);
    const [packet] = (await captureEvents(traceCapture(traceOf([received(1, '68010102', PEER)]), []))).filter(
      (event) => event.type === 'packet',
    );
    if (packet === undefined) throw new Error('no packet');
    const comments = Array.from(
      { length: 4000 },
      (_, i) => `peerprobe event {"v":1,"type":"late","at":${i},"ms":1}`,
    );
    const fat = { ...packet, packet: { ...packet.packet, comments } };
    for (let i = 0; i < 60; i++) reader.take(fat);
    const { trace, notes } = reader.recorded;
    expect(trace.events.length).toBe(200_000);
    expect(notes).toEqual(['more than 200000 events: the rest is left out']);
  });
});

describe('the record of a run', () => {
  it('names no file outside its folder', () => {
    const record = {
      schemaVersion: 1,
      endpoint: null,
      command: null,
      seed: 1,
      startedAt: 0,
      durationMs: 1,
      only: [],
      skip: [],
      strict: false,
      ended: null,
      start: null,
      rig: null,
      dropped: 0,
    };
    const read = (name: string) => readRecord(JSON.stringify({ ...record, traces: [name] }));
    expect(read('traces/01-a-1.pcapng')).toMatchObject({ traces: ['traces/01-a-1.pcapng'] });
    for (const name of [
      '/etc/passwd',
      'traces/../../x.pcapng',
      '../traces/a.pcapng',
      'traces/.pcapng',
      '-',
    ]) {
      expect(read(name)).toBe('"traces" is missing or wrong');
    }
  });
});
