import type { CaptureEvent } from '../../src/capture/packet.ts';
import { readCapture } from '../../src/capture/reader.ts';
import { factsIn, type Recorded, TraceReader } from '../../src/check/recorded.ts';
import type { TraceRun } from '../../src/check/trace-comment.ts';
import type { Trace } from '../../src/oracle/trace.ts';
import type { Judgement } from '../../src/oracle/verdict.ts';
import { evidenceCapture } from '../../src/report/evidence.ts';
import { concat } from '../../src/wire/bytes.ts';

const EPOCH_MS = 1_700_000_000_000;

/** The capture of a trace as one array. */
export function traceCapture(
  trace: Trace,
  runs: readonly TraceRun[],
  judgement: Judgement | null = null,
): Uint8Array {
  return concat([...evidenceCapture(judgement, trace, { application: 'test', epochMs: EPOCH_MS, runs })]);
}

/** All events of a capture. */
export async function captureEvents(bytes: Uint8Array): Promise<CaptureEvent[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const events: CaptureEvent[] = [];
  for await (const batch of readCapture(chunks(), 'file')) events.push(...batch);
  return events;
}

/** The trace in a capture of ours. */
export async function readTrace(bytes: Uint8Array): Promise<Recorded> {
  const events = await captureEvents(bytes);
  const section = events[0];
  const facts = section?.type === 'section' ? factsIn(section.comments) : null;
  if (facts === null || typeof facts === 'string') throw new Error(`no trace: ${facts}`);
  const reader = new TraceReader(facts);
  for (const event of events) reader.take(event);
  return reader.recorded;
}
