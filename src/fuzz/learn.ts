/**
 * What stories teach: inputs after which the target was first seen to make one of its free choices. Which datagram it was
 * nobody can tell; that it was among the last ones can be told.
 */
import { dialectSeen } from '../oracle/dialect-seen.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import type { Feedback } from './feedback.ts';
import { shapeOf } from './shape.ts';

// A look at a part takes some ms, and nobody is heard meanwhile; only what is new is looked at in parts.
const PARTS = 8;
/** A choice shows in an answer, which comes a second or two after what it is about: one part, or the one before. */
const REACH = 2;
/** Datagrams that are kept at one time, of different shapes. */
const MOST_INPUTS = 16;

/** Keeps what is news. `rest` lets others go on between two looks. */
export async function learn(trace: Trace, feedback: Feedback, rest: () => Promise<void>): Promise<void> {
  if (!feedback.isNews(dialectSeen([trace]))) return;
  const size = Math.ceil(trace.events.length / PARTS);
  for (let end = size; end < trace.events.length + size; end += size) {
    await rest();
    const part = { ...trace, events: trace.events.slice(0, end) };
    feedback.chose(
      inputsOf({ ...trace, events: part.events.slice(Math.max(end - REACH * size, 0)) }),
      dialectSeen([part]),
    );
  }
}

/** The last of each shape. */
function inputsOf(trace: Trace): Uint8Array[] {
  const latest = new Map<string, Uint8Array>();
  for (const { bytes } of eventsOf(trace, 'sent')) {
    const shape = shapeOf(bytes);
    latest.delete(shape);
    latest.set(shape, bytes);
  }
  return [...latest.values()].slice(-MOST_INPUTS);
}
