/** Flows: who speaks to whom, how much, and when (src/sniff/statistics/flows.ts). */
import { bump } from './bytes';
import {
  ADDRESS,
  ADDRESSES,
  ANSWERS,
  BATCH,
  BYTES,
  DATAGRAMS,
  DRAWN,
  FIRST,
  FLOW_MASK,
  FLOW_NUMBERS,
  FLOW_PLACES,
  FLOW_SIZE,
  HEARD,
  HELLO,
  HELLO_FIRST,
  HELLO_LAST,
  HELLOS,
  KEY_DESTINATION,
  KEY_PORTS,
  KEY_SOURCE,
  LAST,
  LISTED,
  REQUEST,
  REQUEST_FIRST,
  REQUEST_LAST,
  REQUESTS,
  TYPES,
  UNHEARD,
  UNHEARD_AT,
} from './given';
import { countOthers } from './message';
import {
  ASKS,
  DESTINATION,
  END,
  FLOW,
  HAS_OTHERS,
  HELLO_INTERVAL,
  NAMES,
  PORTS,
  REQUEST_INTERVAL,
  SAYS_HELLO,
  SOURCE,
  START,
  TIME,
} from './row';

/** A row that is of no flow, for it is foreign; one whose flow found no room. */
export const NO_FLOW: i32 = -1;
export const NO_ROOM: i32 = -2;

/** True if the list of flows that nobody has heard of yet may have no room for those of a batch. */
export function unheardFull(): bool {
  return load<u32>(UNHEARD) + BATCH > LISTED;
}

/** The number of the row's flow; -1 if it has none (flows.ts). */
export function flowOf(row: usize): i32 {
  const from = load<u32>(row, SOURCE);
  const to = load<u32>(row, DESTINATION);
  const both = load<u32>(row, PORTS);
  const mask = load<u32>(FLOW_MASK);
  let at = scatter(from, to, both) & mask;
  while (true) {
    const flow = <i32>load<u32>(FLOW_PLACES + 4 * <usize>at) - 1;
    if (flow < 0) return flow;
    const key = FLOW_NUMBERS + FLOW_SIZE * <usize>flow;
    const isIt =
      load<u32>(key + KEY_SOURCE) === from &&
      load<u32>(key + KEY_DESTINATION) === to &&
      load<u32>(key + KEY_PORTS) === both;
    if (isIt) return flow;
    at = (at + 1) & mask;
  }
}

export function scatter(a: u32, b: u32, c: u32): u32 {
  let hash = DRAWN ^ ((a ^ DRAWN) * 0xcc9e2d51);
  hash = (hash ^ (hash >> 15) ^ b) * 0x1b873593;
  hash = (hash ^ (hash >> 16) ^ c) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

/** Counts what the row says, and in the numbers of its flow. The intervals that it ends are noted in it. */
export function countRow(row: usize): void {
  const flow = load<i32>(row, FLOW);
  if (flow === NO_FLOW) return;
  countTypes(row);
  if (flow === NO_ROOM) return;
  const time = load<f64>(row, TIME);
  const bytes = load<u32>(row, END) - load<u32>(row, START);
  if (load<u8>(HEARD + <usize>flow) === 0) hear(flow);
  const numbers = FLOW_NUMBERS + FLOW_SIZE * <usize>flow;
  bump(numbers + DATAGRAMS, 1);
  bump(numbers + BYTES, bytes);
  // Mostly time goes on. Of NaN, which stands for none yet, none of this is true.
  if (load<f64>(numbers + LAST) <= time) store<f64>(numbers + LAST, time);
  else {
    if (!(load<f64>(numbers + FIRST) <= time)) store<f64>(numbers + FIRST, time);
    if (!(load<f64>(numbers + LAST) >= time)) store<f64>(numbers + LAST, time);
  }
  if (load<u16>(row, SAYS_HELLO) > 0) {
    bump(numbers + HELLOS, 1);
    store<f64>(row, regular(numbers + HELLO_FIRST, numbers + HELLO_LAST, time), HELLO_INTERVAL);
  }
  if (load<u16>(row, ASKS) > 0) {
    bump(numbers + REQUESTS, 1);
    store<f64>(row, regular(numbers + REQUEST_FIRST, numbers + REQUEST_LAST, time), REQUEST_INTERVAL);
  }
  const addresses: u32 = load<u16>(row, NAMES);
  if (addresses > 0) {
    bump(numbers + ANSWERS, 1);
    bump(numbers + ADDRESSES, addresses);
  }
}

function countTypes(row: usize): void {
  const hellos: u32 = load<u16>(row, SAYS_HELLO);
  const requests: u32 = load<u16>(row, ASKS);
  const addresses: u32 = load<u16>(row, NAMES);
  if (hellos > 0) bump(TYPES + 8 * HELLO, hellos);
  if (requests > 0) bump(TYPES + 8 * REQUEST, requests);
  if (addresses > 0) bump(TYPES + 8 * ADDRESS, addresses);
  if (load<u8>(row, HAS_OTHERS) === 1) countOthers(row);
}

function hear(flow: i32): void {
  store<u8>(HEARD + <usize>flow, 1);
  const unheard = load<u32>(UNHEARD);
  store<u32>(UNHEARD_AT + 4 * <usize>unheard, <u32>flow);
  store<u32>(UNHEARD, unheard + 1);
}

/** One more of what comes at intervals; returns the time since the last one, -1 if there is none or time ran back. */
function regular(firstAt: usize, lastAt: usize, time: f64): f64 {
  const before = load<f64>(lastAt);
  store<f64>(lastAt, time);
  if (before <= time) return time - before;
  // NaN, which stands for none yet, is not later either.
  if (!(before > time)) store<f64>(firstAt, time);
  return -1;
}
