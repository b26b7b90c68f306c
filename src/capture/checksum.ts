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

/** Folds a sum of words into the 16 bits that a header carries. */
export function checksumOf(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
