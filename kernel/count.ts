/**
 * The hot loop of `sniff --summary`, in AssemblyScript: TypeScript's syntax, compiled to WebAssembly (`npm run build`). It
 * reads the records of a capture in order, and counts the datagrams that are in order too: UDP over IPv4, whole, their
 * TLVs as they should be. Whatever is anything else it leaves to src/sniff, which knows the rest. It makes no decision
 * that src/ does not make as well, and a property holds the two to one answer.
 *
 * Packets are read into batches (here), and batches are counted (tally.ts): the rows of tables lie far apart, and in a
 * short loop the processor fetches many of them side by side. In long captures a second thread counts (ring.ts).
 *
 * All tables belong to src/sniff/statistics and lie in one memory. Every number that comes from a table of src/ (types,
 * sizes, places) is imported, so that it stands there alone.
 */
import { readDatagram, setLink } from './datagram';
import { PACKET_AT, RECORD_HEADER } from './given';
import { readMessage } from './message';
import { pcapCaptured, pcapngCaptured, plainLength } from './record';
import { add, nextRow } from './ring';
import { TIME } from './row';

export { drain, end, fail, help, isFree, pass, resume, serve } from './ring';
export { spreadLog } from './spread';

/** Why it stopped: no plain record comes next; a datagram has to be looked at with care; src/ is needed to count on. */
const RECORD: u32 = 0;
const DATAGRAM: u32 = 1;
const NEEDED: u32 = 2;
export let stop: u32 = RECORD;

/** Packets read since somebody took them, who makes it 0. */
export let packets: u32 = 0;
const MAX_TIME: u64 = 1 << 53;

/** The link layer of the packets from now on. */
export function link(ip: usize, at: usize, mask: u32, one: u32, other: u32, hardware: i32): void {
  setLink(ip, at, mask, one, other, hardware);
}

/** Takes the packets of pcap records, little-endian, from `from` to `to`; returns where it stopped. */
export function pcap(from: usize, to: usize, most: u32, nanoseconds: bool): usize {
  let at = from;
  stop = RECORD;
  while (stop === RECORD) {
    const captured = pcapCaptured(at, to, most);
    if (captured < 0) break;
    const fraction = load<u32>(at + 4);
    const micros = <f64>load<u32>(at) * 1e6 + <f64>(nanoseconds ? fraction / 1000 : fraction);
    const end = at + RECORD_HEADER + <usize>captured;
    if (!take(at + RECORD_HEADER, end, micros)) break;
    at = end;
  }
  return at;
}

/** The same of the Enhanced Packet Blocks of an interface that have no options; its clock has 10^6 or 10^9 ticks. */
export function pcapng(from: usize, to: usize, most: u32, nanoseconds: bool, index: u32): usize {
  let at = from;
  stop = RECORD;
  while (stop === RECORD) {
    const captured = pcapngCaptured(at, to, most, index);
    if (captured < 0) break;
    const ticks = ((<u64>load<u32>(at + 12)) << 32) | load<u32>(at + 16);
    const micros = nanoseconds ? ticks / 1000 : ticks;
    const packetAt = at + PACKET_AT;
    if (micros >= MAX_TIME || !take(packetAt, packetAt + <usize>captured, <f64>micros)) break;
    at += <usize>plainLength(captured);
  }
  return at;
}

/** Takes the packet that lies there; false if somebody else has to. */
export function packet(from: usize, to: usize, micros: f64): bool {
  stop = RECORD;
  return take(from, to, micros);
}

/** Reads a packet into the batch; false, and `stop` says so, if it is not in order. */
function take(from: usize, to: usize, micros: f64): bool {
  const row = nextRow();
  if (!readDatagram(row, from, to) || !readMessage(row)) {
    stop = DATAGRAM;
    return false;
  }
  store<f64>(row, micros, TIME);
  packets++;
  if (!add()) stop = NEEDED;
  return true;
}
