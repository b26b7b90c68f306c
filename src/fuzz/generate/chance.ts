/**
 * Chance for the generators: whole numbers from a seed and a place in its sequence. The same two give the same numbers
 * on every machine, and any place is reached at once, so that a case can be named by both and made again alone.
 * Integers throughout, for the mutator asks ten times and more for each of a million cases a second. Not for secrets.
 */

// Rounds until seed and place have reached every bit of the state.
const STIR = 12;

/** Three words that are shifted and added into each other, and a counter that keeps them from short cycles. */
export class Chance {
  #a = 0;
  #b = 0;
  #c = 0;
  #count = 1;

  constructor(seed: number, place = 0) {
    this.begin(seed, place);
  }

  /** Goes to the beginning of place `place` (0..2^53 - 1) of the sequence of `seed` (its lower 32 bits). */
  begin(seed: number, place: number): void {
    this.#a = seed | 0;
    this.#b = place | 0;
    this.#c = (place / 2 ** 32) | 0;
    this.#count = 1;
    for (let round = 0; round < STIR; round++) this.uint32();
  }

  /** 0..2^32 - 1. */
  uint32(): number {
    const mixed = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  }

  /** 0..limit - 1; 0 if `limit` is. At most 2^32. */
  below(limit: number): number {
    return Math.floor((this.uint32() / 2 ** 32) * limit);
  }

  /** From `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  byte(): number {
    return this.uint32() >>> 24;
  }

  /** One of them. RangeError if there is none. */
  pick<T>(list: ArrayLike<T>): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  }
}
