/**
 * Lines written by WebAssembly that is compiled from kernel/lines.ts, from a memory into the same one. Here it is loaded and
 * told where everything is; text-lining.ts drives it.
 */
import type { ByteSpace } from '../../capture/byte-space.ts';
import type { RecordTaker } from '../../capture/record-taker.ts';
import { compiledKernel } from '../../sniff/compiled.ts';
import { MAX_NODES } from '../../sniff/internal.ts';
import { CONSTANTS } from '../../sniff/kernel-given.ts';
import { KernelInput, type LinkTeller } from '../../sniff/kernel-input.ts';
import { MemoryArrays } from '../../sniff/statistics/arrays.ts';
import { DIGITS } from './put.ts';
import { FORM, IPV4_KIND, PIECE, putPiece, wordForms } from './word-forms.ts';

const MEMORY = 8 * 1024 * 1024;
/** Long ones, and a long text: each costs a turn of the event loop. */
const CHUNK = 1024 * 1024;
/** Beyond so many bytes the text is full. */
export const FULL = 1024 * 1024;
/** Room behind that for a line: the kernel writes less than 16 bytes for each of a datagram, which has MAX_SENT at most. */
const ROOM = 256 * 1024;
/** How many ends are listed before it stops. */
const LISTED = 1024;
/** Twice as many places as ends, so that one is soon found. */
const SPEAKER_PLACES = 2 * MAX_NODES;
/** An end of a list: the port in the lower 16 of 64 bits, the address above it. */
const END = 8;
const ROW = 64;

/** Why it stopped: no plain record comes next; a datagram needs care; a second is new; the text or a list is full. */
export const STOP = { record: 0, datagram: 1, second: 2, full: 3 } as const;

interface Code extends Shared {
  link: LinkTeller;
  pcap(text: number, from: number, to: number, most: number, nanoseconds: number): number;
  pcapng(text: number, from: number, to: number, most: number, nanoseconds: number, index: number): number;
  packet(text: number, from: number, to: number, seconds: number, fraction: number, digits: number): number;
  forget(): void;
}

/** The numbers that the loop and we share (kernel/lines.ts). To read one takes as long as to write a few peers. */
type Shared = Readonly<
  Record<'stop' | 'second' | 'text' | 'packets' | 'ours' | 'foreignBytes' | 'unheard', WebAssembly.Global>
>;

export class LineKernel implements RecordTaker {
  /** Where a capture has to be read into. */
  readonly space: ByteSpace;
  /** Where it writes. */
  readonly text: Uint8Array;
  /** How many bytes of the text are written. */
  written = 0;
  /** Why it stopped. */
  stop: number = STOP.record;
  /** How many it has taken, and of those of ours; bytes of the others. */
  packets = 0;
  ours = 0;
  foreignBytes = 0;
  readonly #second: Uint8Array;
  readonly #unheard: DataView;
  readonly #code: Code;
  readonly #input: KernelInput;

  private constructor(module: WebAssembly.Module, arrays: MemoryArrays, forms: Uint8Array) {
    const { memory } = arrays;
    this.text = arrays.uint8(FULL + ROOM);
    this.space = arrays.space(2, CHUNK);
    this.#second = arrays.uint8(PIECE);
    const { buffer, byteOffset } = arrays.uint8(LISTED * END);
    this.#unheard = new DataView(buffer, byteOffset, LISTED * END);
    const extra = arrays.uint8(PIECE);
    putPiece(extra, 0, ',extra=');
    const given = {
      ...digitsIn(arrays),
      ...FORM,
      FORMS: copied(arrays, forms),
      IPV4_KIND,
      EXTRA: extra.byteOffset,
      ROW_AT: arrays.uint8(ROW).byteOffset,
      SECOND_AT: this.#second.byteOffset,
      FULL_AT: this.text.byteOffset + FULL,
      SPEAKERS: arrays.uint8(SPEAKER_PLACES * END).byteOffset,
      SPEAKER_MASK: SPEAKER_PLACES - 1,
      MAX_SPEAKERS: MAX_NODES,
      UNHEARD_AT: byteOffset,
      LISTED,
    };
    const imports = { env: { memory }, given: CONSTANTS, 'lines-given': given };
    const { exports } = new WebAssembly.Instance(module, imports);
    this.#code = exports as Code;
    this.#input = new KernelInput(this.space.buffer, this.#code.link);
  }

