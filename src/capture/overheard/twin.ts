/**
 * One datagram that was captured twice, as by a capture of all interfaces: the same bytes between the same ends
 * within 1 ms, on another interface or with another link header. What a node sends twice comes by the same way
 * twice, so it stays two. Bounded: the last RECENT datagrams are looked at.
 */
import { equal } from '../../wire/bytes.ts';

export interface Sight {
  readonly at: number;
  /** Source and destination, as one text. */
  readonly ends: string;
  readonly bytes: Uint8Array;
  /** The interface, by its place in the file. */
  readonly on: number;
  /** The bytes before the IP header. */
  readonly link: Uint8Array;
}

const NEAR_MS = 1;
const RECENT = 64;

export class Twins {
  #recent: Sight[] = [];

  /** True if the datagram was there before by another way; else it is remembered. */
  isTwin(sight: Sight): boolean {
    this.#recent = this.#recent.filter(({ at }) => Math.abs(sight.at - at) <= NEAR_MS).slice(-RECENT);
    const first = this.#recent.findIndex((other) => isSame(sight, other));
    if (first >= 0) {
      this.#recent.splice(first, 1); // one twin each: a third copy is a second datagram's
      return true;
    }
    this.#recent.push({ ...sight, bytes: sight.bytes.slice(), link: sight.link.slice() });
    return false;
  }
}

function isSame(a: Sight, b: Sight): boolean {
  return a.ends === b.ends && (a.on !== b.on || !equal(a.link, b.link)) && equal(a.bytes, b.bytes);
}
