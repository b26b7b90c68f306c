/**
 * A buffer of text that is used again and again: lines are put into it (put.ts) behind `length`, and whoever prints
 * fetches them. It grows for a line that is long, until it is cleared.
 */

const FIRST_SIZE = 512 * 1024;
const FULL = 256 * 1024;
/** What the functions of put.ts may write too much. */
const MARGIN = 8;

export class ByteText {
  length = 0;
  data: DataView;
  /** All of it, of which `length` bytes are written. */
  bytes: Uint8Array;
  readonly #first: Uint8Array;
  readonly #full: number;

  /** Begins in the array. Beyond so many bytes it should be fetched. */
  constructor(bytes: Uint8Array = new Uint8Array(FIRST_SIZE), full = FULL) {
    this.#first = bytes;
    this.#full = full;
    this.bytes = bytes;
    this.data = viewOf(bytes);
  }

  /** What was written so far; valid until the next line. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** It should be fetched. */
  get isFull(): boolean {
    return this.length >= this.#full || this.bytes !== this.#first;
  }

  /** All of it has been fetched: it begins anew, where it did first. */
  clear(): void {
    this.length = 0;
    if (this.bytes === this.#first) return;
    this.bytes = this.#first;
    this.data = viewOf(this.bytes);
  }

  /** Makes room for so many bytes; `data` may be another one afterwards. */
  reserve(count: number): void {
    const needed = this.length + count + MARGIN;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(needed);
    larger.set(this.written);
    this.bytes = larger;
    this.data = viewOf(larger);
  }

  /** Adds any text, as UTF-8. */
  add(text: string): void {
    // A UTF-16 unit becomes three bytes at most.
    this.reserve(3 * text.length);
    this.length += new TextEncoder().encodeInto(text, this.bytes.subarray(this.length)).written;
  }
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
