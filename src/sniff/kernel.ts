/**
 * The hot loop of `sniff --summary`: WebAssembly that is compiled from kernel/count.ts, and works on the tables of a
 * summary where they lie. Here it is loaded and told where everything is; counting.ts drives it.
 */
import { readFileSync } from 'node:fs';
import type { ByteSpace } from '../capture/byte-space.ts';
import { swapped } from '../capture/checksum.ts';
import { PROTOCOL } from '../capture/ip-protocol.ts';
import { ARPHRD_FRAD, ARPHRD_NETLINK, ARPHRD_RADIOTAP, plainLink } from '../capture/link.ts';
import { RECORD_HEADER } from '../capture/pcap.ts';
import { PACKET_AT, PLAIN_FRAME } from '../capture/pcapng.ts';
import { BLOCK } from '../capture/pcapng-block.ts';
import type { RecordTaker } from '../capture/record-taker.ts';
import { HEADER, MAX_SENT, TLV_HEADER } from '../wire/table.ts';
import { NEEDED } from '../wire/walk.ts';
import { LARGEST_FALSE_MESSAGE } from './internal.ts';
import { MemoryArrays } from './statistics/arrays.ts';
import { PAGE_BITS, PAGES_A_ROW } from './statistics/bucket-table.ts';
import { type Claims, MAX_ALL, MAX_CLAIMS } from './statistics/claims.ts';
import { ADDRESS_AT, PORT_AT, TYPE } from './statistics/content.ts';
import { FLOW, FLOW_SIZE, KEY, MAX_FLOWS } from './statistics/flows.ts';
import { INTERVAL_SCALE } from './statistics/histogram.ts';
import { DRAWN } from './statistics/scatter.ts';
import { SPREAD_SIZE, type Spreads } from './statistics/spreads.ts';
import type { Statistics } from './statistics/statistics.ts';
import type { Summary } from './summary.ts';

/** All tables at their longest, and what a capture is read into: addresses, of which memory is taken where it is written. */
const MEMORY = 64 * 1024 * 1024;
/** Long ones: another core reads one while we work on the other, and each costs a turn of the event loop. */
const CHUNK = 1024 * 1024;
/** A record longer than this is read elsewhere, and not here. */
const STORE = 512 * 1024;

/** Packets that the kernel works on at a time, and how much it leaves to us at most before it stops. */
const BATCH = 64;
const LISTED = 1024;
/** Values that are spread together, and into how many parts they are sorted before. */
const LOG = 2 ** 16;
const PARTS = 2 ** 9;
/** Bytes of a packet of a batch, as kernel/count.ts has it. */
const BATCH_ROW = 64;
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

let compiled: WebAssembly.Module | null | undefined;

/** Null where a processor lacks the instructions that it needs. */
function module(): WebAssembly.Module | null {
  if (compiled === undefined) compiled = compile();
  return compiled;
}

