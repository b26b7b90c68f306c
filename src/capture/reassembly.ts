// One datagram on its way to be whole: its bytes, and a bit for each unit of eight bytes that is there. Bounded
// by 64 KiB of bytes and 1 KiB of bits, however many pieces come; both grow with the pieces.

/** What became of a piece. */
export type PieceResult = 'new' | 'repeated' | 'overlapping';

const MAX_UNITS = 8192;

/** The pieces of one datagram. */
export class Reassembly {
  /** Seconds since 1970 when its first piece came, or null. */
  readonly since: number | null;
  bytes: Uint8Array = new Uint8Array(0);
  /** The payload's protocol, by its first piece. */
  protocol = 0;
  pieces = 0;
  /** True after pieces that cannot be one datagram: later pieces are ignored. */
  dead = false;
  #present: Uint8Array = new Uint8Array(MAX_UNITS / 8);
  #units = 0;
  // By the last piece; -1 before it has come.
  #size = -1;
  #reach = 0;

  constructor(since: number | null) {
    this.since = since;
  }

  get whole(): boolean {
    return !this.dead && this.#size >= 0 && this.#units === Math.ceil(this.#size / 8);
  }

  /** Bytes of the whole datagram. */
  get size(): number {
    return Math.max(this.#size, 0);
  }

  /** Adds `source[from, to)` at `offset`, a multiple of 8; `more` says that it is not the last piece. */
  put(source: Uint8Array, from: number, to: number, offset: number, more: boolean): PieceResult {
    const end = offset + (to - from);
    if (this.#contradicts(end, more)) return this.#overlap();
    const known = this.#count(offset, end);
    if (known > 0) {
      const repeated = known === unitsOf(offset, end) && this.#equals(source, from, to, offset);
      return repeated ? 'repeated' : this.#overlap();
    }
    this.#reserve(end);
    this.bytes.set(source.subarray(from, to), offset);
    this.#mark(offset, end);
    if (!more) this.#size = end;
    this.#reach = Math.max(this.#reach, end);
    this.pieces += 1;
    return 'new';
  }

  /** Gives it up; its memory goes at once. */
  kill(): void {
    this.dead = true;
    this.bytes = new Uint8Array(0);
    this.#present = new Uint8Array(0);
  }

  // Two ends, or bytes beyond the end.
  #contradicts(end: number, more: boolean): boolean {
    if (this.#size >= 0) return more ? end > this.#size : end !== this.#size;
    return !more && this.#reach > end;
  }

  #overlap(): PieceResult {
    this.kill();
    return 'overlapping';
  }

  #count(offset: number, end: number): number {
    let count = 0;
    for (let unit = offset >> 3; unit < (end + 7) >> 3; unit += 1) {
      count += ((this.#present[unit >> 3] ?? 0) >> (unit & 7)) & 1;
    }
    return count;
  }

  #mark(offset: number, end: number): void {
    for (let unit = offset >> 3; unit < (end + 7) >> 3; unit += 1) {
      this.#present[unit >> 3] = (this.#present[unit >> 3] ?? 0) | (1 << (unit & 7));
    }
    this.#units += unitsOf(offset, end);
  }

  #equals(source: Uint8Array, from: number, to: number, offset: number): boolean {
    for (let index = 0; index < to - from; index += 1) {
      if (source[from + index] !== this.bytes[offset + index]) return false;
    }
    return true;
  }

  #reserve(end: number): void {
    if (end <= this.bytes.length) return;
    const larger = new Uint8Array(Math.min(Math.max(end, this.bytes.length * 2), 65_536));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

function unitsOf(offset: number, end: number): number {
  return ((end + 7) >> 3) - (offset >> 3);
}
