// The headers between IP and its payload: the IPv6 extension headers (RFC 8200 §4) and, for both versions, the
// authentication header in transport mode (RFC 4302). Every header is at least 8 bytes, so the packet bounds the
// chain. Returns the protocol that follows, or -1 when the journey has ended.
import type { FragmentTable } from './fragment.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { net16, u32 } from './integer.ts';
import { PROTOCOL } from './ip-protocol.ts';

/** Steps over the chain that begins with `protocol`. */
export function dissectExtensions(
  frame: FrameCursor,
  protocol: number,
  fragments: FragmentTable | null,
): number {
  let next = protocol;
  while (next >= 0 && isExtension(next, frame.family)) {
    if (!frame.has(8, 'extension header')) return -1;
    next = next === PROTOCOL.fragment ? fragment(frame, fragments) : step(frame, next);
  }
  return next;
}

function isExtension(protocol: number, family: 4 | 6): boolean {
  switch (protocol) {
    case PROTOCOL.authentication:
      return true;
    case PROTOCOL.hopByHop:
    case PROTOCOL.routing:
    case PROTOCOL.fragment:
    case PROTOCOL.destination:
    case PROTOCOL.mobility:
    case PROTOCOL.hip:
    case PROTOCOL.shim6:
      return family === 6;
    default:
      return false;
  }
}

function step(frame: FrameCursor, protocol: number): number {
  const { buffer, at } = frame;
  const units = buffer[at + 1] ?? 0;
  const length = protocol === PROTOCOL.authentication ? (units + 2) * 4 : (units + 1) * 8;
  if (!frame.has(length, 'extension header')) return -1;
  if (protocol === PROTOCOL.routing) frame.finalDestinationAt = finalDestination(frame, length);
  frame.at += length;
  return buffer[at] ?? 0;
}

// RFC 8200 §8.1: a checksum covers the last address of the route, also while segments are left.
function finalDestination(frame: FrameCursor, length: number): number {
  const { buffer, at, finalDestinationAt } = frame;
  const type = buffer[at + 2] ?? 0;
  const left = buffer[at + 3] ?? 0;
  if (left === 0) return finalDestinationAt;
  // Addresses behind us in a reassembled datagram are not in the packet's own bytes.
  if (buffer !== frame.packet || length < 24) return -1;
  if (type === 0 || type === 2) return at + length - 16;
  return type === 4 ? at + 8 : -1;
}

function fragment(frame: FrameCursor, fragments: FragmentTable | null): number {
  const { buffer, at } = frame;
  const next = buffer[at] ?? 0;
  const field = net16(buffer, at + 2);
  const offset = field & 0xfff8;
  const more = (field & 1) !== 0;
  frame.at += 8;
  // RFC 6946: a whole datagram in one fragment has nothing to do with others of its identification.
  if (offset === 0 && !more) return next;
  if (fragments === null || frame.fragments > 1) return stopped(frame, 'other', 'fragment');
  return fragments.add(frame, next, u32(buffer, at + 4, false), offset, more) ? frame.protocol : -1;
}

function stopped(frame: FrameCursor, ending: 'malformed' | 'other', what: string): number {
  frame.stop(ending, what);
  return -1;
}
