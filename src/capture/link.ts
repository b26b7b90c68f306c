// From the link layer to IP: the link types that we follow, by the layouts at tcpdump.org/linktypes. Leaves the
// cursor at the IP header and returns 4 or 6, or 0 when the journey has ended. Nothing is guessed: an unknown
// link type is counted under its name, and IP is recognised by what the link layer says it is.
import { swapped } from './checksum.ts';
import { etherTypeText, IPV4, IPV6, isVlanTag } from './ether-type.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { net16, u32 } from './integer.ts';
import { linkTypeText } from './link-type.ts';

/** The IP version that follows; 0 if none does (the cursor says why). */
export type IpVersion = 4 | 6 | 0;

/** LLC with SNAP and the Ethernet types: an 802.3 frame's way to carry IP. */
const SNAP_HEADER = 8;
const MAX_802_3_LENGTH = 1500;
/** Linux cooked captures: hardware types whose protocol field is no EtherType. */
export const ARPHRD_NETLINK = 824;
export const ARPHRD_FRAD = 770;
export const ARPHRD_RADIOTAP = 803;

/** Steps over the link layer of `linkType`. */
export function dissectLink(frame: FrameCursor, linkType: number): IpVersion {
  switch (linkType) {
    case 1:
      return ethernet(frame);
    case 0:
      return addressFamily(frame, nullFamily);
    case 108:
      return addressFamily(frame, loopFamily);
    case 113:
      return cooked(frame, 16, 2, 14);
    case 276:
      return cooked(frame, 20, 8, 0);
    case 12:
    case 14:
    case 101:
      return rawIp(frame);
    case 228:
      return 4;
    case 229:
      return 6;
    default:
      return other(frame, linkTypeText(linkType));
  }
}

/**
 * Where the IPv4 header begins in the packet at `start` if its link layer says so in the plainest way, without tags;
 * -1 if not. The caller has seen that 28 bytes are there, more than any of the headers has.
 */
export function plainIpv4(data: DataView, start: number, linkType: number): number {
  switch (linkType) {
    case 1:
      return data.getUint16(start + 12) === IPV4 ? start + 14 : -1;
    case 0:
    case 108:
      // A family of 2, in either byte order for NULL.
      return data.getUint32(start) === 2 || (linkType === 0 && data.getUint32(start, true) === 2)
        ? start + 4
        : -1;
    case 113:
      return isPlainCooked(data, start + 2, start + 14) ? start + 16 : -1;
    case 276:
      return isPlainCooked(data, start + 8, start) ? start + 20 : -1;
    case 12:
    case 14:
    case 101:
    case 228:
      return start;
    default:
      return -1;
  }
}

/**
 * How the link layer of a type says IPv4 in the plainest way, for whoever compares words: the IP header is at `ip` if the
 * little-endian 32-bit word at `at`, masked, is one of two, and if no odd hardware type is at `hardware` (-1: none). Null
 * for a type that we do not follow.
 */
export interface PlainLink {
  readonly ip: number;
  readonly at: number;
  readonly mask: number;
  readonly words: readonly [number, number];
  readonly hardware: number;
}

export function plainLink(linkType: number): PlainLink | null {
  const none = { at: 0, mask: 0, words: [0, 0], hardware: -1 } as const;
  const typed = { mask: 0xffff, words: [swapped(IPV4), swapped(IPV4)], hardware: -1 } as const;
  switch (linkType) {
    case 1:
      return { ...typed, at: 12, ip: 14 };
    case 0:
      return { ...none, mask: -1, words: [2, 2 << 24], ip: 4 };
    case 108:
      return { ...none, mask: -1, words: [2 << 24, 2 << 24], ip: 4 };
    case 113:
      return { ...typed, at: 14, ip: 16, hardware: 2 };
    case 276:
      return { ...typed, at: 0, ip: 20, hardware: 8 };
    case 12:
    case 14:
    case 101:
    case 228:
      return { ...none, ip: 0 };
    default:
      return null;
  }
}

