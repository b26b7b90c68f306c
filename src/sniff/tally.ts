/** A count for each of some words that come from a capture. Bounded: what is new after 256 words is `others`. */

const MAX_WORDS = 256;
const REST = 'others';

export class Tally {
  readonly #counts = new Map<string, number>();

  add(word: string, count = 1): void {
    const key = this.#counts.has(word) || this.#counts.size < MAX_WORDS ? word : REST;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  /** The counts, the highest first; equal ones in the order of their words. */
  entries(): (readonly [word: string, count: number])[] {
    return [...this.#counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
}
