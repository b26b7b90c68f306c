// Reassembly of IP fragments (RFC 791, RFC 8200 §4.5, RFC 5722). Bounded: MAX_PENDING datagrams of 64 KiB,
// LIFETIME seconds of capture time, the oldest goes first. A datagram with overlapping pieces is thrown away
// whole, as hosts must for IPv6: nobody can say which bytes the receiver took. An exact repetition of a piece
// (captures of all interfaces have them) is no overlap.
import type { FrameCursor } from './frame-cursor.ts';
import { Reassembly } from './reassembly.ts';
import { timeSeconds } from './timestamp.ts';

const MAX_PENDING = 256;
const LIFETIME = 30;

/** Datagrams that are waiting for pieces, and the counts of those that did not become whole. */
export class FragmentTable {
  /** Datagrams thrown away because pieces overlap. */
  overlapping = 0;
  /** Datagrams with a piece that the snap length cut. */
  cut = 0;
  /** Pieces that repeat one that is there. */
  repeated = 0;
  #expired = 0;
  // Bounded by MAX_PENDING; in the order of first pieces.
  readonly #pending = new Map<string, Reassembly>();

  /** Datagrams that the table holds now, those given up included until their time is over. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Datagrams that never became whole, those still waiting included. */
  get unfinished(): number {
    let count = this.#expired;
    for (const entry of this.#pending.values()) if (!entry.dead) count += 1;
    return count;
  }

  /**
   * Takes the fragment at the cursor. True: it was the last missing one, and the cursor now stands in the whole
   * payload. False: the cursor has ended.
   */
  add(frame: FrameCursor, protocol: number, identification: number, offset: number, more: boolean): boolean {
    const now = frame.time === null ? null : timeSeconds(frame.time);
    this.#expire(now);
    const size = frame.claimedEnd - frame.at;
    if ((more && (size % 8 !== 0 || size === 0)) || offset + size > 0xffff) {
      frame.stop('malformed', 'fragment');
      return false;
    }
    const key = keyOf(frame, protocol, identification);
    const entry = this.#pending.get(key) ?? this.#begin(key, now);
    if (!entry.dead) this.#put(entry, frame, protocol, offset, more);
    if (!entry.whole) {
      if (frame.ending === 'open') frame.stop('other', 'fragment');
      return false;
    }
    this.#pending.delete(key);
    deliver(entry, frame);
    return true;
  }

  #put(entry: Reassembly, frame: FrameCursor, protocol: number, offset: number, more: boolean): void {
    if (frame.end < frame.claimedEnd) {
      this.cut += 1;
      entry.kill();
      frame.stop('cut', 'fragment');
      return;
    }
    const result = entry.put(frame.buffer, frame.at, frame.end, offset, more);
    if (result === 'repeated') this.repeated += 1;
    if (result === 'overlapping') this.overlapping += 1;
    // RFC 8200 §4.5: the first fragment says what the payload is.
    if (result === 'new' && offset === 0) entry.protocol = protocol;
  }

  #begin(key: string, seconds: number | null): Reassembly {
    if (this.#pending.size >= MAX_PENDING) {
      const oldest = this.#pending.keys().next();
      if (!oldest.done) this.#drop(oldest.value);
    }
    const entry = new Reassembly(seconds);
    this.#pending.set(key, entry);
    return entry;
  }

  #expire(now: number | null): void {
    if (now === null) return;
    for (const [key, entry] of this.#pending) {
      if (entry.since === null || now - entry.since <= LIFETIME) return;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    if (this.#pending.get(key)?.dead === false) this.#expired += 1;
    this.#pending.delete(key);
  }
}

// RFC 791 has the protocol in the key, RFC 8200 not.
function keyOf(frame: FrameCursor, protocol: number, identification: number): string {
  const size = frame.family === 4 ? 4 : 16;
  const { packet, sourceAt, destinationAt, family } = frame;
  const source = packet.subarray(sourceAt, sourceAt + size).join('.');
  const destination = packet.subarray(destinationAt, destinationAt + size).join('.');
  return `${source}>${destination}#${identification}/${family === 4 ? protocol : 6}`;
}

function deliver(entry: Reassembly, frame: FrameCursor): void {
  frame.buffer = entry.bytes;
  frame.at = 0;
  frame.end = entry.size;
  frame.claimedEnd = entry.size;
  frame.fragments = entry.pieces;
  frame.protocol = entry.protocol;
}
