/**
 * The short way through captures, for runs that select nothing: what most packets are, UDP datagrams over IPv4 that
 * are in order, is counted as numbers or written as bytes, and no object is made for it. Whatever is anything else goes
 * the careful way (sniffer.ts), packet by packet, into the same summary. The answers are the same.
 */
import type { ByteSpace } from '../capture/byte-space.ts';
import type { Damage, PacketView } from '../capture/packet.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { Counting } from './counting.ts';
import { droppedIn, type Readers } from './input.ts';
import { Kernel, kernelArrays } from './kernel.ts';
import type { Lines } from './lines.ts';
import { LONG } from './second-counter.ts';
import { EVERYTHING } from './selection.ts';
import type { ShortWay } from './short-way.ts';
import { type Lane, Sniffer } from './sniffer.ts';
import { GROWING } from './statistics/arrays.ts';
import { type FileSummary, Summary } from './summary.ts';

export type BulkEvent =
  /** The lines have to be fetched before it goes on. */
  | { readonly type: 'lines' }
  /** This capture ends here; the next one follows. */
  | { readonly type: 'damage'; readonly damage: Damage };

/** One run over some captures. */
export class Bulk {
  readonly #sniffer: Sniffer;
  readonly #signal: AbortSignal;
  readonly #lines: Lines | null;
  readonly #way: ShortWay | null;
  /** Where captures have to be read into; null if that does not matter. */
  readonly #space: ByteSpace | null;

  /**
   * Without lines everything is counted, by two threads as soon as captures are long (in packets); with them, only what says
   * what was shown and what was not.
   */
  constructor(lines: Lines | null, signal: AbortSignal, long = LONG) {
    const arrays = lines === null ? kernelArrays() : null;
    const summary = new Summary(arrays ?? GROWING);
    const kernel = arrays === null ? null : new Kernel(arrays, summary);
    this.#sniffer = new Sniffer({ selection: EVERYTHING, all: false, summary: lines === null }, summary);
    this.#signal = signal;
    this.#lines = lines;
    this.#space = lines === null ? (kernel?.space ?? null) : lines.space;
    if (lines !== null) this.#way = lines.way(summary, (lane, packet) => this.#careful(lane, packet));
    else this.#way = kernel === null ? null : new Counting(kernel, summary, long);
  }

  /** The counts so far. */
  get summary(): Summary {
    return this.#sniffer.summary;
  }

  async *run(inputs: readonly Readers[]): AsyncGenerator<BulkEvent, void, undefined> {
    try {
      yield* this.#runEach(inputs);
    } finally {
      this.#way?.close();
    }
  }

  async *#runEach(inputs: readonly Readers[]): AsyncGenerator<BulkEvent, void, undefined> {
    for (const input of inputs) {
      if (this.#signal.aborted) return;
      const lane = this.#sniffer.begin(input.name);
      this.#way?.begin(lane);
      try {
        for await (const reader of input.readers(this.#space)) {
          yield* this.#turn(lane, reader);
          if (this.#signal.aborted) break;
        }
      } finally {
        this.#way?.end();
        this.#sniffer.end(lane);
      }
    }
  }

  #damaged(file: FileSummary, damage: Damage): BulkEvent {
    file.damaged = { offset: damage.offset, message: damage.message };
    return { type: 'damage', damage };
  }

  *#turn(lane: Lane, reader: CaptureReader): Generator<BulkEvent, void, undefined> {
    while (this.#stretch(lane, reader)) {
      yield { type: 'lines' };
      if (this.#signal.aborted) return;
    }
    // Lines do not wait for the next chunk: it may be long in coming.
    if (this.#lines !== null && this.#lines.out.length > 0) yield { type: 'lines' };
    const { damage } = reader;
    if (damage !== null) yield this.#damaged(lane.file, damage);
  }

  /** Goes on until there is nothing more for now (false), or the lines have to be fetched (true). */
  #stretch(lane: Lane, reader: CaptureReader): boolean {
    for (;;) {
      this.#way?.take(reader);
      if (this.#lines?.out.isFull) return true;
      const step = reader.step();
      if (step === 'note') this.summary.dropped += droppedIn(reader.note);
      else if (step !== 'packet') return false;
      else if (!this.#way?.packet(reader.packet)) this.#careful(lane, reader.packet);
    }
  }

  #careful(lane: Lane, packet: PacketView): void {
    const sighted = this.#sniffer.packet(lane, packet);
    if (sighted !== null) this.#lines?.sighted(sighted);
  }
}
