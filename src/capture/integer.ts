// Unsigned integers out of bytes, in the byte order that a capture file chose for itself. Results are Numbers
// in 0..2^32-1, never signed. The caller has checked that the bytes are there; a missing byte reads as 0.

/** 16 bits at `at`, least significant byte first if `little`. */
export function u16(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  return little ? a | (b << 8) : (a << 8) | b;
}

/** 32 bits at `at`, least significant byte first if `little`. */
export function u32(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  const c = bytes[at + 2] ?? 0;
  const d = bytes[at + 3] ?? 0;
  return (little ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** 16 bits at `at` in network byte order. */
export function net16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
