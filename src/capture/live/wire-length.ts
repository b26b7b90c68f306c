// cap says how much of a packet it captured, not how long it was. Only one that fills the snap length can have
// been longer, and then the IPv4 header inside knows.
import { net16 } from '../integer.ts';

/** What cap captures of a packet at most. */
export const SNAP_LENGTH = 65_535;

const ETHERNET = 1;
const ETHERNET_HEADER = 14;
const LINUX_SLL = 113;
const SLL_HEADER = 16;
const ETHERTYPE_IPV4 = 0x0800;

/** The length on the wire of `size` bytes at `start`, as far as anybody can tell: never less than `size`. */
export function wireLength(buffer: Uint8Array, start: number, size: number, linkType: number): number {
  if (size < SNAP_LENGTH) return size;
  const header = linkType === ETHERNET ? ETHERNET_HEADER : linkType === LINUX_SLL ? SLL_HEADER : null;
  if (header === null || net16(buffer, start + header - 2) !== ETHERTYPE_IPV4) return size;
  return Math.max(size, header + net16(buffer, start + header + 2));
}
