// IPv6 (RFC 8200): the fixed header. Its payload may be a chain of extension headers: extension.ts. Returns the
// next header at the cursor, or -1 when the journey has ended. Jumbograms (RFC 2675) are counted, not followed.
import type { FrameCursor } from './frame-cursor.ts';
import { net16 } from './integer.ts';
import { PROTOCOL } from './ip-protocol.ts';

const HEADER = 40;

/** Steps over the IPv6 header. */
export function dissectIpv6(frame: FrameCursor): number {
  if (!frame.has(HEADER, 'ipv6 header')) return -1;
  const { buffer, at } = frame;
  if ((buffer[at] ?? 0) >> 4 !== 6) return stopped(frame, 'malformed', 'ipv6 version');
  const next = buffer[at + 6] ?? 0;
  const length = net16(buffer, at + 4);
  if (length === 0 && next === PROTOCOL.hopByHop) return stopped(frame, 'other', 'ipv6 jumbogram');
  if (!frame.limit(at + HEADER + length, 'ipv6 payload length')) return -1;
  frame.family = 6;
  frame.sourceAt = at + 8;
  frame.destinationAt = at + 24;
  frame.finalDestinationAt = at + 24;
  frame.at = at + HEADER;
  return next;
}

function stopped(frame: FrameCursor, ending: 'malformed' | 'other', what: string): number {
  frame.stop(ending, what);
  return -1;
}
