/**
 * A trace read back from the capture that report/evidence.ts made of it, so that a run can be judged again
 * (DESIGN law 4). Whatever else a file says is passed over; what says it is ours and is not right is rejected with
 * a note. Bounded: so many events as a trace may have, and so many notes.
 */
import { FrameDissector, frameResult } from '../capture/frame.ts';
import type { CaptureEvent, PacketView } from '../capture/packet.ts';
import { timeNs } from '../capture/timestamp.ts';
import { MAX_EVENTS } from '../net/recorder.ts';
import type { Trace, TraceEvent } from '../oracle/trace.ts';
import { endpointText } from '../wire/endpoint.ts';
import { traceMs } from './trace-clock.ts';
import { readComment, type TraceFacts, type TraceRun } from './trace-comment.ts';

/** A trace, and where in the capture its events are. */
export interface Recorded {
  readonly trace: Trace;
  readonly runs: readonly TraceRun[];
  /** The date of the trace's time 0, in ms since 1970. */
  readonly startedAt: number;
  /** Frame numbers, by the indexes of the events; null for what is no packet. */
  readonly frames: readonly (number | null)[];
  /** What could not be read, in words; at most MAX_NOTES. */
  readonly notes: readonly string[];
}

const MAX_NOTES = 100;
// A comment may set a packet's time right by the part that its clock cannot say.
const CLOCK_MS = 0.001;
const DIRECTION = { mask: 3, in: 1, out: 2 } as const;

/** The facts in the comments of a section; null if it is no trace of ours. A text says why it cannot be read. */
export function factsIn(comments: readonly string[]): TraceFacts | string | null {
  for (const comment of comments) {
    const remark = readComment(comment);
    if (typeof remark === 'string') return remark;
    if (remark?.mark === 'trace') return remark.facts;
  }
  return null;
}

/** Puts the trace together while the capture is read. */
export class TraceReader {
  readonly #facts: TraceFacts;
  readonly #dissector = new FrameDissector(null);
  readonly #events: TraceEvent[] = [];
  readonly #frames: (number | null)[] = [];
  readonly #notes: string[] = [];

  constructor(facts: TraceFacts) {
    this.#facts = facts;
  }

  take(event: CaptureEvent): void {
    if (event.type === 'packet') this.#packet(event.packet);
    else if (event.type === 'statistics')
      for (const comment of event.comments) this.#remark(readComment(comment));
  }

  /** The trace so far. */
  get recorded(): Recorded {
    const { target, startPeer, startedAt, alone, runs, epochMs } = this.#facts;
    const trace = { target, startPeer, startedAt, alone, events: this.#events };
    return { trace, runs, startedAt: epochMs, frames: this.#frames, notes: this.#notes };
  }

  #packet(packet: PacketView): void {
    const remarks = packet.comments.map(readComment);
    for (const remark of remarks) if (!isAfter(remark)) this.#remark(remark);
    this.#datagram(packet, timeIn(remarks));
    for (const remark of remarks) if (isAfter(remark)) this.#remark(remark);
  }

  #remark(remark: Read): void {
    if (typeof remark === 'string') this.#note(remark);
    else if (remark?.mark === 'event') this.#add(remark.event, null);
  }

  #datagram(packet: PacketView, told: number | null): void {
    this.#dissector.dissect(packet);
    const udp = frameResult(this.#dissector.frame);
    if (udp.type !== 'udp' || udp.cut || udp.family !== 4 || packet.time === null) {
      this.#note(`frame ${packet.frame} holds no whole datagram`);
      return;
    }
    const read = traceMs(timeNs(packet.time), this.#facts.epochMs);
    const at = told !== null && Math.abs(told - read) <= CLOCK_MS ? told : read;
    const type = this.#isSent(packet.flags, udp.destination) ? 'sent' : 'received';
    const bytes = udp.payload.slice();
    this.#add({ type, at, from: udp.source, to: udp.destination, bytes }, packet.frame);
  }

  #isSent(flags: number | null, to: Trace['target']): boolean {
    const direction = (flags ?? 0) & DIRECTION.mask;
    if (direction === DIRECTION.out || direction === DIRECTION.in) return direction === DIRECTION.out;
    return endpointText(to) === endpointText(this.#facts.target);
  }

  #add(event: TraceEvent, frame: number | null): void {
    if (this.#events.length >= MAX_EVENTS) {
      this.#note(`more than ${MAX_EVENTS} events: the rest is left out`);
      return;
    }
    this.#events.push(event);
    this.#frames.push(frame);
  }

  #note(note: string): void {
    if (this.#notes.length < MAX_NOTES && this.#notes.at(-1) !== note) this.#notes.push(note);
  }
}

type Read = ReturnType<typeof readComment>;

function isAfter(remark: Read): boolean {
  return typeof remark === 'object' && remark?.mark === 'event' && remark.after;
}

function timeIn(remarks: readonly Read[]): number | null {
  const found = remarks.find((remark) => typeof remark === 'object' && remark?.mark === 'packet');
  return typeof found === 'object' && found?.mark === 'packet' ? found.at : null;
}
