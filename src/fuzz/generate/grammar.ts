/**
 * Datagrams from the grammar of the protocol: right, nearly right and wrong ones. A seed and a number give a datagram
 * again.
 */
import fc from 'fast-check';
import type { Cast } from '../case.ts';
import { Chance } from './chance.ts';
import type { Mend } from './mend.ts';
import { anyOf, productions } from './production.ts';

/** Made at once, for each beginning of fast-check costs as much as many datagrams. */
const BATCH = 256;

export class Grammar {
  /** Number of the datagram that `next` makes. */
  number = 0;
  readonly #seed: number;
  readonly #mend: Mend | null;
  readonly #datagram: fc.Arbitrary<Uint8Array>;
  #batch: readonly Uint8Array[] = [];
  #batchNumber = -1;

  /** `mend`: where the fence would hold datagrams back; null where everything may be announced. */
  constructor(cast: Cast, seed: number, mend: Mend | null) {
    this.#seed = seed;
    this.#mend = mend;
    this.#datagram = anyOf(productions(cast));
  }

  next(): Uint8Array {
    return this.at(this.number++);
  }

  /** The datagram of any number. One out of order costs as much as a batch of them. */
  at(number: number): Uint8Array {
    const batch = Math.floor(number / BATCH);
    if (batch !== this.#batchNumber) this.#make(batch);
    return this.#batch[number % BATCH] ?? new Uint8Array(0);
  }

  #make(batch: number): void {
    const seed = new Chance(this.#seed, batch).uint32() | 0;
    this.#batch = fc.sample(this.#datagram, { seed, numRuns: BATCH }).map((made) => {
      const datagram = made.slice(); // arbitraries may give the same bytes again
      this.#mend?.apply(datagram, datagram.length);
      return datagram;
    });
    this.#batchNumber = batch;
  }
}
