/**
 * A buffer of text that is used again and again: lines are put into it (put.ts) behind `length`, and whoever prints
 * fetches them. It grows with what is reserved for a line and never shrinks.
 */

const FIRST_SIZE = 512 * 1024;
/** Beyond so many bytes the text should be fetched. */
const FULL = 256 * 1024;
/** What the functions of put.ts may write too much. */
const MARGIN = 8;

export class ByteText {
  length = 0;
  data: DataView;
  /** All of it, of which `length` bytes are written. */
  bytes: Uint8Array<ArrayBuffer>;

  /** Begins in the array, which is the first that it fills. */
  constructor(bytes = new Uint8Array(FIRST_SIZE)) {
    this.bytes = bytes;
    this.data = viewOf(bytes);
  }

  /** What was written so far; valid until the next line. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  get isFull(): boolean {
    return this.length >= FULL;
  }

  /** Makes room for so many bytes; `data` may be another one afterwards. */
  reserve(count: number): void {
    const needed = this.length + count + MARGIN;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
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
