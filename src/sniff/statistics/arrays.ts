import type { ByteSpace } from '../../capture/byte-space.ts';

/** Where tables get their arrays. */
export interface Arrays {
  /** At least `first` numbers, 0 all of them: as many as a table begins with. It will never need more than `most`. */
  float64(first: number, most: number): Float64Array;
  uint32(first: number, most: number): Uint32Array;
  uint16(first: number, most: number): Uint16Array;
}

/** Arrays of their own, small at first: the tables make larger ones as they grow (grown.ts). */
export const GROWING: Arrays = {
  float64: (first) => new Float64Array(first),
  uint32: (first) => new Uint32Array(first),
  uint16: (first) => new Uint16Array(first),
};

const PAGE = 64 * 1024;
/** A record longer than this is read elsewhere. */
const STORE = 512 * 1024;
/** Streams and gzip give no longer chunks. */
const HELD = 256 * 1024;
/** Room for the head of any UDP datagram. */
const HEADROOM = 128 * 1024;
/** Each array begins at a line of the processor's cache. */
const LINE = 64;

/**
 * Arrays side by side in a memory of WebAssembly, each as long as it may ever get: the system gives memory for what is
 * written, and whoever works on them there need not follow them.
 */
export class MemoryArrays implements Arrays {
  readonly memory: WebAssembly.Memory;
  #at = PAGE;

  private constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
  }

  /**
   * With room for so many bytes in all; null where the system has no addresses for it: V8 takes 10 GiB of them for each
   * memory, which a limit on them (`ulimit -v`) does not leave. Shared ones may be worked on by several threads.
   */
  static of(bytes: number, sharing: 'shared' | 'own' = 'own'): MemoryArrays | null {
    const pages = 1 + Math.ceil(bytes / PAGE);
    try {
      return new MemoryArrays(
        new WebAssembly.Memory({ initial: pages, maximum: pages, shared: sharing === 'shared' }),
      );
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  float64(_first: number, most: number): Float64Array {
    return new Float64Array(this.memory.buffer, this.#take(most * Float64Array.BYTES_PER_ELEMENT), most);
  }

  uint32(_first: number, most: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.#take(most * Uint32Array.BYTES_PER_ELEMENT), most);
  }

  uint16(_first: number, most: number): Uint16Array {
    return new Uint16Array(this.memory.buffer, this.#take(most * Uint16Array.BYTES_PER_ELEMENT), most);
  }

  uint8(most: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, this.#take(most), most);
  }

  /** A place to read a capture into: so many chunks of so many bytes. */
  space(count: number, chunk: number): ByteSpace {
    return {
      buffer: this.memory.buffer,
      chunks: Array.from({ length: count }, () => this.uint8(HEADROOM + chunk).subarray(HEADROOM)),
      headroom: HEADROOM,
      held: this.uint8(HELD),
      store: this.uint8(STORE),
    };
  }

  #take(bytes: number): number {
    const at = this.#at;
    this.#at += Math.ceil(bytes / LINE) * LINE;
    return at;
  }
}
