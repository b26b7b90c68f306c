/** The larger array, beginning with what is in the smaller one. */
export function grown<T extends Float64Array | Uint32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
