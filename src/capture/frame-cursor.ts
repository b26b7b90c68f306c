// One packet on its way from link layer to UDP payload: where we stand, what has been learned, and how it ended.
// A single object is filled again for each packet, so that bulk work allocates nothing. Each layer moves `at`
// forward, may move the two ends back (padding), and either names the next layer or ends the journey.
import type { Timestamp } from './timestamp.ts';

/** How a journey ended; `open` while it goes on. */
export type Ending = 'open' | 'udp' | 'other' | 'cut' | 'malformed';

/** The state of dissecting one packet. Offsets are into `buffer`; `packetStart` is the packet's first byte. */
export class FrameCursor {
  ending: Ending = 'open';
  /** What it is (`other`), or where it stopped (`cut`, `malformed`). */
  what = '';
  buffer: Uint8Array = new Uint8Array(0);
  packetStart = 0;
  at = 0;
  /** End of the captured bytes of this layer. */
  end = 0;
  /** End that this layer claims, at or beyond `end`: beyond it only if the snap length cut the packet. */
  claimedEnd = 0;
  /** The packet's; ages fragments. */
  time: Timestamp | null = null;

  family: 4 | 6 = 4;
  /** The packet's own bytes hold the addresses, even when `buffer` has become a reassembled datagram. */
  packet: Uint8Array = new Uint8Array(0);
  sourceAt = 0;
  destinationAt = 0;
  /** The destination that the UDP checksum covers: the last of a routing header; -1 if it cannot be known. */
  finalDestinationAt = 0;
  /** Of the payload, after reassembly. */
  protocol = 0;
  /** Pieces that it was put together from; 1 if it came whole. */
  fragments = 1;

  sourcePort = 0;
  destinationPort = 0;
  /** The UDP header's place, checksum field, and its length without the header. */
  udpAt = 0;
  checksum = 0;
  length = 0;
  /** Bytes of the IP payload after the UDP datagram. */
  trailing = 0;

  /** Begins with a packet of which `buffer[start, end)` was captured, `length` long on the wire. */
  begin(buffer: Uint8Array, start: number, end: number, length: number, time: Timestamp | null): void {
    this.ending = 'open';
    this.what = '';
    this.buffer = buffer;
    this.packet = buffer;
    this.packetStart = start;
    this.at = start;
    this.end = end;
    this.claimedEnd = Math.max(end, start + length);
    this.time = time;
    this.fragments = 1;
    this.trailing = 0;
  }

  /** True if `count` bytes are there; if not, the journey ends: cut if the snap length did it, else malformed. */
  has(count: number, what: string): boolean {
    if (this.end - this.at >= count) return true;
    this.stop(this.claimedEnd - this.at >= count ? 'cut' : 'malformed', what);
    return false;
  }

  /** The layer ends at `end` by its own length field. False if that lies beyond the bytes that there were. */
  limit(end: number, what: string): boolean {
    if (end > this.claimedEnd) {
      this.stop('malformed', what);
      return false;
    }
    this.claimedEnd = end;
    if (end < this.end) this.end = end;
    return true;
  }

  stop(ending: Ending, what: string): void {
    this.ending = ending;
    this.what = what;
  }
}
