/**
 * Counts of buckets for many rows, in flat arrays: a page of 64 neighbours is made when
 * one of them is met, so that what is counted again and again stays near. Most counts are small: they have 16 bits, and
 * those that need more a place elsewhere. Nothing is allocated but when it grows. Bounded: MAX_PAGES, 8 MiB, of MAX_ROWS,
 * 2 MiB, and of places elsewhere one for 2^16 that are counted; what finds no place, or is beyond 2^32 in its bucket, is
 * lost.
 */
import { GROWING } from './arrays.ts';
import { MAX_FLOWS } from './flows.ts';
import { grown, nextLength } from './grown.ts';
import { BUCKETS } from './histogram.ts';

export const PAGE_BITS = 6;
const PAGE = 2 ** PAGE_BITS;
export const PAGES_A_ROW = BUCKETS / PAGE;
export const MAX_PAGES = 2 ** 16 - 1;
export const MAX_ROWS = 2 ** 16 - 1;
/** Two rows for each node, of which each flow has two: more are never met, and of them MAX_ROWS find a place. */
export const MOST_ROWS = 4 * MAX_FLOWS;
const MAX_COUNT = 2 ** 32 - 1;
const LOW = 2 ** 16;
const FIRST = 2 ** 4;

export class BucketTable {
  /** Counts that found no place. */
  lost = 0;
  #rows = 0;
  #pages = 0;
  /** By row: its place plus one; 0 is none. */
  places: Uint16Array;
  /** By place: the number of each page plus one; 0 is none. */
  index: Uint16Array;
  /** The low 16 bits of the counts, and by place how often 2^16 is to be added to them. */
  counts: Uint16Array;
  readonly #highs = new Map<number, number>();

  constructor(arrays = GROWING) {
    this.places = arrays.uint16(FIRST, MOST_ROWS);
    this.index = arrays.uint16(FIRST * PAGES_A_ROW, MAX_ROWS * PAGES_A_ROW);
    this.counts = arrays.uint16(FIRST * PAGE, MAX_PAGES * PAGE);
  }

  /** Adds to a bucket of a row. */
  add(row: number, bucket: number, count: number): void {
    const place = this.places[row] ?? 0;
    const page = place === 0 ? 0 : (this.index[(place - 1) * PAGES_A_ROW + (bucket >> PAGE_BITS)] ?? 0);
    const at = (page === 0 ? this.#make(row, bucket >> PAGE_BITS) : page - 1) * PAGE + (bucket & (PAGE - 1));
    const sum = (this.counts[at] ?? 0) + count;
    if (at >= 0 && sum < LOW) this.counts[at] = sum;
    else this.#carry(at, sum, count);
  }

  /** Goes through the buckets of a row and their counts, ascending. */
  each(row: number, use: (bucket: number, count: number) => void): void {
    const place = this.places[row] ?? 0;
    if (place === 0) return;
    for (let i = 0; i < PAGES_A_ROW; i++) {
      const page = this.index[(place - 1) * PAGES_A_ROW + i] ?? 0;
      for (let bucket = 0; page > 0 && bucket < PAGE; bucket++) {
        const count = this.#count((page - 1) * PAGE + bucket);
        if (count > 0) use(i * PAGE + bucket, count);
      }
    }
  }

  #count(at: number): number {
    return (this.counts[at] ?? 0) + LOW * (this.#highs.get(at) ?? 0);
  }

  /** Writes a sum of the low bits that are there and `count`, if it has a place. */
  #carry(at: number, sum: number, count: number): void {
    const high = (this.#highs.get(at) ?? 0) + Math.floor(sum / LOW);
    if (at < 0 || high * LOW > MAX_COUNT) {
      this.lost += count;
      return;
    }
    this.counts[at] = sum % LOW;
    this.#highs.set(at, high);
  }

  /** The number of a new page of the row; -1 if there is no room. */
  #make(row: number, page: number): number {
    const place = this.#place(row);
    if (place < 0 || this.#pages >= MAX_PAGES) return -1;
    if (this.#pages * PAGE === this.counts.length)
      this.counts = grown(this.counts, new Uint16Array(nextLength(this.counts.length, MAX_PAGES * PAGE)));
    this.#pages++;
    this.index[place * PAGES_A_ROW + page] = this.#pages;
    return this.#pages - 1;
  }

  #place(row: number): number {
    while (row >= this.places.length)
      this.places = grown(this.places, new Uint16Array(this.places.length * 2));
    const known = this.places[row] ?? 0;
    if (known > 0) return known - 1;
    if (this.#rows >= MAX_ROWS) return -1;
    if (this.#rows * PAGES_A_ROW === this.index.length)
      this.index = grown(this.index, new Uint16Array(this.index.length * 2));
    this.places[row] = ++this.#rows;
    return this.#rows - 1;
  }
}
