/**
 * Peers written by WebAssembly (kernel/peers.ts), a whole answer at a time, from a memory into the same one: what is read
 * and what is written have to lie there.
 */
import type { ByteSpace } from '../../capture/byte-space.ts';
import { compiledKernel } from '../../sniff/compiled.ts';
import { MemoryArrays } from '../../sniff/statistics/arrays.ts';
import { DIGITS } from './put.ts';

const MEMORY = 4 * 1024 * 1024;
const CHUNK = 256 * 1024;
const TEXT = 512 * 1024;
/** What a head may have at most. */
const MOST_HEAD = 16;

/** How a peer is written: what stands before it, and where its fields are in a TLV. */
export interface PeerForm {
  readonly head: string;
  readonly address: number;
  readonly port: number;
}

interface Code {
  put(to: number, from: number, end: number, length: number): number;
}

export class PeerKernel {
  /** Where a capture has to be read into. */
  readonly space: ByteSpace;
  /** Where the text has to be written. */
  readonly text: Uint8Array<ArrayBuffer>;
  readonly #code: Code;
  #asked: Uint8Array | null = null;
  #isNear = false;

  private constructor(module: WebAssembly.Module, arrays: MemoryArrays, { head, address, port }: PeerForm) {
    const { memory } = arrays;
    this.text = arrays.uint8(TEXT);
    this.space = arrays.space(CHUNK, CHUNK);
    const heads = arrays.uint8(MOST_HEAD);
    heads.set(new TextEncoder().encode(head));
    const table = (words: Int32Array | Uint32Array): number => {
      const copy = arrays.uint32(words.length, words.length);
      copy.set(words);
      return copy.byteOffset;
    };
    const peers = {
      DOTTED: table(DIGITS.dotted),
      WITH_COLON: table(DIGITS.withColon),
      SHORT: table(DIGITS.short),
      LONG: table(DIGITS.long),
      HEAD: heads.byteOffset,
      HEAD_LENGTH: head.length,
      ADDRESS_AT: address,
      PORT_AT: port,
    };
    this.#code = new WebAssembly.Instance(module, { env: { memory }, peers }).exports as Code;
  }

  /** Null where WebAssembly lacks what it takes, or memory; and for a head that is too long. */
  static of(form: PeerForm): PeerKernel | null {
    const module = compiledKernel('peers');
    if (module === null || form.head.length > MOST_HEAD) return null;
    const arrays = MemoryArrays.of(MEMORY);
    return arrays === null ? null : new PeerKernel(module, arrays, form);
  }

  /** True if it can write what stands in `bytes`. */
  reaches(bytes: Uint8Array): boolean {
    // To ask an array for its buffer takes longer than to write a peer.
    if (bytes !== this.#asked) this.#isNear = bytes.buffer === this.space.buffer;
    this.#asked = bytes;
    return this.#isNear;
  }

  /** Writes the peers of TLVs that are alike, `bytes[from, end)`, at `at` of the text; returns where they end there. */
  put(at: number, bytes: Uint8Array, from: number, end: number, length: number): number {
    const base = bytes.byteOffset;
    const { byteOffset } = this.text;
    return this.#code.put(byteOffset + at, base + from, base + end, length) - byteOffset;
  }
}
