/**
 * Between the times of a trace, in ms from anywhere, and those of a capture, in ns since 1970. What a clock counts
 * in whole nanoseconds comes back as it was.
 */

/** Nanoseconds since 1970; 0 for what would be before. `epochMs` is a whole number. */
export function captureNs(at: number, epochMs: number): bigint {
  const ns = BigInt(Math.round(at * 1e6)) + BigInt(epochMs) * 1_000_000n;
  return ns < 0n ? 0n : ns;
}

/** Milliseconds of the trace. */
export function traceMs(ns: bigint, epochMs: number): number {
  return Number(ns - BigInt(epochMs) * 1_000_000n) / 1e6;
}
