/** The larger array, beginning with what is in the smaller one. */
export function grown<T extends Float64Array | Uint32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const SMALL = 2 ** 16;

/**
 * How long an array of so many becomes: twice as long while it is small, and then as long as it may ever get. The system
 * gives memory for what is written, and the arrays that are left behind by growing are all small.
 */
export function nextLength(length: number, most: number): number {
  return length < SMALL ? Math.min(2 * length, most) : most;
}
