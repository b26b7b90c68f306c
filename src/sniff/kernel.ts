/**
 * The hot loop of `sniff --summary`: WebAssembly that is compiled from kernel/count.ts, and works on the tables of a
 * summary where they lie. Here it is loaded and told where everything is; counting.ts drives it.
 */
import type { ByteSpace } from '../capture/byte-space.ts';
import { plainLink } from '../capture/link.ts';
import type { RecordTaker } from '../capture/record-taker.ts';
import { NEEDED } from '../wire/walk.ts';
import { compiledKernel } from './compiled.ts';
import { CONSTANTS, places } from './kernel-given.ts';
import { MemoryArrays } from './statistics/arrays.ts';
import { MAX_FLOWS } from './statistics/flows.ts';
import type { Statistics } from './statistics/statistics.ts';
import type { Summary } from './summary.ts';

/** All tables at their longest, and what a capture is read into: addresses, of which memory is taken where it is written. */
const MEMORY = 64 * 1024 * 1024;
/** Long ones: another core reads one while we work on the other, and each costs a turn of the event loop. */
const CHUNK = 1024 * 1024;
/** Streams and gzip give no longer chunks. */
const HELD = 256 * 1024;

/** Packets that the kernel works on at a time, and how much it leaves to us at most before it stops. */
const BATCH = 64;
const LISTED = 1024;
/** Values that are spread together, and into how many parts they are sorted before. */
const LOG = 2 ** 16;
const PARTS = 2 ** 9;
/** Bytes of a packet of a batch: a line of the processor's cache. */
const ROW = 64;
const LENGTHS = { BATCH, ROW, LISTED, LOG, PARTS };
const LOG_ROW = 8;

/** Why it stopped: no plain record comes next; a datagram has to be looked at with care; a flow is new; a list is long. */
export const STOP = { record: 0, datagram: 1, flow: 2, list: 3 } as const;

interface Code {
  resume(flowMask: number, claims: number, areClaimsFull: number): void;
  link(ip: number, at: number, mask: number, word: number, other: number, hardware: number): void;
  pcap(from: number, to: number, most: number, nanoseconds: number): number;
  pcapng(from: number, to: number, most: number, nanoseconds: number, index: number): number;
  packet(from: number, to: number, micros: number): number;
  spreadLog(): void;
}

/** The names of the numbers that the loop and we share (kernel/count.ts). */
type SharedName =
  | 'stop'
  | 'source'
  | 'destination'
  | 'ports'
  | 'claims'
  | 'claimsFull'
  | ListName
  | 'packets'
  | 'ours'
  | 'oursBytes'
  | 'foreignBytes'
  | 'right'
  | 'absent'
  | 'first'
  | 'last';

/** Integers are signed. */
type Shared = Readonly<Record<SharedName, WebAssembly.Global>>;

/** What it leaves to us: values without a place (the value, its row), and flows that nobody has heard of. */
type ListName = 'unplaced' | 'unheard';
const LIST_ROW: Readonly<Record<ListName, number>> = { unplaced: 16, unheard: 4 };
const LIST_LENGTH: Readonly<Record<ListName, number>> = { unplaced: 2 * LOG, unheard: LISTED };

/** Set in the row of a value: it is one of sizes, else one of intervals. */
export const SIZE_VALUE = 2 ** 31;

/** Arrays for the tables of a summary that a kernel shall count in; null where WebAssembly lacks what it takes, or memory. */
export function kernelArrays(): MemoryArrays | null {
  return compiledKernel('count') === null ? null : MemoryArrays.of(MEMORY);
}

export class Kernel implements RecordTaker {
  /** Where a capture has to be read into. */
  readonly space: ByteSpace;
  readonly shared: Shared;
  /** By flow: 1 if the capture has been told who speaks in it. */
  readonly heard: Uint8Array;
  /** All of the memory. */
  readonly bytes: Uint8Array;
  readonly #lists: Readonly<Record<ListName, DataView>>;
  readonly #code: Code;
  #linkType = -1;
  #isKnown = false;
  /** Where the array begins of which it takes records. */
  #base = 0;

  /** Counts in the tables of the summary, which lie in the arrays. */
  constructor(arrays: MemoryArrays, summary: Summary) {
    const { memory } = arrays;
    this.bytes = new Uint8Array(memory.buffer);
    this.heard = arrays.uint8(MAX_FLOWS);
    this.space = arrays.space(CHUNK, HELD);
    const needed = arrays.uint8(NEEDED.length);
    needed.set(NEEDED);
    const code = compiledKernel('count');
    if (code === null) throw new Error('the kernel is asked for where it cannot be compiled');
    const list = (name: ListName) => {
      const { buffer, byteOffset, length } = arrays.uint8(LIST_LENGTH[name] * LIST_ROW[name]);
      return new DataView(buffer, byteOffset, length);
    };
    this.#lists = { unplaced: list('unplaced'), unheard: list('unheard') };
    const given = {
      ...CONSTANTS,
      ...LENGTHS,
      ...places(summary),
      NEEDED: needed.byteOffset,
      HEARD: this.heard.byteOffset,
      LOG_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      SORTED_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      PART_AT: arrays.uint32(PARTS, PARTS).byteOffset,
      BATCH_AT: arrays.uint8(BATCH * ROW).byteOffset,
      UNPLACED_AT: this.#lists.unplaced.byteOffset,
      UNHEARD_AT: this.#lists.unheard.byteOffset,
    };
    const { exports } = new WebAssembly.Instance(code, { env: { memory }, given });
    this.#code = exports as Code;
    this.shared = exports as Shared;
  }

  /** Packets that were counted since they were taken from `shared`. */
  get packets(): number {
    return this.shared.packets.value;
  }

  /** Tells it how the tables stand. */
  resume({ flows, claims }: Statistics): void {
    this.#code.resume(flows.mask, claims.size, claims.isFull ? 1 : 0);
  }

  /** Spreads what is not spread yet. */
  finish(): void {
    this.#code.spreadLog();
  }

  /** Goes through a list, and empties it. */
  drain(name: ListName, use: (list: DataView, at: number) => void): void {
    const length = this.shared[name].value;
    for (let i = 0; i < length; i++) use(this.#lists[name], i * LIST_ROW[name]);
    this.shared[name].value = 0;
  }

  begins(bytes: Uint8Array, linkType: number): boolean {
    if (bytes.buffer !== this.bytes.buffer) return false;
    this.#base = bytes.byteOffset;
    if (linkType === this.#linkType) return this.#isKnown;
    const link = plainLink(linkType);
    this.#linkType = linkType;
    this.#isKnown = link !== null;
    if (link !== null) this.#code.link(link.ip, link.at, link.mask, ...link.words, link.hardware);
    return this.#isKnown;
  }

  pcap(from: number, to: number, most: number, nanoseconds: boolean): number {
    const base = this.#base;
    return this.#code.pcap(base + from, base + to, most, nanoseconds ? 1 : 0) - base;
  }

  pcapng(from: number, to: number, most: number, nanoseconds: boolean, index: number): number {
    const base = this.#base;
    return this.#code.pcapng(base + from, base + to, most, nanoseconds ? 1 : 0, index) - base;
  }

  /** Counts a packet; false, and `shared.stop` says why, if somebody else has to. */
  packet(from: number, to: number, micros: number): boolean {
    return this.#code.packet(from, to, micros) !== 0;
  }
}
