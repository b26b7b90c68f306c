/**
 * Looking up in ascending times, and the extremes of lists of any length.
 */

/** The last of the ascending times that is not after `at`; null if all are. */
export function lastUpTo(times: readonly number[], at: number): number | null {
  const end = countUpTo(times, at);
  return end === 0 ? null : (times[end - 1] ?? null);
}

/** Whether any of the ascending times lies in `[from, to]`. */
export function happened(times: readonly number[], from: number, to: number): boolean {
  const last = lastUpTo(times, to);
  return last !== null && last >= from;
}

/** Those whose ascending times lie in `[from, to]`. */
export function within<T extends { readonly at: number }>(all: readonly T[], from: number, to: number): T[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.at ?? from) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < all.length && (all[end]?.at ?? to) <= to) end += 1;
  return all.slice(low, end);
}

/** The largest, or `least` if none is larger. Unlike Math.max it takes a trace's worth of values. */
export function largest(values: Iterable<number>, least = 0): number {
  let most = least;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** How many of the ascending times are not after `at`. */
function countUpTo(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
