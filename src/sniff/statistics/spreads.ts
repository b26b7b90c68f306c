/**
 * How whole numbers 0..2^53 are spread, for many rows: how many, smallest, largest, and counts of buckets
 * (histogram.ts). The spreads of parts add up to the spread of the whole. Bounded as the table of buckets is; a value
 * that found no place in it still counts in `n`.
 */

import { GROWING } from './arrays.ts';
import { BucketTable, MOST_ROWS } from './bucket-table.ts';
import { grown } from './grown.ts';
import { type BucketCounts, quantile, type Scale } from './histogram.ts';

/** Values in the unit of the row; null if there is none. */
export interface Spread {
  readonly n: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly median: number | null;
  readonly p95: number | null;
  readonly buckets: BucketCounts;
}

const AT = { n: 0, min: 1, max: 2 } as const;
export const SPREAD_SIZE = 3;
const FIRST = 2 ** 8;

export class Spreads {
  readonly table: BucketTable;
  numbers: Float64Array;
  readonly #scale: Scale;

  constructor(scale: Scale, arrays = GROWING) {
    this.#scale = scale;
    this.table = new BucketTable(arrays);
    this.numbers = arrays.float64(FIRST * SPREAD_SIZE, MOST_ROWS * SPREAD_SIZE);
  }

  /** Values that are in no bucket. */
  get lost(): number {
    return this.table.lost;
  }

  set lost(count: number) {
    this.table.lost = count;
  }

  /** Adds a value to a row. */
  add(row: number, value: number): void {
    this.#note(row, 1, value, value);
    this.table.add(row, this.#scale.bucketOf(value), 1);
  }

  /** Counts a value of a row whose number and bounds somebody has noted already. */
  place(row: number, value: number): void {
    this.table.add(row, this.#scale.bucketOf(value), 1);
  }

  /** Adds all that a part has in the row. */
  absorb(row: number, { n, min, max, buckets }: Omit<Spread, 'median' | 'p95'>): void {
    if (min === null || max === null) return;
    this.#note(row, n, min, max);
    for (let i = 0; i < buckets.length; i += 2) this.table.add(row, buckets[i] ?? 0, buckets[i + 1] ?? 0);
  }

  /** What is known of a row. */
  of(row: number): Spread {
    const at = row * SPREAD_SIZE;
    const [n = 0, min = 0, max = 0] = this.numbers.subarray(at, at + SPREAD_SIZE);
    if (n === 0) return NO_SPREAD;
    const buckets: number[] = [];
    this.table.each(row, (bucket, count) => buckets.push(bucket, count));
    const [median, p95] = [0.5, 0.95].map((share) => quantile(this.#scale, buckets, share, min, max));
    return { n, min, max, median: median ?? null, p95: p95 ?? null, buckets };
  }

  #note(row: number, n: number, min: number, max: number): void {
    const at = row * SPREAD_SIZE;
    while (at >= this.numbers.length)
      this.numbers = grown(this.numbers, new Float64Array(this.numbers.length * 2));
    const numbers = this.numbers;
    const before = numbers[at] ?? 0;
    numbers[at] = before + n;
    if (before === 0 || min < (numbers[at + AT.min] ?? 0)) numbers[at + AT.min] = min;
    if (before === 0 || max > (numbers[at + AT.max] ?? 0)) numbers[at + AT.max] = max;
  }
}

/** Of no values. */
const NO_SPREAD: Spread = {
  n: 0,
  min: null,
  max: null,
  median: null,
  p95: null,
  buckets: [],
};