function isPlainCooked(data: DataView, hardwareAt: number, protocolAt: number): boolean {
  const hardware = data.getUint16(hardwareAt);
  const odd = hardware === ARPHRD_NETLINK || hardware === ARPHRD_FRAD || hardware === ARPHRD_RADIOTAP;
  return !odd && data.getUint16(protocolAt) === IPV4;
}

function ethernet(frame: FrameCursor): IpVersion {
  if (!frame.has(14, 'ethernet header')) return 0;
  const type = net16(frame.buffer, frame.at + 12);
  frame.at += 14;
  return typed(frame, type);
}

// Each turn takes four bytes, so the packet's length bounds the stack of tags.
function typed(frame: FrameCursor, first: number): IpVersion {
  let type = first;
  while (isVlanTag(type)) {
    if (!frame.has(4, 'vlan tag')) return 0;
    type = net16(frame.buffer, frame.at + 2);
    frame.at += 4;
  }
  if (type === IPV4) return 4;
  if (type === IPV6) return 6;
  if (type <= MAX_802_3_LENGTH) return llc(frame, type);
  return other(frame, etherTypeText(type));
}

function llc(frame: FrameCursor, length: number): IpVersion {
  const { buffer, at } = frame;
  const snap = u32(buffer, at, false) === 0xaaaa0300 && net16(buffer, at + 4) === 0;
  if (length < SNAP_HEADER || frame.end - at < SNAP_HEADER || !snap) return other(frame, 'llc');
  const type = net16(buffer, at + 6);
  frame.at += SNAP_HEADER;
  if (type === IPV4) return 4;
  if (type === IPV6) return 6;
  return other(frame, type <= MAX_802_3_LENGTH ? 'llc' : etherTypeText(type));
}

function cooked(frame: FrameCursor, header: number, hardwareAt: number, protocolAt: number): IpVersion {
  if (!frame.has(header, 'linux cooked header')) return 0;
  const hardware = net16(frame.buffer, frame.at + hardwareAt);
  const protocol = net16(frame.buffer, frame.at + protocolAt);
  frame.at += header;
  if (hardware === ARPHRD_NETLINK) return other(frame, 'netlink');
  if (hardware === ARPHRD_FRAD || hardware === ARPHRD_RADIOTAP) return other(frame, `arphrd ${hardware}`);
  // Below the EtherTypes stand Linux's own numbers: 1 is 802.3 without LLC, 4 is 802.2.
  if (protocol === 4) return llc(frame, MAX_802_3_LENGTH);
  if (protocol <= MAX_802_3_LENGTH) return other(frame, `linux protocol ${protocol}`);
  return typed(frame, protocol);
}

function addressFamily(frame: FrameCursor, family: (bytes: Uint8Array, at: number) => number): IpVersion {
  if (!frame.has(4, 'address family')) return 0;
  const value = family(frame.buffer, frame.at);
  frame.at += 4;
  if (value === 2) return 4;
  // IPv6 has a number of its own on each system: NetBSD 24, FreeBSD 28, macOS 30, Linux 10, Windows 23.
  if (value === 24 || value === 28 || value === 30 || value === 10 || value === 23) return 6;
  return other(frame, `address family ${value}`);
}

// In the byte order of the machine that captured, which may be another's than the file's: families are small.
function nullFamily(bytes: Uint8Array, at: number): number {
  const value = u32(bytes, at, true);
  return value > 0xffff ? u32(bytes, at, false) : value;
}

function loopFamily(bytes: Uint8Array, at: number): number {
  return u32(bytes, at, false);
}

function rawIp(frame: FrameCursor): IpVersion {
  if (!frame.has(1, 'ip version')) return 0;
  const version = (frame.buffer[frame.at] ?? 0) >> 4;
  if (version === 4 || version === 6) return version;
  frame.stop('malformed', 'ip version');
  return 0;
}

function other(frame: FrameCursor, what: string): IpVersion {
  frame.stop('other', what);
  return 0;
}
