/**
 * Counts of buckets for many rows, in flat arrays: a page of 64 neighbours is made when
 * one of them is met, so that what is counted again and again stays near. Nothing is allocated but when it grows.
 * Bounded: MAX_PAGES, 16 MiB, of MAX_ROWS, 2 MiB; what finds no place, or is beyond 2^32 in its bucket, is lost.
 */
import { grown } from './grown.ts';
import { BUCKETS } from './histogram.ts';

const PAGE_BITS = 6;
const PAGE = 2 ** PAGE_BITS;
const PAGES_A_ROW = BUCKETS / PAGE;
const MAX_PAGES = 2 ** 16 - 1;
const MAX_ROWS = 2 ** 16 - 1;
const MAX_COUNT = 2 ** 32 - 1;
const FIRST = 2 ** 4;

export class BucketTable {
  /** Counts that found no place. */
  lost = 0;
  #rows = 0;
  #pages = 0;
  /** By row: its place plus one; 0 is none. */
  #places = new Uint16Array(FIRST);
  /** By place: the number of each page plus one; 0 is none. */
  #index = new Uint16Array(FIRST * PAGES_A_ROW);
  #counts = new Uint32Array(FIRST * PAGE);

  /** Adds to a bucket of a row. */
  add(row: number, bucket: number, count: number): void {
    const place = this.#places[row] ?? 0;
    const page = place === 0 ? 0 : (this.#index[(place - 1) * PAGES_A_ROW + (bucket >> PAGE_BITS)] ?? 0);
    const at = (page === 0 ? this.#make(row, bucket >> PAGE_BITS) : page - 1) * PAGE + (bucket & (PAGE - 1));
    const sum = (this.#counts[at] ?? 0) + count;
    if (at < 0 || sum > MAX_COUNT) this.lost += count;
    else this.#counts[at] = sum;
  }

  /** The buckets of a row and their counts, one after the other, ascending. */
  buckets(row: number): number[] {
    const place = this.#places[row] ?? 0;
    const list: number[] = [];
    if (place === 0) return list;
    for (let i = 0; i < PAGES_A_ROW; i++) {
      const page = this.#index[(place - 1) * PAGES_A_ROW + i] ?? 0;
      for (let bucket = 0; page > 0 && bucket < PAGE; bucket++) {
        const count = this.#counts[(page - 1) * PAGE + bucket] ?? 0;
        if (count > 0) list.push(i * PAGE + bucket, count);
      }
    }
    return list;
  }

  /** The number of a new page of the row; -1 if there is no room. */
  #make(row: number, page: number): number {
    const place = this.#place(row);
    if (place < 0 || this.#pages >= MAX_PAGES) return -1;
    if (this.#pages * PAGE === this.#counts.length)
      this.#counts = grown(this.#counts, new Uint32Array(this.#counts.length * 2));
    this.#pages++;
    this.#index[place * PAGES_A_ROW + page] = this.#pages;
    return this.#pages - 1;
  }

  #place(row: number): number {
    while (row >= this.#places.length)
      this.#places = grown(this.#places, new Uint16Array(this.#places.length * 2));
    const known = this.#places[row] ?? 0;
    if (known > 0) return known - 1;
    if (this.#rows >= MAX_ROWS) return -1;
    if (this.#rows * PAGES_A_ROW === this.#index.length)
      this.#index = grown(this.#index, new Uint16Array(this.#index.length * 2));
    this.#places[row] = ++this.#rows;
    return this.#rows - 1;
  }
}
