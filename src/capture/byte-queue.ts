// The unread bytes of a file that comes in chunks. While a chunk is worked on nothing is copied; only what is
// left of it when the next one is asked for moves into storage of our own, so a source may reuse its buffer. There
// the record that two chunks share is made whole by the head of the second one, which is then worked on in its place; or it
// is put before the second one, where a space has room for that.
// Bounded by the largest record that a parser waits for plus one chunk: storage grows with bytes that came,
// never with a length that a file claims.

import { type ByteSpace, isInChunks } from './byte-space.ts';

/** So much of a chunk is copied at first to make a record whole. */
const HEAD = 4096;

/** Unread bytes: `buffer[start, end)`, the first of them at `offset` in the file. */
export class ByteQueue {
  buffer: Uint8Array = new Uint8Array(0);
  /** The same bytes, to read integers. */
  data: DataView = new DataView(new ArrayBuffer(0));
  start = 0;
  end = 0;
  /** Position of `start` in the (decompressed) file. */
  offset = 0;
  #store: Uint8Array = new Uint8Array(0);
  /** The chunk of which `buffer` holds the first `#copied` bytes, and they only; null if there is none. */
  #chunk: Uint8Array | null = null;
  #copied = 0;
  readonly #space: ByteSpace | null;

  /** What is left of chunks is kept in the space, as long as it has room. */
  constructor(space: ByteSpace | null = null) {
    this.#space = space;
  }

  get size(): number {
    return this.end - this.start;
  }

  /** Adds bytes at the end. The chunk must stay as it is until `retain`. */
  push(chunk: Uint8Array): void {
    while (this.refill());
    if (this.size === 0) {
      this.#read(chunk, 0, chunk.length);
      return;
    }
    if (this.size <= this.#headroom(chunk)) {
      this.#join(chunk);
      return;
    }
    this.#chunk = chunk;
    this.#copied = 0;
    this.refill();
  }

  /** Brings more of the pushed bytes into the buffer; false if it holds all of them. */
  refill(): boolean {
    const chunk = this.#chunk;
    if (chunk === null) return false;
    if (this.size <= this.#copied) {
      this.#chunk = null;
      this.#read(chunk, this.#copied - this.size, chunk.length);
      return true;
    }
    const part = chunk.subarray(this.#copied, Math.max(HEAD, 2 * this.#copied));
    this.#append(part);
    this.#copied += part.length;
    if (this.#copied === chunk.length) this.#chunk = null;
    return true;
  }

  /** Drops `count` bytes at the front; the caller has seen that they are there. */
  consume(count: number): void {
    this.start += count;
    this.offset += count;
  }

  /** Lets go of the pushed chunk: what is unread moves to our own storage. */
  retain(): void {
    if (this.buffer === this.#store) return;
    const rest = this.size;
    if (rest > this.#store.length) this.#store = this.#room(Math.max(rest, 4096));
    this.#store.set(this.buffer.subarray(this.start, this.end));
    this.#adopt(rest);
  }

  #headroom(chunk: Uint8Array): number {
    return this.#space !== null && isInChunks(this.#space, chunk) ? this.#space.headroom : 0;
  }

  /** Puts what is unread right before the chunk. */
  #join(chunk: Uint8Array): void {
    const rest = this.size;
    const whole = new Uint8Array(chunk.buffer, chunk.byteOffset - rest, rest + chunk.length);
    whole.set(this.buffer.subarray(this.start, this.end));
    this.#read(whole, 0, whole.length);
  }

  #append(chunk: Uint8Array): void {
    this.retain();
    const total = this.size + chunk.length;
    if (this.end + chunk.length > this.#store.length) this.#makeRoom(total);
    this.#store.set(chunk, this.end);
    this.end += chunk.length;
  }

  // Half as much again, so that a large record in many small chunks costs a linear number of copies.
  #makeRoom(total: number): void {
    const rest = this.size;
    if (total <= this.#store.length) {
      this.#store.copyWithin(0, this.start, this.end);
    } else {
      const larger = this.#room(Math.max(total, Math.ceil(this.#store.length * 1.5)));
      larger.set(this.buffer.subarray(this.start, this.end));
      this.#store = larger;
    }
    this.#adopt(rest);
  }

  /** Another store, of so many bytes at least. The space has one only, so that it is never followed by itself. */
  #room(length: number): Uint8Array {
    const store = this.#space?.store;
    return store !== undefined && length <= store.length ? store : new Uint8Array(length);
  }

  #adopt(size: number): void {
    this.#read(this.#store, 0, size);
  }

  #read(buffer: Uint8Array, start: number, end: number): void {
    if (buffer !== this.buffer) this.data = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    this.buffer = buffer;
    this.start = start;
    this.end = end;
  }
}
