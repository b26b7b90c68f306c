/**
 * Makes bytes that the fence would hold back harmless, so that a bombardment behind it does not consist of what is not
 * sent: addresses that it refuses become those of peers, and where there is no room for one the type is changed. The
 * fence itself (gate.ts) does not rely on it.
 */
import type { Cidr } from '../../net/cidr.ts';
import { allowsLoopback, insideFence, isLabLike } from '../../net/fence.ts';
import { encodeTlv } from '../../wire/encode.ts';
import { canonicalLength, rowOf, TLV_HEADER, TLVS } from '../../wire/table.ts';
import type { Cast } from '../case.ts';

const TYPE = TLVS['peer-address'].type;
const WHOLE = canonicalLength(rowOf('peer-address'));
const OTHER_TYPE = TYPE | 0x80;

export class Mend {
  readonly #allowed: readonly Cidr[];
  readonly #loopback: boolean;
  /** Peer Addresses of peers that may be announced, whole TLVs. */
  readonly #safe: readonly Uint8Array[];
  /** One of each size 0..WHOLE: what is looked at is copied there, for a view of it would be an object each time. */
  readonly #windows = Array.from({ length: WHOLE + 1 }, (_, size) => new Uint8Array(size));

  constructor(cast: Cast, allowed: readonly Cidr[]) {
    this.#allowed = allowed;
    this.#loopback = allowsLoopback(allowed);
    this.#safe = [...cast.peers, ...cast.absent]
      .map((peer) => encodeTlv({ name: 'peer-address', ...peer }))
      .filter((tlv) => insideFence(tlv, allowed));
  }

  /** Changes `bytes[0, length)` where it must. The same bytes are always mended in the same way. */
  apply(bytes: Uint8Array, length: number): void {
    let kept = 0; // up to here stand addresses that are right: those written next must not undo them
    for (let at = 0; at < length; at++) {
      if (bytes[at] !== TYPE) continue;
      const size = Math.min(WHOLE, length - at);
      if (this.#isRight(bytes, at, size) || (at >= kept && this.#write(bytes, at, size))) kept = at + size;
      else bytes[at] = OTHER_TYPE;
    }
  }

  #isRight(bytes: Uint8Array, at: number, size: number): boolean {
    if (this.#loopback && size === WHOLE && isLabLike(bytes, at + TLV_HEADER.size)) return true;
    const window = this.#window(size);
    for (let i = 0; i < size; i++) window[i] = bytes[at + i] ?? 0;
    return insideFence(window, this.#allowed);
  }

  /** Puts a peer's fields there, whatever the length says; false if even that would not be right. */
  #write(bytes: Uint8Array, at: number, size: number): boolean {
    const tlv = this.#safe[at % this.#safe.length];
    if (tlv === undefined) return false;
    const window = this.#window(size);
    for (let i = TLV_HEADER.size; i < size; i++) window[i] = tlv[i] ?? 0;
    if (!insideFence(window, this.#allowed)) return false;
    for (let i = TLV_HEADER.size; i < size; i++) bytes[at + i] = window[i] ?? 0;
    return true;
  }

  #window(size: number): Uint8Array {
    return this.#windows[size] ?? new Uint8Array(size);
  }
}
