/**
 * Unknown TLVs that fill a datagram. Their bytes spell no known TLV at any offset, and a loopback address for
 * whoever reads one there, so that the fence lets them pass.
 */
import type { DraftItem } from '../../wire/craft.ts';
import { TLV_HEADER } from '../../wire/table.ts';

const TYPE = 200;
const BYTE = 0x7f;

/** A TLV of an unknown type with that length on the wire, 2..255. */
export function unknown(type: number, length: number): DraftItem {
  return { name: 'tlv', type, value: new Uint8Array(length - TLV_HEADER.size).fill(BYTE) };
}

/** So many bytes of unknown TLVs; at least 2. */
export function filler(size: number): DraftItem[] {
  const items: DraftItem[] = [];
  for (let left = size; left > 0; ) {
    // What is left for the last one must hold its header.
    const length = left <= MAX ? left : Math.min(MAX, left - TLV_HEADER.size);
    items.push(unknown(TYPE, length));
    left -= length;
  }
  return items;
}

// Not 255: no length is a type number, nor is what is left over one byte short.
const MAX = 250;
