/**
 * How a measured time is spread over those for whom it was measured.
 */

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Null for no values at all. */
export function percentiles(values: readonly number[]): Percentiles | null {
  const sorted = Float64Array.from(values).sort();
  const max = sorted.at(-1);
  if (max === undefined) return null;
  // The smallest value that so many percent do not exceed.
  const of = (percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? max;
  return { count: sorted.length, p50: of(50), p90: of(90), p99: of(99), max };
}
