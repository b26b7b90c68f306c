/**
 * The third level: where each TLV of a datagram begins and ends, without making an object. The only place that
 * decides it: dissecting, parsing and the node's reading are built on this walk.
 *
 *     const walk = new Walk();
 *     for (walk.start(bytes, 0, bytes.length); walk.next(); ) use(walk.type, walk.at, walk.end, walk.fault);
 */
import { canonicalLength, HEADER, nameOf, rowOf, TLV_HEADER } from './table.ts';

/** What is wrong with a TLV; 0 if nothing is. */
export const Fault = { none: 0, short: 1, cut: 2, stray: 3, fields: 4 } as const;
export type Fault = (typeof Fault)[keyof typeof Fault];

/** §1.1: what the header says of a datagram. */
export const HeaderFault = { none: 0, cut: 1, magic: 2, version: 3 } as const;
export type HeaderFault = (typeof HeaderFault)[keyof typeof HeaderFault];

/** The length that a TLV of each type number needs for its fields, 2 for unknown ones. */
export const NEEDED = Uint8Array.from({ length: 256 }, (_, type) => {
  const name = nameOf(type);
  return name === null ? TLV_HEADER.size : canonicalLength(rowOf(name));
});

/**
 * A reusable cursor over the TLVs of one datagram at a time (§1.1, §1.2), for bulk work: it makes no objects and never
 * throws. `start` a datagram, then `next` until it is false; offsets count from the beginning of the array.
 */
export class Walk {
  /** Offset of the current TLV's type byte. */
  at = 0;
  /** One past the last byte of the current TLV that is really there. */
  end = 0;
  type = 0;
  /** The length byte as it stands; 0 if it is missing (stray). */
  length = 0;
  fault: Fault = Fault.none;
  header: HeaderFault = HeaderFault.none;
  #bytes: Uint8Array = new Uint8Array(0);
  #limit = 0;

  /** Begins the datagram `bytes[from, to)`. With a wrong header there are no TLVs: §1.1 ignores it whole. */
  start(bytes: Uint8Array, from: number, to: number): void {
    // To write an array, which is mostly young, costs more than to look whether it is there already.
    if (this.#bytes !== bytes) this.#bytes = bytes;
    this.header = headerFault(bytes, from, to);
    this.resume(from + HEADER.size);
    this.#limit = this.header === HeaderFault.none ? to : this.end;
  }

  /** Goes on at this offset: for a reader that takes a malformed length for another one (TLV-6). */
  resume(offset: number): void {
    this.end = offset;
    this.fault = Fault.none;
  }

  /**
   * Moves to the next TLV; false at the end of the datagram. A short, cut or stray TLV takes all the bytes up
   * to the end: nothing behind it has a known place, so it is the last.
   */
  next(): boolean {
    const at = this.end;
    if (at >= this.#limit) return false;
    this.at = at;
    this.type = this.#bytes[at] ?? 0;
    const room = this.#limit - at;
    if (room < TLV_HEADER.size) return this.#last(0, Fault.stray);
    const length = this.#bytes[at + 1] ?? 0;
    if (length < TLV_HEADER.size) return this.#last(length, Fault.short);
    if (length > room) return this.#last(length, Fault.cut);
    this.length = length;
    this.end = at + length;
    this.fault = length < (NEEDED[this.type] ?? 0) ? Fault.fields : Fault.none;
    return true;
  }

  /**
   * Moves over the TLVs behind the current one that have its type and length, and returns how many they are: an answer
   * is a long row of them. The current one must have no fault; `at` stays, `end` is behind the last of them.
   */
  repeat(): number {
    const bytes = this.#bytes;
    const { type, length } = this;
    const last = this.#limit - length;
    let at = this.end;
    let count = 0;
    for (; at <= last && bytes[at] === type && bytes[at + 1] === length; at += length) count++;
    this.end = at;
    return count;
  }

  /** Whether the fields of a known type are all there and its own: those of a cut TLV may be. */
  get hasFields(): boolean {
    return (
      nameOf(this.type) !== null &&
      this.fault !== Fault.stray &&
      this.fault !== Fault.short &&
      this.end - this.at >= (NEEDED[this.type] ?? 0)
    );
  }

  #last(length: number, fault: Fault): true {
    this.length = length;
    this.fault = fault;
    this.end = this.#limit;
    return true;
  }
}

function headerFault(bytes: Uint8Array, from: number, to: number): HeaderFault {
  if (to - from < HEADER.size) return HeaderFault.cut;
  if (bytes[from] !== HEADER.magic) return HeaderFault.magic;
  return bytes[from + 1] === HEADER.version ? HeaderFault.none : HeaderFault.version;
}
