/**
 * A datagram that is being changed in place, in a buffer that somebody else owns. Nothing here allocates, and no change
 * makes it longer than a datagram can be.
 */
import { HEADER, MAX_DATAGRAM } from '../../wire/table.ts';
import { Walk } from '../../wire/walk.ts';

// TLVs whose places are looked at; a datagram of 65,507 bytes may hold 32,752.
const MAX_PLACES = 512;

export class Workpiece {
  /** At least MAX_DATAGRAM bytes; what lies behind `length` is left over. */
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;
  /** Where the TLVs that `find` found begin and end. */
  readonly starts = new Uint16Array(MAX_PLACES);
  readonly ends = new Uint16Array(MAX_PLACES);
  readonly #walk = new Walk();

  /** Begins a new one in `into`, which holds at least MAX_DATAGRAM bytes, with the first `length` bytes of `content`. */
  begin(into: Uint8Array, content: Uint8Array, length: number): void {
    this.bytes = into;
    this.length = 0;
    this.append(content, 0, length);
  }

  /** The bytes `[from, to)` of `content`, as far as there is room. */
  append(content: Uint8Array, from: number, to: number): void {
    const end = Math.min(to, content.length, from + MAX_DATAGRAM - this.length);
    if (from === 0 && end === content.length) {
      // Without a view, which would be an object for each datagram.
      this.bytes.set(content, this.length);
      this.length += end;
      return;
    }
    for (let at = from; at < end; at++) this.bytes[this.length++] = content[at] ?? 0;
  }

  /** Takes `count` bytes out, as far as they are there. */
  remove(at: number, count: number): void {
    const behind = Math.min(at + count, this.length);
    this.bytes.copyWithin(at, behind, this.length);
    this.length -= behind - at;
  }

  /** Makes room for `count` bytes at `at`, as far as there is any; tells how many. What stands there is left over. */
  open(at: number, count: number): number {
    const room = Math.min(count, MAX_DATAGRAM - this.length);
    this.bytes.copyWithin(at + room, at, this.length);
    this.length += room;
    return room;
  }

  /** Puts the bytes `[from, to)` in once more at `at`, which does not lie inside them. */
  copy(from: number, to: number, at: number): void {
    const room = this.open(at, to - from);
    const source = at <= from ? from + room : from;
    this.bytes.copyWithin(at, source, source + room);
  }

  /** Repeats what stands behind `from` until the datagram is so long. */
  fill(from: number, length: number): void {
    const end = Math.min(length, MAX_DATAGRAM);
    for (let have = this.length - from; have > 0 && this.length < end; have = this.length - from) {
      const more = Math.min(have, end - this.length);
      this.bytes.copyWithin(this.length, from, from + more);
      this.length += more;
    }
  }

  /** Finds the TLVs, the malformed last one included; tells how many: 0 for a wrong header. At most MAX_PLACES. */
  find(): number {
    const walk = this.#walk;
    let count = 0;
    for (walk.start(this.bytes, 0, this.length); count < MAX_PLACES && walk.next(); count++) {
      this.starts[count] = walk.at;
      this.ends[count] = walk.end;
    }
    return count;
  }

  /** Where the body begins, or the end if there is none. */
  get body(): number {
    return Math.min(HEADER.size, this.length);
  }
}
