/**
 * The hot loop of `sniff --summary`: WebAssembly that is compiled from kernel/count.ts, and works on the tables of a
 * summary where they lie. Here it is loaded and told where everything is; counting.ts drives it.
 */
import { type ByteSpace, isInChunks } from '../capture/byte-space.ts';
import type { RecordTaker } from '../capture/record-taker.ts';
import { NEEDED } from '../wire/walk.ts';
import { compiledKernel } from './compiled.ts';
import { instantiated, type KernelParts } from './instance.ts';
import { CONSTANTS, places } from './kernel-given.ts';
import { KernelInput, type LinkTeller } from './kernel-input.ts';
import { KernelNumbers, NEEDS } from './kernel-numbers.ts';
import { MemoryArrays } from './statistics/arrays.ts';
import { MAX_FLOWS } from './statistics/flows.ts';
import type { Statistics } from './statistics/statistics.ts';
import type { Summary } from './summary.ts';

/** All tables at their longest, and what a capture is read into: addresses, of which memory is taken where it is written. */
const MEMORY = 80 * 1024 * 1024;
/** Long ones: each costs a turn of the event loop. While one is worked on the others are read, or wait to be counted. */
const CHUNK = 2 * 1024 * 1024;
const CHUNKS = 4;

/** Packets that are counted at a time, and batches of them that are under way at most between two threads. */
const BATCH = 64;
const RING = 256;
/** How much the kernel leaves to us at most before it stops. */
const LISTED = 1024;
/** Values that are spread together, and into how many parts they are sorted before. */
const LOG = 2 ** 16;
const PARTS = 2 ** 9;
/** Bytes of a packet of a batch: a line of the processor's cache. */
const ROW = 64;
const LENGTHS = { BATCH, CHUNKS, RING, ROW, LISTED, LOG, PARTS };
const LOG_ROW = 8;

/** Why it stopped: no plain record comes next; a datagram has to be looked at with care; it needs us (NEEDS). */
export const STOP = { record: 0, datagram: 1, need: 2 } as const;

interface Code {
  link: LinkTeller;
  pcap(from: number, to: number, most: number, nanoseconds: number): number;
  pcapng(from: number, to: number, most: number, nanoseconds: number, index: number): number;
  packet(from: number, to: number, micros: number): number;
  drain(): number;
  pass(): void;
  isFree(): number;
  resume(): number;
  help(isGiven: number): void;
  end(): void;
  spreadLog(): void;
  readonly stop: WebAssembly.Global;
  readonly packets: WebAssembly.Global;
}

/** What it leaves to us: values without a place (the value, its row), and flows that nobody has heard of. */
type ListName = 'UNPLACED' | 'UNHEARD';
const LIST_ROW: Readonly<Record<ListName, number>> = { UNPLACED: 16, UNHEARD: 4 };
const LIST_LENGTH: Readonly<Record<ListName, number>> = { UNPLACED: 2 * LOG, UNHEARD: LISTED };

/** Set in the row of a value: it is one of sizes, else one of intervals. */
export const SIZE_VALUE = 2 ** 31;

/** Arrays for the tables of a summary that a kernel shall count in; null where WebAssembly lacks what it takes, or memory. */
export function kernelArrays(): MemoryArrays | null {
  return compiledKernel('count') === null ? null : MemoryArrays.of(MEMORY, 'shared');
}

export class Kernel implements RecordTaker {
  /** Where a capture has to be read into. */
  readonly space: ByteSpace;
  readonly numbers: KernelNumbers;
  /** By flow: 1 if the capture has been told who speaks in it. */
  readonly heard: Uint8Array;
  /** What another thread has to know to work on the same. */
  readonly parts: KernelParts;
  readonly #lists: Readonly<Record<ListName, DataView>>;
  readonly #code: Code;
  readonly #input: KernelInput;
  #isKept = false;

