/**
 * What lies in the buffer of a reader that has one and never clears it: at each place the byte of the last
 * datagram that was long enough. What the fence completes a cut address with (fence.ts). True as far as all
 * that the target receives is put in; whoever cannot say so leaves it out. Bounded by the largest datagram.
 */
import { MAX_DATAGRAM } from '../wire/table.ts';

export class Residue {
  readonly #buffer = new Uint8Array(MAX_DATAGRAM);
  #size = 0;

  /** The bytes so far; a view that the next `put` changes. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#size);
  }

  /** A datagram has gone to the target. */
  put(datagram: Uint8Array): void {
    const kept = datagram.subarray(0, MAX_DATAGRAM);
    this.#buffer.set(kept);
    this.#size = Math.max(this.#size, kept.length);
  }
}
