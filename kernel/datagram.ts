/** Packets as datagrams: UDP over IPv4, whole and in one piece (src/capture/plain-datagrams.ts). */
import { net16, net32 } from './bytes';
import { ARPHRD_FRAD, ARPHRD_NETLINK, ARPHRD_RADIOTAP, UDP } from './given';
import { ABSENT, CHECKSUM, DESTINATION, END, PORTS, RIGHT, SOURCE, START, WRONG } from './row';

// How the packets' link layer says IPv4 (src/capture/link.ts): the header's place, and a word that is one of two.
let ipAt: usize = 0;
let wordAt: usize = 0;
let wordMask: u32 = 0;
let word: u32 = 0;
let otherWord: u32 = 0;
/** Where it says a hardware type; -1 for nowhere. */
let hardwareAt: i32 = -1;

const IP_HEADER: usize = 20;
const UDP_HEADER: usize = 8;
const FRAGMENT: u32 = 0x3fff;

/** The link layer of the packets from now on. */
export function setLink(ip: usize, at: usize, mask: u32, one: u32, other: u32, hardware: i32): void {
  ipAt = ip;
  wordAt = at;
  wordMask = mask;
  word = one;
  otherWord = other;
  hardwareAt = hardware;
}

/** Reads a datagram and the state of its checksum; false if none is there. */
export function readDatagram(row: usize, from: usize, to: usize): bool {
  const ip = readHeaders(row, from, to);
  if (ip === 0) return false;
  const start: usize = load<u32>(row, START);
  store<u8>(row, checksum(ip + 12, start - UDP_HEADER, load<u32>(row, END)), CHECKSUM);
  return true;
}

/** Reads a datagram without a look at its checksum; returns where its IP header is, 0 if none is there. */
export function readHeaders(row: usize, from: usize, to: usize): usize {
  const length = to - from;
  // The least that IP and UDP need, so that nothing is read beyond the packet.
  if (length < IP_HEADER + UDP_HEADER || length < ipAt + IP_HEADER + UDP_HEADER) return 0;
  const said = load<u32>(from + wordAt) & wordMask;
  if (said !== word && said !== otherWord) return 0;
  if (hardwareAt >= 0 && isOdd(net16(from + hardwareAt))) return 0;
  const ip = from + ipAt;
  const version = load<u8>(ip);
  const header: usize = (version & 0x0f) * 4;
  const total: usize = net16(ip + 2);
  if (version >> 4 !== 4 || header < IP_HEADER || total < header + UDP_HEADER) return 0;
  if (ip + total > to || (net16(ip + 6) & FRAGMENT) !== 0 || load<u8>(ip + 9) !== UDP) return 0;
  const udp = ip + header;
  const udpLength: usize = net16(udp + 4);
  if (udpLength < UDP_HEADER || header + udpLength > total) return 0;
  store<u32>(row, <u32>(udp + UDP_HEADER), START);
  store<u32>(row, <u32>(udp + udpLength), END);
  store<u32>(row, net32(ip + 12), SOURCE);
  store<u32>(row, net32(ip + 16), DESTINATION);
  store<u32>(row, net32(udp), PORTS);
  return ip;
}

/** True of hardware whose protocol field is no EtherType. */
function isOdd(hardware: u32): bool {
  return hardware === ARPHRD_NETLINK || hardware === ARPHRD_FRAD || hardware === ARPHRD_RADIOTAP;
}

/** The state of the sum over the addresses and the datagram (RFC 1071). */
function checksum(addresses: usize, udp: usize, end: usize): u8 {
  if (load<u16>(udp + 6) === 0) return ABSENT;
  // In little-endian words the sum is a multiple of 0xffff exactly if it is in network order.
  let sum = <u32>bswap<u16>(<u16>UDP) + <u32>bswap<u16>(<u16>(end - udp));
  // Without IP options the addresses stand right before the UDP header: one row of words.
  sum += addresses + 8 === udp ? words(addresses, end) : words(addresses, addresses + 8) + words(udp, end);
  sum = (sum & 0xffff) + (sum >> 16);
  return (sum & 0xffff) + (sum >> 16) === 0xffff ? RIGHT : WRONG;
}

/** The sum of the 16-bit words, 32 bytes at a time; below 2^31 for 64 KiB. */
function words(from: usize, to: usize): u32 {
  let lanes = i32x4.splat(0);
  let others = i32x4.splat(0);
  let at = from;
  for (; to - at >= 32; at += 32) {
    lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(v128.load(at)));
    others = i32x4.add(others, i32x4.extadd_pairwise_i16x8_u(v128.load(at, 16)));
  }
  if (to - at >= 16) {
    lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(v128.load(at)));
    at += 16;
  }
  lanes = i32x4.add(lanes, others);
  let sum: u32 =
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3);
  for (; to - at >= 4; at += 4) sum += (load<u32>(at) & 0xffff) + (load<u32>(at) >> 16);
  for (; to - at >= 2; at += 2) sum += load<u16>(at);
  return at < to ? sum + load<u8>(at) : sum;
}
