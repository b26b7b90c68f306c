/**
 * The hot loop of `sniff --summary`, in AssemblyScript: TypeScript's syntax, compiled to WebAssembly (`npm run build`). It
 * reads the records of a capture in order, and counts the datagrams that are in order too: UDP over IPv4, whole, their
 * TLVs as they should be. Whatever is anything else it leaves to src/sniff, which knows the rest. It makes no decision
 * that src/ does not make as well, and a property holds the two to one answer.
 *
 * Packets are read into a batch, then their flows are looked up, then they are counted, each step for the whole batch:
 * the rows of tables lie far apart, and in a short loop the processor fetches many of them side by side.
 *
 * All tables belong to src/sniff/statistics and lie in one memory. Every number that comes from a table of src/ (types,
 * sizes, places) is imported, so that it stands there alone.
 */
import { setClaims } from './claim';
import { readDatagram, setLink } from './datagram';
import { countRow, flowOf, setMask, unheard } from './flow';
import {
  BATCH,
  BATCH_AT,
  LISTED,
  LOG,
  PACKET_AT,
  PACKET_BLOCK,
  PLAIN_FRAME,
  RECORD_HEADER,
  ROW,
} from './given';
import { readMessage } from './message';
import { DESTINATION, FLOW, IS_OURS, PORTS, RECORD_AT, SOURCE, TIME } from './row';
import { logged, logRow, spreadLog, unplaced } from './spread';

export { claims, claimsFull } from './claim';
export { absent, first, foreignBytes, last, ours, oursBytes, right, unheard } from './flow';
export { spreadLog, unplaced } from './spread';

/** Why it stopped: no plain record comes next; a datagram has to be looked at with care; a flow is new; a list is long. */
const RECORD: u32 = 0;
const DATAGRAM: u32 = 1;
const NEW_FLOW: u32 = 2;
const LIST: u32 = 3;
export let stop: u32 = RECORD;
/** The flow that is new. */
export let source: u32 = 0;
export let destination: u32 = 0;
export let ports: u32 = 0;

/** Packets counted since somebody took them, who makes it 0. */
export let packets: u32 = 0;
/** How many rows are read. */
let size: u32 = 0;
const MAX_TIME: u64 = 1 << 53;

/** How the tables stand, which others may have changed since. */
export function resume(mask: u32, count: u32, isFull: bool): void {
  setMask(mask);
  setClaims(count, isFull);
}

/** The link layer of the packets from now on. */
export function link(ip: usize, at: usize, mask: u32, one: u32, other: u32, hardware: i32): void {
  setLink(ip, at, mask, one, other, hardware);
}

/** Counts the packets of pcap records, little-endian, from `from` to `to`; returns where it stopped. */
export function pcap(from: usize, to: usize, most: u32, nanoseconds: bool): usize {
  let at = from;
  stop = RECORD;
  while (stop === RECORD && to - at >= RECORD_HEADER) {
    const captured = load<u32>(at + 8);
    const packetAt = at + RECORD_HEADER;
    if (captured > most || captured > <u32>(to - packetAt)) break;
    const fraction = load<u32>(at + 4);
    const micros = <f64>load<u32>(at) * 1e6 + <f64>(nanoseconds ? fraction / 1000 : fraction);
    if (!read(at, packetAt, packetAt + captured, micros)) break;
    at = packetAt + captured;
    if (size === BATCH) at = counted(at);
  }
  return counted(at);
}

/** The same of the Enhanced Packet Blocks of an interface that have no options; its clock has 10^6 or 10^9 ticks. */
export function pcapng(from: usize, to: usize, most: u32, nanoseconds: bool, index: u32): usize {
  let at = from;
  stop = RECORD;
  while (stop === RECORD && to - at >= PLAIN_FRAME) {
    const length = load<u32>(at + 4);
    const captured = load<u32>(at + 20);
    if (load<u32>(at) !== PACKET_BLOCK || load<u32>(at + 8) !== index) break;
    if (captured > most || length !== PLAIN_FRAME + ((captured + 3) & ~3)) break;
    if (length > <u32>(to - at) || load<u32>(at + length - 4) !== length) break;
    const ticks = ((<u64>load<u32>(at + 12)) << 32) | load<u32>(at + 16);
    const micros = nanoseconds ? ticks / 1000 : ticks;
    if (micros >= MAX_TIME) break;
    const packetAt = at + PACKET_AT;
    if (!read(at, packetAt, packetAt + captured, <f64>micros)) break;
    at += length;
    if (size === BATCH) at = counted(at);
  }
  return counted(at);
}

/** Counts the packet that lies there; false, and `stop` says why, if somebody else has to. */
export function packet(from: usize, to: usize, micros: f64): bool {
  stop = RECORD;
  return read(from, from, to, micros) && counted(to) === to;
}

/** Reads a packet into the batch; false, with `stop`, if it is not in order. */
function read(recordAt: usize, from: usize, to: usize, micros: f64): bool {
  const row = BATCH_AT + ROW * <usize>size;
  if (!readDatagram(row, from, to) || !readMessage(row)) {
    stop = DATAGRAM;
    return false;
  }
  store<f64>(row, micros, TIME);
  store<u32>(row, <u32>recordAt, RECORD_AT);
  size++;
  return true;
}

/** Counts the batch, which ends at `at`, as far as its flows are known; returns where what was counted ends. */
function counted(at: usize): usize {
  const known = lookUp();
  const end: usize = known < size ? <usize>load<u32>(BATCH_AT + ROW * <usize>known, RECORD_AT) : at;
  if (known < size) stop = NEW_FLOW;
  for (let i: u32 = 0; i < known; i++) countRow(BATCH_AT + ROW * <usize>i);
  for (let i: u32 = 0; i < known; i++) logRow(BATCH_AT + ROW * <usize>i);
  // Each row of the next batch may add three values. Those that find no place are placed soon.
  if (logged + 3 * BATCH > LOG) spreadLog();
  if (stop === RECORD && (unplaced > 0 || unheard + BATCH > LISTED)) stop = LIST;
  packets += known;
  size = 0;
  return end;
}

/** Looks up the flows of the batch; returns how many rows there are before the first one that is new. */
function lookUp(): u32 {
  for (let i: u32 = 0; i < size; i++) {
    const row = BATCH_AT + ROW * <usize>i;
    const flow = load<u8>(row, IS_OURS) === 1 ? flowOf(row) : -1;
    store<i32>(row, flow, FLOW);
  }
  for (let i: u32 = 0; i < size; i++) {
    const row = BATCH_AT + ROW * <usize>i;
    if (load<u8>(row, IS_OURS) === 0 || load<i32>(row, FLOW) >= 0) continue;
    source = load<u32>(row, SOURCE);
    destination = load<u32>(row, DESTINATION);
    ports = load<u32>(row, PORTS);
    return i;
  }
  return size;
}