/** Arrays for the tables of a summary that a kernel shall count in; null where WebAssembly lacks what it takes. */
export function kernelArrays(): MemoryArrays | null {
  return module() === null ? null : new MemoryArrays(MEMORY);
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
    this.space = {
      buffer: memory.buffer,
      chunks: [arrays.uint8(CHUNK), arrays.uint8(CHUNK)],
      store: arrays.uint8(STORE),
    };
    const needed = arrays.uint8(NEEDED.length);
    needed.set(NEEDED);
    const code = module();
    if (code === null) throw new Error('the kernel is asked for where it cannot be compiled');
    const list = (name: ListName) => {
      const { buffer, byteOffset, length } = arrays.uint8(LIST_LENGTH[name] * LIST_ROW[name]);
      return new DataView(buffer, byteOffset, length);
    };
    this.#lists = { unplaced: list('unplaced'), unheard: list('unheard') };
    const given = {
      ...CONSTANTS,
      ...places(summary),
      NEEDED: needed.byteOffset,
      HEARD: this.heard.byteOffset,
      LOG_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      SORTED_AT: arrays.uint8(LOG * LOG_ROW).byteOffset,
      PART_AT: arrays.uint32(PARTS, PARTS).byteOffset,
      BATCH_AT: arrays.uint8(BATCH * BATCH_ROW).byteOffset,
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

function compile(): WebAssembly.Module | null {
  // Beside the compiled program, and beside its sources too.
  const code = readFileSync(new URL('../../dist/sniff/count.wasm', import.meta.url));
  try {
    return new WebAssembly.Module(code);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

const FLOAT = Float64Array.BYTES_PER_ELEMENT;
const WORD = Uint32Array.BYTES_PER_ELEMENT;

const CONSTANTS = {
  RECORD_HEADER,
  PACKET_BLOCK: BLOCK.packet,
  PACKET_AT,
  PLAIN_FRAME,
  UDP: PROTOCOL.udp,
  ARPHRD_NETLINK,
  ARPHRD_FRAD,
  ARPHRD_RADIOTAP,
  HEADED: swapped((HEADER.magic << 8) | HEADER.version),
  HEADER_SIZE: HEADER.size,
  TLV_SIZE: TLV_HEADER.size,
  HELLO: TYPE.hello,
  REQUEST: TYPE.request,
  ADDRESS: TYPE.address,
  MAX_SENT,
  LARGEST_FALSE_MESSAGE,
  FLOW_SIZE: FLOW_SIZE * FLOAT,
  KEY_SOURCE: KEY.source * WORD,
  KEY_DESTINATION: KEY.destination * WORD,
  KEY_PORTS: KEY.ports * WORD,
  KEY_NODE: KEY.node * WORD,
  DATAGRAMS: FLOW.datagrams * FLOAT,
  BYTES: FLOW.bytes * FLOAT,
  FIRST: FLOW.first * FLOAT,
  LAST: FLOW.last * FLOAT,
  HELLOS: FLOW.hellos * FLOAT,
  HELLO_FIRST: FLOW.helloFirst * FLOAT,
  HELLO_LAST: FLOW.helloLast * FLOAT,
  REQUESTS: FLOW.requests * FLOAT,
  REQUEST_FIRST: FLOW.requestFirst * FLOAT,
  REQUEST_LAST: FLOW.requestLast * FLOAT,
  ANSWERS: FLOW.answers * FLOAT,
  ADDRESSES: FLOW.addresses * FLOAT,
  MAX_CLAIMS,
  MAX_ALL,
  ADDRESS_AT,
  PORT_AT,
  PAGE_BITS,
  PAGES_A_ROW,
  SPREAD_SIZE: SPREAD_SIZE * FLOAT,
  COARSE_BITS: INTERVAL_SCALE.coarseBits,
  FINE_FROM: INTERVAL_SCALE.from,
  FINE_TO: INTERVAL_SCALE.to,
  FINE_BITS: INTERVAL_SCALE.bits,
  FINE_FIRST: INTERVAL_SCALE.first,
  FAR: INTERVAL_SCALE.far,
  DRAWN,
  BATCH,
  LISTED,
  LOG,
  PARTS,
};

/** Where the tables are. */
function places({ statistics, content }: Summary): Record<string, number> {
  const { flows, claims, intervals, sizes } = statistics;
  return {
    TYPES: content.types.byteOffset,
    FLOW_PLACES: flows.places.byteOffset,
    FLOW_NUMBERS: flows.numbers.byteOffset,
    ...claimPlaces(claims),
    ...spreadPlaces('INTERVAL', intervals),
    ...spreadPlaces('SIZE', sizes),
  };
}

function claimPlaces({ counts, kept, firsts, lasts, nexts, ends }: Claims): Record<string, number> {
  return {
    CLAIM_COUNTS: counts.byteOffset,
    CLAIMS_KEPT: kept.byteOffset,
    CLAIM_FIRSTS: firsts.byteOffset,
    CLAIM_LASTS: lasts.byteOffset,
    CLAIM_NEXTS: nexts.byteOffset,
    CLAIM_PLACES: ends.places.byteOffset,
    CLAIM_MASK: ends.places.length - 1,
    CLAIM_OWNERS: ends.owners.byteOffset,
    CLAIM_ADDRESSES: ends.addresses.byteOffset,
    CLAIM_PORTS: ends.ports.byteOffset,
  };
}

function spreadPlaces(name: string, { numbers, table }: Spreads): Record<string, number> {
  return {
    [`${name}_PLACES`]: table.places.byteOffset,
    [`${name}_INDEX`]: table.index.byteOffset,
    [`${name}_COUNTS`]: table.counts.byteOffset,
    [`${name}_NUMBERS`]: numbers.byteOffset,
  };
}
