// IPv4 (RFC 791): the header with its options, lengths believed only as far as the packet goes. The header
// checksum is not judged: network cards compute it after the capture point. Returns the protocol of the payload
// at the cursor, or -1 when the journey has ended.
import type { FragmentTable } from './fragment.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { net16 } from './integer.ts';

/** Steps over the IPv4 header, and through reassembly for a fragment. */
export function dissectIpv4(frame: FrameCursor, fragments: FragmentTable | null): number {
  if (!frame.has(20, 'ipv4 header')) return -1;
  const { buffer, at } = frame;
  const header = ((buffer[at] ?? 0) & 0x0f) * 4;
  if ((buffer[at] ?? 0) >> 4 !== 4) return malformed(frame, 'ipv4 version');
  if (header < 20) return malformed(frame, 'ipv4 header length');
  if (!frame.has(header, 'ipv4 options')) return -1;
  const total = net16(buffer, at + 2);
  // 0 is left by cards that cut large sends themselves (TSO): the packet's own length counts then.
  if (total !== 0 && total < header) return malformed(frame, 'ipv4 total length');
  if (total !== 0 && !frame.limit(at + total, 'ipv4 total length')) return -1;
  frame.family = 4;
  frame.sourceAt = at + 12;
  frame.destinationAt = at + 16;
  frame.finalDestinationAt = at + 16;
  frame.at = at + header;
  return payload(frame, fragments, at);
}

function payload(frame: FrameCursor, fragments: FragmentTable | null, at: number): number {
  const { buffer } = frame;
  const protocol = buffer[at + 9] ?? 0;
  const field = net16(buffer, at + 6);
  const offset = (field & 0x1fff) * 8;
  const more = (field & 0x2000) !== 0;
  if (offset === 0 && !more) return protocol;
  if (fragments === null) return ended(frame);
  const identification = net16(buffer, at + 4);
  return fragments.add(frame, protocol, identification, offset, more) ? protocol : -1;
}

function ended(frame: FrameCursor): number {
  frame.stop('other', 'fragment');
  return -1;
}

function malformed(frame: FrameCursor, what: string): number {
  frame.stop('malformed', what);
  return -1;
}
