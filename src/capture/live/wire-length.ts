// cap says how much of a packet it captured, not how long it was. Only one that fills the snap length can have
// been longer, and then the IPv4 header inside knows.
import { net16 } from '../integer.ts';
import { SNAP_LENGTH } from './live-protocol.ts';

const ETHERNET = 1;
const ETHERNET_HEADER = 14;
const LINUX_SLL = 113;
const SLL_HEADER = 16;
const ETHERTYPE_IPV4 = 0x0800;

/** The packet's length on the wire, as far as anybody can tell: never less than what was captured. */
export function wireLength(bytes: Uint8Array, linkType: number): number {
  if (bytes.length < SNAP_LENGTH) return bytes.length;
  const header = linkType === ETHERNET ? ETHERNET_HEADER : linkType === LINUX_SLL ? SLL_HEADER : null;
  if (header === null || net16(bytes, header - 2) !== ETHERTYPE_IPV4) return bytes.length;
  return Math.max(bytes.length, header + net16(bytes, header + 2));
}
