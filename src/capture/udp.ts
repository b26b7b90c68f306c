// UDP (RFC 768): the header, its length against the IP payload, its checksum on demand. A length below 8 or
// beyond the IP payload is malformed; a shorter one ends the datagram, and the bytes after it are told.
import { addWords, checksumOf } from './checksum.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { net16 } from './integer.ts';
import { PROTOCOL } from './ip-protocol.ts';

const HEADER = 8;

/**
 * What a checksum is worth: `absent` is a zero field, `cut` a datagram that the snap length cut, `unknown` one
 * whose last destination cannot be read. Captures on the sending machine often have `wrong` ones: the network
 * card, or nobody on loopback, fills them in later.
 */
export type ChecksumState = 'right' | 'wrong' | 'absent' | 'cut' | 'unknown';

/** Reads the UDP header; on success the cursor ends as `udp`, at the payload. */
export function dissectUdp(frame: FrameCursor): void {
  if (!frame.has(HEADER, 'udp header')) return;
  const { buffer, at } = frame;
  const length = net16(buffer, at + 4);
  if (length < HEADER) {
    frame.stop('malformed', 'udp length');
    return;
  }
  const ipEnd = frame.claimedEnd;
  if (!frame.limit(at + length, 'udp length')) return;
  frame.trailing = ipEnd - frame.claimedEnd;
  frame.sourcePort = net16(buffer, at);
  frame.destinationPort = net16(buffer, at + 2);
  frame.checksum = net16(buffer, at + 6);
  frame.length = length - HEADER;
  frame.udpAt = at;
  frame.at = at + HEADER;
  frame.ending = 'udp';
}

/** The state of the checksum of a frame that ended as `udp`. */
export function udpChecksum(frame: FrameCursor): ChecksumState {
  if (frame.checksum === 0) return 'absent';
  if (frame.end < frame.claimedEnd) return 'cut';
  if (frame.finalDestinationAt < 0) return 'unknown';
  const size = frame.family === 4 ? 4 : 16;
  const length = frame.length + HEADER;
  let sum = PROTOCOL.udp + length;
  sum = addWords(sum, frame.packet, frame.sourceAt, frame.sourceAt + size);
  sum = addWords(sum, frame.packet, frame.finalDestinationAt, frame.finalDestinationAt + size);
  sum = addWords(sum, frame.buffer, frame.udpAt, frame.udpAt + length);
  return checksumOf(sum) === 0 ? 'right' : 'wrong';
}