  /** Counts in the tables of the summary, which lie in the arrays. */
  constructor(arrays: MemoryArrays, summary: Summary) {
    const { memory } = arrays;
    this.numbers = new KernelNumbers(arrays);
    this.heard = arrays.uint8(MAX_FLOWS);
    this.space = arrays.space(CHUNKS, CHUNK);
    const needed = arrays.uint8(NEEDED.length);
    needed.set(NEEDED);
    const module = compiledKernel('count');
    if (module === null) throw new Error('the kernel is asked for where it cannot be compiled');
    const list = (name: ListName) => {
      const { buffer, byteOffset, length } = arrays.uint8(LIST_LENGTH[name] * LIST_ROW[name]);
      return new DataView(buffer, byteOffset, length);
    };
    this.#lists = { UNPLACED: list('UNPLACED'), UNHEARD: list('UNHEARD') };
    const given = {
      ...CONSTANTS,
      ...LENGTHS,
      ...NEEDS,
      ...places(summary),
      ...this.numbers.places,
      NEEDED: needed.byteOffset,
      HEARD: this.heard.byteOffset,
      LOG_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      SORTED_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      PART_AT: arrays.uint32(PARTS, PARTS).byteOffset,
      RING_AT: arrays.uint8(RING * BATCH * ROW).byteOffset,
      SIZES_AT: arrays.uint32(RING, RING).byteOffset,
      MARKS_AT: arrays.uint32(CHUNKS, CHUNKS).byteOffset,
      UNPLACED_AT: this.#lists.UNPLACED.byteOffset,
      UNHEARD_AT: this.#lists.UNHEARD.byteOffset,
    };
    this.parts = { module, memory, given };
    this.#code = instantiated(this.parts) as Code;
    this.#input = new KernelInput(this.space.buffer, this.#code.link);
  }

  /** Packets that it has taken. */
  get packets(): number {
    return this.#code.packets.value;
  }

  /** How many it has taken since this was asked last. */
  takePackets(): number {
    const { packets } = this;
    this.#code.packets.value = 0;
    return packets;
  }

  /** Why it stopped. */
  get stop(): number {
    return this.#code.stop.value;
  }

  /** So far nothing has made it stop. */
  begin(): void {
    this.#code.stop.value = STOP.record;
  }

  /** Tells it how the tables stand, and lets it go on if it needed us; false if it does again before anything else. */
  resume({ flows, claims }: Statistics): boolean {
    const { numbers } = this;
    numbers.setWord('FLOW_MASK', flows.mask);
    numbers.setWord('CLAIMS', claims.size);
    numbers.setWord('CLAIMS_FULL', claims.isFull ? 1 : 0);
    return this.#code.resume() !== 0;
  }

  /** True if what it takes now is kept until it is counted, for some turns of `pass`. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** What it takes comes from the next chunk from now on. */
  pass(): void {
    this.#code.pass();
  }

  /** Waits until the chunk that a file is read into next is counted; false if it needs us before that. */
  isFree(): boolean {
    return this.#code.isFree() !== 0;
  }

  /** Counts all that it has taken; false if it needs us before it goes on (`numbers.word('NEED')`). */
  drain(): boolean {
    return this.#code.drain() !== 0;
  }

  /** From now on a second thread counts, or does not any more; all that is taken must be counted. */
  help(isGiven: boolean): void {
    this.#code.help(isGiven ? 1 : 0);
  }

  /** Ends the second thread. */
  end(): void {
    this.#code.end();
  }

  /** Spreads what is not spread yet. */
  finish(): void {
    this.#code.spreadLog();
  }

  /** Goes through a list, and empties it. */
  empty(name: ListName, use: (list: DataView, at: number) => void): void {
    const length = this.numbers.word(name);
    for (let i = 0; i < length; i++) use(this.#lists[name], i * LIST_ROW[name]);
    this.numbers.setWord(name, 0);
  }

  begins(bytes: Uint8Array, linkType: number): boolean {
    this.#isKept = isInChunks(this.space, bytes);
    return this.#input.begins(bytes, linkType);
  }

  pcap(from: number, to: number, most: number, nanoseconds: boolean): number {
    const { base } = this.#input;
    return this.#code.pcap(base + from, base + to, most, nanoseconds ? 1 : 0) - base;
  }

  pcapng(from: number, to: number, most: number, nanoseconds: boolean, index: number): number {
    const { base } = this.#input;
    return this.#code.pcapng(base + from, base + to, most, nanoseconds ? 1 : 0, index) - base;
  }

  /** Takes a packet; false if somebody else has to. */
  packet(from: number, to: number, micros: number): boolean {
    return this.#code.packet(from, to, micros) !== 0;
  }
}
