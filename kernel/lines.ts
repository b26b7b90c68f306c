/**
 * The hot loop of `sniff` in lines, in AssemblyScript (count.ts says more of that). It reads the records of a capture in
 * order, and writes a line for each datagram of ours that is in order too; foreign ones are counted. Whatever is anything
 * else it leaves to src/sniff, whose careful way writes the same bytes (src/report/sniff-text.ts).
 */
import { readHeaders, setLink } from './datagram';
import { putEnd, putFraction, putPiece } from './digits';
import { HEADER_SIZE, PACKET_AT, RECORD_HEADER } from './given';
import { FULL_AT, ROW_AT, SECOND_AT } from './lines-given';
import { pcapCaptured, pcapngCaptured, plainLength } from './record';
import { DESTINATION, END, PORTS, SOURCE, START } from './row';
import { hear, isListFull } from './speakers';
import { FOREIGN, OTHER, whose } from './whose';
import { putWords } from './words';

export { forget, unheard } from './speakers';

/** Why it stopped: no plain record comes next; a datagram needs care; a second is new; the text or a list is full. */
const RECORD: u32 = 0;
const DATAGRAM: u32 = 1;
const NEW_SECOND: u32 = 2;
const FULL: u32 = 3;
export let stop: u32 = RECORD;
/** The second that SECOND_AT says, or has to say before it goes on: since 1970. */
export let second: f64 = -1;

/** Where the text ends. */
export let text: usize = 0;
/** Taken by the last call. */
export let packets: u32 = 0;
export let ours: u32 = 0;
export let foreignBytes: u32 = 0;

const BLANK: u8 = 0x20;
/** ` > ` */
const BETWEEN: u32 = 0x203e20;
const NEWLINE: u8 = 0x0a;

/** The link layer of the packets from now on. */
export function link(ip: usize, at: usize, mask: u32, one: u32, other: u32, hardware: i32): void {
  setLink(ip, at, mask, one, other, hardware);
}

/** Takes the packets of pcap records, little-endian, from `from` to `to`; returns where it stopped. Writes at `textAt`. */
export function pcap(textAt: usize, from: usize, to: usize, most: u32, nanoseconds: bool): usize {
  begin(textAt);
  const unit: u32 = nanoseconds ? 1_000_000_000 : 1_000_000;
  const digits: u32 = nanoseconds ? 9 : 6;
  let at = from;
  while (true) {
    const captured = pcapCaptured(at, to, most);
    if (captured < 0) break;
    const fraction = load<u32>(at + 4);
    const packetAt = at + RECORD_HEADER;
    const end = packetAt + <usize>captured;
    if (fraction >= unit) stop = DATAGRAM;
    else take(packetAt, end, <f64>load<u32>(at), fraction, digits);
    if (stop !== RECORD) break;
    at = end;
  }
  return at;
}

/** The same of the Enhanced Packet Blocks of an interface that have no options; its clock has 10^6 or 10^9 ticks. */
export function pcapng(
  textAt: usize,
  from: usize,
  to: usize,
  most: u32,
  nanoseconds: bool,
  index: u32,
): usize {
  begin(textAt);
  const unit: u64 = nanoseconds ? 1_000_000_000 : 1_000_000;
  const digits: u32 = nanoseconds ? 9 : 6;
  let at = from;
  while (true) {
    const captured = pcapngCaptured(at, to, most, index);
    if (captured < 0) break;
    const ticks = ((<u64>load<u32>(at + 12)) << 32) | load<u32>(at + 16);
    const seconds = ticks / unit;
    const packetAt = at + PACKET_AT;
    take(packetAt, packetAt + <usize>captured, <f64>seconds, <u32>(ticks - seconds * unit), digits);
    if (stop !== RECORD) break;
    at += <usize>plainLength(captured);
  }
  return at;
}

/** Takes the packet that lies there; false, and `stop` says why, if it does not. Of the fraction putFraction says more. */
export function packet(
  textAt: usize,
  from: usize,
  to: usize,
  seconds: f64,
  fraction: u32,
  digits: u32,
): bool {
  begin(textAt);
  take(from, to, seconds, fraction, digits);
  return stop === RECORD;
}

function begin(textAt: usize): void {
  stop = RECORD;
  text = textAt;
  packets = 0;
  ours = 0;
  foreignBytes = 0;
}

/** Takes a packet, or says in `stop` why not. */
function take(from: usize, to: usize, seconds: f64, fraction: u32, digits: u32): void {
  if (text >= FULL_AT || isListFull()) {
    stop = FULL;
    return;
  }
  const kind = readHeaders(ROW_AT, from, to) === 0 ? OTHER : whose(ROW_AT);
  const start: usize = load<u32>(ROW_AT, START);
  const end: usize = load<u32>(ROW_AT, END);
  if (kind === FOREIGN) {
    packets++;
    foreignBytes += <u32>(end - start);
    return;
  }
  // A datagram without a TLV has no words.
  if (kind === OTHER || end - start === HEADER_SIZE) {
    stop = DATAGRAM;
    return;
  }
  if (seconds !== second) {
    second = seconds;
    stop = NEW_SECOND;
    return;
  }
  const behind = putLine(start + HEADER_SIZE, end, fraction, digits);
  if (behind === 0) {
    stop = DATAGRAM;
    return;
  }
  text = behind;
  packets++;
  ours++;
  hear(load<u32>(ROW_AT, SOURCE), load<u32>(ROW_AT, PORTS) >> 16);
}

/** Writes the row's line, whose TLVs stand there; returns where it ends, 0 if they are not in order. */
function putLine(from: usize, end: usize, fraction: u32, digits: u32): usize {
  const ports = load<u32>(ROW_AT, PORTS);
  let at = putFraction(putPiece(text, SECOND_AT), fraction, digits);
  store<u8>(at, BLANK);
  at = putEnd(at + 1, load<u32>(ROW_AT, SOURCE), ports >> 16);
  store<u32>(at, BETWEEN);
  at = putEnd(at + 3, load<u32>(ROW_AT, DESTINATION), ports & 0xffff);
  at = putWords(at, from, end);
  if (at === 0) return 0;
  store<u8>(at, NEWLINE);
  return at + 1;
}
