// Reading a capture, at two heights. CaptureReader steps over pushed chunks and makes no object for each packet.
// `feedCapture` pumps a source into it; `readCapture` gives events that may be kept, in batches.
// Never throws for what a file holds, takes time linear in it, and memory bounded by its largest record (16 MiB)
// whatever it claims. Errors of the source itself pass through.
import { ByteQueue } from './byte-queue.ts';
import { type ByteSpace, within } from './byte-space.ts';
import { MAGIC_LENGTH, recognise, tooShort } from './format.ts';
import { decompressed } from './gzip.ts';
import {
  type CaptureEvent,
  type CaptureNote,
  type Damage,
  emptyView,
  ownPacket,
  type PacketView,
} from './packet.ts';
import type { PacketBatch } from './packet-batch.ts';
import type { FormatParser, ParserStep } from './parser.ts';
import type { RecordTaker } from './record-taker.ts';

/** Small, so that what a taker drops dies young: a chunk may hold thousands of empty packets. */
const MAX_BATCH = 256;

/** A step forward: `more` asks for the next chunk, `end` and `damage` are final. */
export type CaptureStep = 'packet' | 'note' | 'more' | 'end' | 'damage';

/** One capture file. Push a chunk, step until `more`, and so on; `end()` after the last chunk. */
export class CaptureReader {
  /** Filled by each step `packet`, and valid until the next step. */
  readonly packet: PacketView = emptyView();
  damage: Damage | null = null;
  readonly file: string;
  readonly #queue: ByteQueue;
  #parser: FormatParser | null = null;
  #ended = false;
  #cause: string | null = null;

  constructor(file: string, space: ByteSpace | null = null) {
    this.file = file;
    this.#queue = new ByteQueue(space);
  }

  /** What the last step `note` found. */
  get note(): CaptureNote | null {
    return this.#parser?.note ?? null;
  }

  /** Adds a chunk, which must not change until a step has returned `more`. */
  push(chunk: Uint8Array): void {
    this.#queue.push(chunk);
  }

  /** No more chunks; `cause` says why, if it is not simply the end of the file (damaged gzip). */
  end(cause: string | null = null): void {
    this.#ended = true;
    this.#cause = cause;
  }

  /** The steps `packet` for which plain ones come next: the same packets, sooner. None: ask `step`, which knows the rest. */
  plainPackets(batch: PacketBatch): void {
    batch.size = 0;
    this.#parser?.plainPackets(this.#queue, batch);
    batch.countFrom(this.packet.frame + 1);
    this.packet.frame += batch.size;
  }

  /** Lets somebody take the plain records that come next. */
  take(taker: RecordTaker): void {
    const before = taker.packets;
    this.#parser?.take(this.#queue, taker);
    this.packet.frame += taker.packets - before;
  }

  step(): CaptureStep {
    if (this.damage !== null) return 'damage';
    const parser = this.#parser ?? this.#recognise();
    if (parser === null) return this.damage === null ? 'more' : 'damage';
    for (;;) {
      const step = parser.step(this.#queue, this.packet);
      if (step === 'packet') this.packet.frame += 1;
      if (step === 'pass' || (step === 'more' && this.#queue.refill())) continue;
      return this.#outcome(step, parser);
    }
  }

  #outcome(step: Exclude<ParserStep, 'pass'>, parser: FormatParser): CaptureStep {
    if (step === 'packet' || step === 'note') return step;
    const offset = parser.recordOffset(this.#queue);
    if (step === 'damage') return this.#stop(offset, parser.problem);
    if (!this.#ended) return this.#wait();
    const problem = this.#cause ?? parser.ending(this.#queue);
    return problem === null ? 'end' : this.#stop(offset, problem);
  }

  #recognise(): FormatParser | null {
    const { buffer, start, size } = this.#queue;
    if (size < MAGIC_LENGTH) {
      if (this.#ended) this.#stop(0, this.#cause ?? tooShort(size));
      else this.#wait();
      return null;
    }
    const found = recognise(buffer, start);
    if (typeof found === 'string') this.#stop(0, found);
    else this.#parser = found;
    return this.#parser;
  }

  #wait(): CaptureStep {
    this.#queue.retain();
    return 'more';
  }

  #stop(offset: number, message: string): CaptureStep {
    this.damage = { type: 'damage', file: this.file, offset, message };
    return 'damage';
  }
}

/**
 * Pumps a source (gzip or not) into a reader and yields it whenever it has bytes to step over; the taker steps
 * until `more`, `end` or `damage`. What it leaves is stepped over. The bytes lie in the space, if there is one.
 */
export async function* feedCapture(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  space: ByteSpace | null = null,
): AsyncGenerator<CaptureReader> {
  const reader = new CaptureReader(file, space);
  const source = decompressed(chunks);
  try {
    for (let step: CaptureStep = 'more'; step === 'more'; ) {
      const next = await source.next();
      if (next.done) reader.end(next.value);
      else reader.push(space === null ? next.value : within(space, next.value));
      yield reader;
      step = drain(reader);
    }
  } finally {
    await source.return(null);
  }
}

/**
 * The events of a capture (pcap or pcapng, gzipped or not) in batches. Never throws for what the bytes are: a damage is the
 * last event, and everything before it has come. What the source throws is passed on. `file` names it in events.
 */
export async function* readCapture(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<readonly CaptureEvent[]> {
  for await (const reader of feedCapture(chunks, file)) {
    for (let batch = readBatch(reader); batch.length > 0; batch = readBatch(reader)) yield batch;
  }
}

function readBatch(reader: CaptureReader): CaptureEvent[] {
  const batch: CaptureEvent[] = [];
  if (reader.damage !== null) return batch;
  while (batch.length < MAX_BATCH) {
    const step = reader.step();
    if (step === 'packet') batch.push({ type: 'packet', packet: ownPacket(reader.packet) });
    else if (step === 'note' && reader.note !== null) batch.push(reader.note);
    else break;
  }
  if (reader.damage !== null) batch.push(reader.damage);
  return batch;
}

function drain(reader: CaptureReader): CaptureStep {
  for (;;) {
    const step = reader.step();
    if (step !== 'packet' && step !== 'note') return step;
  }
}
