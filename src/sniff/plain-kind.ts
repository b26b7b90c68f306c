/** What plain datagrams are to us, by their headers, as a column. */
import type { PlainDatagrams } from '../capture/plain-datagrams.ts';
import { HEADER } from '../wire/table.ts';
import { LARGEST_FALSE_MESSAGE } from './internal.ts';

/** What a datagram is: ours, foreign for sure, or something that has to be looked at with care. */
export const KIND = { other: 0, ours: 1, foreign: 2 } as const;

const HEADED = (HEADER.magic << 8) | HEADER.version;

/** Tells the first `size` datagrams apart; ours may have any TLVs yet. */
export function sortKinds(
  { data, plain, starts, ends, sources, destinations, ports }: PlainDatagrams,
  size: number,
  kinds: Uint8Array,
): void {
  for (let i = 0; i < size; i++) {
    const [start, length] = [starts[i] ?? 0, (ends[i] ?? 0) - (starts[i] ?? 0)];
    const both = ports[i] ?? 0;
    // A node's word to itself, or what may be one.
    const isOwn = sources[i] === destinations[i] && both >>> 16 === (both & 0xffff);
    if (plain[i] === 0 || isOwn) kinds[i] = KIND.other;
    else if (length >= HEADER.size && data.getUint16(start) === HEADED) kinds[i] = KIND.ours;
    else kinds[i] = length > LARGEST_FALSE_MESSAGE ? KIND.foreign : KIND.other;
  }
}
