/** Whose a datagram is, by its ends and its header (src/sniff/sniffer.ts). */
import { HEADED, HEADER_SIZE, LARGEST_FALSE_MESSAGE, MAX_SENT } from './given';
import { DESTINATION, END, PORTS, SOURCE, START } from './row';

export const OURS: u32 = 1;
export const FOREIGN: u32 = 2;
/** Something that has to be looked at with care. */
export const OTHER: u32 = 0;

/** Ours may have any TLVs yet. */
export function whose(row: usize): u32 {
  const start: usize = load<u32>(row, START);
  const length = load<u32>(row, END) - <u32>start;
  const both = load<u32>(row, PORTS);
  // A node's word to itself, or what may be one.
  if (load<u32>(row, SOURCE) === load<u32>(row, DESTINATION) && both >> 16 === (both & 0xffff)) return OTHER;
  if (length >= HEADER_SIZE && load<u16>(start) === HEADED) return length > MAX_SENT ? OTHER : OURS;
  return length > LARGEST_FALSE_MESSAGE ? FOREIGN : OTHER;
}
