// The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. Sums are carried as plain numbers
// and folded at the end: 64 KiB of 0xffff stay below 2^31.
import { net16 } from './integer.ts';

/** Adds the 16-bit words of `bytes[start, end)` to `sum`; a last odd byte counts as the high half of a word. */
export function addWords(sum: number, bytes: Uint8Array, start: number, end: number): number {
  let total = sum;
  let at = start;
  for (; at + 1 < end; at += 2) total += net16(bytes, at);
  return at < end ? total + ((bytes[at] ?? 0) << 8) : total;
}

/** Folds a sum of words, below 2^32, into the 16 bits that a header carries. */
export function checksumOf(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16);
  return ~folded & 0xffff;
}

/**
 * The sum of the 16-bit words of `data[start, end)` in little-endian order, a last odd byte as a low half. It is a
 * multiple of 0xffff exactly if the sum in network order is (RFC 1071, 2B), and there are two in each integer read: what
 * the whole integers sum up to, less their high halves, are the low ones. Below 2^31 for 64 KiB.
 */
export function littleWords(data: DataView, start: number, end: number): number {
  let whole = 0;
  let high = 0;
  let at = start;
  for (; at + 16 <= end; at += 16) {
    const first = data.getInt32(at, true);
    const second = data.getInt32(at + 4, true);
    const third = data.getInt32(at + 8, true);
    const fourth = data.getInt32(at + 12, true);
    whole = (whole + first + second + third + fourth) | 0;
    high = (high + (first >>> 16) + (second >>> 16) + (third >>> 16) + (fourth >>> 16)) | 0;
  }
  let low = (whole - (high << 16)) | 0;
  for (; at + 2 <= end; at += 2) low = (low + data.getUint16(at, true)) | 0;
  return low + high + (at < end ? data.getUint8(at) : 0);
}

/** A 16-bit number as a little-endian word. */
export function swapped(word: number): number {
  return ((word & 0xff) << 8) | (word >> 8);
}
