/**
 * How whole numbers 0..2^53 are spread, for many rows: how many, smallest, largest, and counts of buckets
 * (histogram.ts). The spreads of parts add up to the spread of the whole. Bounded as the table of buckets is; a value
 * that found no place in it still counts in `n`.
 */
import { type BucketRows, BucketTable } from './bucket-table.ts';
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

/** What is known of them, by row. */
export interface SpreadRows {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly buckets: BucketRows;
}

const AT = { n: 0, min: 1, max: 2 } as const;
const SIZE = 3;
const FIRST = 2 ** 8;

export class Spreads {
  readonly #table: BucketTable;
  readonly #scale: Scale;
  #numbers: Float64Array<ArrayBuffer> = new Float64Array(FIRST * SIZE);

  constructor(scale: Scale, table = new BucketTable()) {
    this.#scale = scale;
    this.#table = table;
  }

  /** Spreads that can be read, not added to. */
  static of(scale: Scale, { numbers, buckets }: SpreadRows): Spreads {
    const spreads = new Spreads(scale, BucketTable.of(buckets));
    spreads.#numbers = numbers;
    return spreads;
  }

  get rows(): SpreadRows {
    return { numbers: this.#numbers, buckets: this.#table.rows };
  }

  /** Values that are in no bucket. */
  get lost(): number {
    return this.#table.lost;
  }

  set lost(count: number) {
    this.#table.lost = count;
  }

  /** What is taken of the table of buckets. */
  get taken(): BucketTable['taken'] {
    return this.#table.taken;
  }

  /** Adds a value to a row. */
  add(row: number, value: number): void {
    this.#note(row, 1, value, value);
    this.#table.add(row, this.#scale.bucketOf(value), 1);
  }

  /** Adds all that a part has in the row. */
  absorb(row: number, { n, min, max, buckets }: Omit<Spread, 'median' | 'p95'>): void {
    if (min === null || max === null) return;
    this.#note(row, n, min, max);
    for (let i = 0; i < buckets.length; i += 2) this.#table.add(row, buckets[i] ?? 0, buckets[i + 1] ?? 0);
  }

  /** Adds all that others, of the same scale, have in a row of theirs. */
  addRow(row: number, others: Spreads, other: number): void {
    const at = other * SIZE;
    const n = others.#numbers[at] ?? 0;
    if (n === 0) return;
    this.#note(row, n, others.#numbers[at + AT.min] ?? 0, others.#numbers[at + AT.max] ?? 0);
    others.#table.each(other, (bucket, count) => this.#table.add(row, bucket, count));
  }

  /** What is known of a row. */
  of(row: number): Spread {
    const at = row * SIZE;
    const [n = 0, min = 0, max = 0] = this.#numbers.subarray(at, at + SIZE);
    if (n === 0) return NO_SPREAD;
    const buckets: number[] = [];
    this.#table.each(row, (bucket, count) => buckets.push(bucket, count));
    const [median, p95] = [0.5, 0.95].map((share) => quantile(this.#scale, buckets, share, min, max));
    return { n, min, max, median: median ?? null, p95: p95 ?? null, buckets };
  }

  #note(row: number, n: number, min: number, max: number): void {
    const at = row * SIZE;
    while (at >= this.#numbers.length)
      this.#numbers = grown(this.#numbers, new Float64Array(this.#numbers.length * 2));
    const numbers = this.#numbers;
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