  /** Null where WebAssembly lacks what it takes, or memory; and for a table with words that it cannot write. */
  static make(): LineKernel | null {
    const module = compiledKernel('lines');
    const forms = wordForms();
    const arrays = module === null || forms === null ? null : MemoryArrays.of(MEMORY);
    return module === null || forms === null || arrays === null
      ? null
      : new LineKernel(module, arrays, forms);
  }

  /** The second that it asks for: since 1970. */
  get second(): number {
    return this.#code.second.value;
  }

  /** Tells it what stands before the fraction of the second that it asks for. */
  say(text: string): void {
    if (!putPiece(this.#second, 0, text)) throw new RangeError(`too long for a second: ${text}`);
  }

  /** Another capture begins: nobody has spoken yet. */
  begin(): void {
    this.#code.forget();
  }

  /** Goes through the ends that have spoken for the first time, and forgets that they are new. */
  drain(hear: (address: number, port: number) => void): void {
    const { unheard } = this.#code;
    const end = unheard.value * END;
    if (end === 0) return;
    for (let at = 0; at < end; at += END) {
      const [low, high] = [this.#unheard.getUint32(at, true), this.#unheard.getUint16(at + 4, true)];
      hear(((high << 16) | (low >>> 16)) >>> 0, low & 0xffff);
    }
    unheard.value = 0;
  }

  begins(bytes: Uint8Array, linkType: number): boolean {
    return this.#input.begins(bytes, linkType);
  }

  pcap(from: number, to: number, most: number, nanoseconds: boolean): number {
    const { base } = this.#input;
    const at = this.#code.pcap(this.#textAt, base + from, base + to, most, nanoseconds ? 1 : 0);
    this.#note();
    return at - base;
  }

  pcapng(from: number, to: number, most: number, nanoseconds: boolean, index: number): number {
    const { base } = this.#input;
    const at = this.#code.pcapng(this.#textAt, base + from, base + to, most, nanoseconds ? 1 : 0, index);
    this.#note();
    return at - base;
  }

  /**
   * Takes a packet of the array that it begins with; false, and `stop` says why, if it does not. Of up to 9 digits of a
   * fraction.
   */
  packet(from: number, to: number, seconds: number, fraction: number, digits: number): boolean {
    const { base } = this.#input;
    const scaled = fraction * 10 ** ((digits > 6 ? 9 : 6) - digits);
    const isTaken = this.#code.packet(this.#textAt, base + from, base + to, seconds, scaled, digits) !== 0;
    this.#note();
    return isTaken;
  }

  get #textAt(): number {
    return this.text.byteOffset + this.written;
  }

  /** What the last call did. */
  #note(): void {
    const code = this.#code;
    const packets = code.packets.value;
    this.stop = code.stop.value;
    if (packets === 0) return;
    const ours = code.ours.value;
    this.packets += packets;
    this.ours += ours;
    if (ours < packets) this.foreignBytes += code.foreignBytes.value;
    if (ours > 0) this.written = code.text.value - this.text.byteOffset;
  }
}

/** Copies a table; returns where it is. */
function copied(arrays: MemoryArrays, { buffer, byteOffset, byteLength }: ArrayBufferView): number {
  const copy = arrays.uint8(byteLength);
  copy.set(new Uint8Array(buffer, byteOffset, byteLength));
  return copy.byteOffset;
}

function digitsIn(arrays: MemoryArrays): Record<string, number> {
  return {
    DOTTED: copied(arrays, DIGITS.dotted),
    WITH_COLON: copied(arrays, DIGITS.withColon),
    SHORT: copied(arrays, DIGITS.short),
    LONG: copied(arrays, DIGITS.long),
    HEX: copied(arrays, DIGITS.hex),
  };
}
