/** What datagrams say, if they are in order (src/wire/walk.ts). */
import { bump } from './bytes';
import { ADDRESS, HEADER_SIZE, HELLO, NEEDED, REQUEST, TLV_SIZE, TYPES } from './given';
import { ASKS, END, HAS_OTHERS, IS_OURS, NAMES, SAYS_HELLO, START } from './row';
import { FOREIGN, OURS, whose } from './whose';

/** Reads whose the datagram is and what one of ours says; false if it is not in order (src/wire/walk.ts). */
export function readMessage(row: usize): bool {
  const start: usize = load<u32>(row, START);
  const end: usize = load<u32>(row, END);
  const kind = whose(row);
  store<u8>(row, kind === OURS ? 1 : 0, IS_OURS);
  if (kind !== OURS) return kind === FOREIGN;
  let hellos: u32 = 0;
  let requests: u32 = 0;
  let addresses: u32 = 0;
  let others: u32 = 0;
  for (let at = start + HEADER_SIZE; at < end; ) {
    if (end - at < TLV_SIZE) return false;
    const head: u32 = load<u16>(at);
    const type = head & 0xff;
    const length: usize = head >> 8;
    if (length < load<u8>(NEEDED + type) || length > end - at) return false;
    // An answer is a long row of TLVs that are alike.
    const behind = end - length;
    let alike: u32 = 1;
    at += length;
    for (; at + 3 * length <= behind && areFour(at, length, head); at += 4 * length) alike += 4;
    for (; at <= behind && load<u16>(at) === head; at += length) alike++;
    if (type === HELLO) hellos += alike;
    else if (type === REQUEST) requests += alike;
    else if (type === ADDRESS) addresses += alike;
    else others += alike;
  }
  store<u16>(row, <u16>hellos, SAYS_HELLO);
  store<u16>(row, <u16>requests, ASKS);
  store<u16>(row, <u16>addresses, NAMES);
  store<u8>(row, others > 0 ? 1 : 0, HAS_OTHERS);
  return true;
}

/** True if four TLVs in a row begin alike. */
function areFour(at: usize, length: usize, head: u32): bool {
  const first = load<u16>(at) ^ head;
  const second = load<u16>(at + length) ^ head;
  const third = load<u16>(at + 2 * length) ^ head;
  return (first | second | third | (load<u16>(at + 3 * length) ^ head)) === 0;
}

/** Counts the TLVs of unknown types, which are few. */
export function countOthers(row: usize): void {
  const end: usize = load<u32>(row, END);
  for (let at: usize = load<u32>(row, START) + HEADER_SIZE; at < end; at += load<u8>(at + 1)) {
    const type: u32 = load<u8>(at);
    if (type !== HELLO && type !== REQUEST && type !== ADDRESS) bump(TYPES + 8 * type, 1);
  }
}
