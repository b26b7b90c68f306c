import { describe, expect, test } from 'vitest';
import { dissectFrame, type FrameResult, type UdpFrame } from '../../src/capture/frame.ts';
import type { PacketView } from '../../src/capture/packet.ts';
import { udpFrame } from '../../src/capture/udp-frame.ts';
import { concat, hex } from './sample.ts';

// RFC 1071 by hand: c0a8 + 1 + c0a8 + c7 + 11 + c (pseudo-header) + 1068 + 2694 + c + 6801 + 201 = 2233f;
// folded 2341, complemented dcbe.
const UDP = hex('1068 2694 000c dcbe 68010201');
const IPV4 = concat(hex('4500 0020 0000 4000 4011 0000 c0a80001 c0a800c7'), UDP);
const V6_ADDRESSES = hex('20010db8000000000000000000000001 20010db8000000000000000000000002');
const UDP6 = udpFrame(
  { address: '2001:db8::1', port: 4200 },
  { address: '2001:db8::2', port: 9876 },
  hex('68010201'),
);
const UDP6_DATAGRAM = UDP6.subarray(40);

function view(linkType: number, bytes: Uint8Array, length = bytes.length): PacketView {
  // Somewhere inside a larger buffer, as in a chunk.
  const buffer = concat(hex('aaaaaa'), bytes, hex('bbbb'));
  const end = 3 + bytes.length;
  const rest = {
    snapLength: 0,
    interfaceName: null,
    interfaceIndex: 0,
    comments: [],
    flags: null,
    time: null,
  };
  return { frame: 1, offset: 0, linkType, buffer, start: 3, end, length, ...rest };
}

function dissect(linkType: number, bytes: Uint8Array, length = bytes.length): FrameResult {
  return dissectFrame(view(linkType, bytes, length));
}

function udp(result: FrameResult): UdpFrame {
  if (result.type !== 'udp') throw new Error(JSON.stringify(result));
  return result;
}

function ipv6(next: number, ...payload: readonly Uint8Array[]): Uint8Array {
  const all = concat(...payload);
  const length = hex(all.length.toString(16).padStart(4, '0'));
  return concat(hex('60000000'), length, Uint8Array.of(next, 64), V6_ADDRESSES, all);
}

const MACS = hex('020000000001 020000000002');
const ETHERNET = concat(MACS, hex('0800'));

describe('link layers', () => {
  test.each([
    ['Ethernet', 1, ETHERNET],
    ['one VLAN tag', 1, concat(MACS, hex('8100 0007 0800'))],
    ['three VLAN tags', 1, concat(MACS, hex('88a8 0007 9100 0008 8100 0009 0800'))],
    ['802.3 with SNAP', 1, concat(MACS, hex('0028 aaaa03000000 0800'))],
    ['Linux cooked', 113, hex('0000 0304 0006 0000000000000000 0800')],
    ['Linux cooked with a VLAN tag', 113, hex('0000 0001 0006 0000000000000000 8100 0007 0800')],
    ['Linux cooked 2', 276, hex('0800 0000 00000001 0304 00 06 0000000000000000')],
    ['NULL, little-endian', 0, hex('02000000')],
    ['NULL, big-endian', 0, hex('00000002')],
    ['LOOP', 108, hex('00000002')],
    ['RAW', 101, hex('')],
    ['RAW 12', 12, hex('')],
    ['RAW 14', 14, hex('')],
    ['IPV4', 228, hex('')],
  ])('%s', (_, linkType, header) => {
    const found = udp(dissect(linkType, concat(header, IPV4)));
    expect(found).toMatchObject({
      family: 4,
      source: { address: '192.168.0.1', port: 4200 },
      destination: { address: '192.168.0.199', port: 9876 },
      payload: hex('68010201'),
      payloadOffset: header.length + 28,
      length: 4,
      cut: false,
      checksum: 'right',
      trailing: 0,
      fragments: 1,
    });
  });

  test.each([
    ['NULL 10', 0, hex('0a000000')],
    ['NULL 24', 0, hex('00000018')],
    ['NULL 28', 0, hex('1c000000')],
    ['NULL 30', 0, hex('1e000000')],
    ['LOOP 24', 108, hex('00000018')],
    ['RAW', 101, hex('')],
    ['IPV6', 229, hex('')],
    ['Ethernet', 1, concat(MACS, hex('86dd'))],
  ])('IPv6 in %s', (_, linkType, header) => {
    const found = udp(dissect(linkType, concat(header, UDP6)));
    expect(found).toMatchObject({
      family: 6,
      source: { address: '2001:db8::1', port: 4200 },
      checksum: 'right',
    });
  });

  test.each([
    [104, hex('0f000800'), 'linktype 104 (C_HDLC)'],
    [4711, hex('45'), 'linktype 4711'],
    [1, concat(MACS, hex('0806 0001')), 'arp'],
    [1, concat(MACS, hex('88b5')), 'ethertype 0x88b5'],
    [1, concat(MACS, hex('0026 424203')), 'llc'],
    [113, hex('0000 0338 0006 0000000000000000 0800'), 'netlink'],
    [113, hex('0000 0001 0006 0000000000000000 000c'), 'linux protocol 12'],
    [0, hex('07000000'), 'address family 7'],
    [101, hex('4500 0014 0000 0000 4006 0000 7f000001 7f000001'), 'tcp'],
    [101, hex('4500 0014 0000 0000 4001 0000 7f000001 7f000001'), 'icmp'],
    [101, hex('4500 0014 0000 0000 40fd 0000 7f000001 7f000001'), 'ip protocol 253'],
    [101, concat(hex('4500 0034 0000 0000 4004 0000 7f000001 7f000001'), IPV4), 'tunnel ipv4'],
    [101, ipv6(59), 'no next header'],
    [101, concat(hex('60000000 0000 00 40'), V6_ADDRESSES, hex('3a00c20400010000')), 'ipv6 jumbogram'],
    [101, hex('4500 001c 0000 2000 4011 0000 7f000001 7f000001 0000000000000000'), 'fragment'],
  ])('link type %i: %# is other', (linkType, bytes, what) => {
    expect(dissect(linkType, bytes)).toEqual({ type: 'other', what });
  });
});

describe('IPv4', () => {
  test('options are stepped over', () => {
    const packet = concat(hex('4700 0028 0000 4000 4011 0000 c0a80001 c0a800c7 0101010101010101'), UDP);
    expect(udp(dissect(101, packet))).toMatchObject({ payloadOffset: 36, checksum: 'right' });
  });

  test('padding of the frame is no payload', () => {
    expect(udp(dissect(1, concat(ETHERNET, IPV4, new Uint8Array(14))))).toMatchObject({
      length: 4,
      trailing: 0,
    });
  });

  test('a total length of 0 (TSO) means all that is there', () => {
    const packet = Uint8Array.from(IPV4);
    packet.set([0, 0], 2);
    expect(udp(dissect(101, packet))).toMatchObject({ payload: hex('68010201'), checksum: 'right' });
  });

  test('an authentication header is stepped over', () => {
    const header = hex('4500 0038 0000 4000 4033 0000 c0a80001 c0a800c7');
    const authentication = hex('11 04 0000 00000001 00000001 000000000000000000000000');
    expect(udp(dissect(101, concat(header, authentication, UDP)))).toMatchObject({ payloadOffset: 52 });
  });
});

describe('IPv6 extension headers', () => {
  const plain = (next: number) => concat(Uint8Array.of(next, 0), hex('010400000000'));

  test('are stepped over, an atomic fragment too', () => {
    const chain = [plain(60), plain(44), hex('1100 0000 00000009'), UDP6_DATAGRAM];
    expect(udp(dissect(101, ipv6(0, ...chain)))).toMatchObject({
      checksum: 'right',
      length: 4,
      fragments: 1,
    });
  });

  test('a routing header has the destination that the checksum covers', () => {
    const routed = (left: string, type: string) =>
      concat(hex(`11 02 ${type} ${left} 00000000 20010db8000000000000000000000002`), UDP6_DATAGRAM);
    const packet = (left: string, type: string) => {
      const bytes = ipv6(43, routed(left, type));
      // On its way, it goes to somebody else first.
      if (left !== '00') bytes[39] = 9;
      return udp(dissect(101, bytes)).checksum;
    };
    expect(packet('00', '00')).toBe('right');
    expect(packet('01', '00')).toBe('right');
    expect(packet('01', '04')).toBe('right');
    expect(packet('01', '03')).toBe('unknown');
  });
});

describe('UDP', () => {
  const withLength = (length: string) => {
    const packet = Uint8Array.from(IPV4);
    packet.set(hex(length), 24);
    return packet;
  };

  test.each([['0007'], ['0000'], ['000d'], ['ffff']])('a length of %s is malformed', (length) => {
    expect(dissect(101, withLength(length))).toEqual({ type: 'malformed', what: 'udp length', offset: 20 });
  });

  test('a length below the IP payload ends the datagram', () => {
    const found = udp(dissect(101, withLength('000a')));
    expect(found).toMatchObject({ payload: hex('6801'), length: 2, trailing: 2, checksum: 'wrong' });
  });

  test('a checksum is right, wrong or absent', () => {
    const packet = Uint8Array.from(IPV4);
    packet[31] = 0xff;
    expect(udp(dissect(101, packet)).checksum).toBe('wrong');
    packet.set([0, 0], 26);
    expect(udp(dissect(101, packet)).checksum).toBe('absent');
  });

  test('a checksum covers an odd last byte as the high half of a word', () => {
    // As above by hand, with lengths b and 1f and the words 6801 0200: 2233c, folded 233e, complemented dcc1.
    const packet = hex('4500 001f 0000 4000 4011 0000 c0a80001 c0a800c7 1068 2694 000b dcc1 680102');
    expect(udp(dissect(101, packet)).checksum).toBe('right');
  });

  test('a checksum that computes to 0 is sent as ffff, and right', () => {
    const from = { address: '127.0.0.1', port: 1 };
    const zero = udpFrame(from, from, hex('0000'));
    const sum = ((zero[26] ?? 0) << 8) | (zero[27] ?? 0);
    const packet = udpFrame(from, from, Uint8Array.of(sum >> 8, sum & 0xff));
    expect(packet.subarray(26, 28)).toEqual(hex('ffff'));
    expect(udp(dissect(101, packet)).checksum).toBe('right');
  });
});

describe('a packet cut by the snap length', () => {
  const whole = concat(ETHERNET, IPV4);

  test.each([
    [13, 'ethernet header'],
    [14, 'ipv4 header'],
    [33, 'ipv4 header'],
    [34, 'udp header'],
    [41, 'udp header'],
  ])('after %i bytes is cut, not malformed', (size, what) => {
    expect(dissect(1, whole.subarray(0, size), whole.length)).toMatchObject({ type: 'cut', what });
    expect(dissect(1, whole.subarray(0, size))).toMatchObject({ type: 'malformed' });
  });

  test('before the header of an empty datagram is cut', () => {
    const empty = hex('4500 001c 0000 4000 4011 0000 c0a80001 c0a800c7 1068 2694 0008 0000');
    expect(dissect(101, empty.subarray(0, 24), empty.length)).toMatchObject({
      type: 'cut',
      what: 'udp header',
    });
  });

  test.each([42, 43, 45])('after %i bytes is a datagram that is cut', (size) => {
    const found = udp(dissect(1, whole.subarray(0, size), whole.length));
    expect(found).toMatchObject({ cut: true, checksum: 'cut', length: 4 });
    expect(found.payload).toEqual(hex('68010201').subarray(0, size - 42));
  });
});

describe('malformed', () => {
  const patched = (at: number, bytes: string) => {
    const packet = Uint8Array.from(IPV4);
    packet.set(hex(bytes), at);
    return packet;
  };

  test.each([
    ['an IPv4 header length of 4 words', 101, patched(0, '44'), 'ipv4 header length', 0],
    [
      'an IPv4 header longer than the packet',
      228,
      hex('4f000020000040004011000000000000000000000000'),
      'ipv4 options',
      0,
    ],
    ['an IPv4 total length below the header', 101, patched(2, '0013'), 'ipv4 total length', 0],
    ['an IPv4 total length beyond the packet', 101, patched(2, '0021'), 'ipv4 total length', 0],
    ['another version in IPV4', 228, patched(0, '65'), 'ipv4 version', 0],
    ['another version in IPV6', 229, UDP6.map((byte, at) => (at === 0 ? 0x45 : byte)), 'ipv6 version', 0],
    ['an IP version of 5', 101, hex('50'), 'ip version', 0],
    ['an IPv6 payload length beyond the packet', 101, UDP6.subarray(0, 50), 'ipv6 payload length', 0],
    ['an extension header beyond the packet', 101, ipv6(60, hex('1103010400000000')), 'extension header', 40],
    [
      'a fragment that is no multiple of 8',
      101,
      hex('4500 0018 0000 2000 4011 0000 7f000001 7f000001 00000000'),
      'x',
      0,
    ],
  ])('%s', (_, linkType, bytes, what, offset) => {
    const expected = what === 'x' ? { type: 'other', what: 'fragment' } : { type: 'malformed', what, offset };
    expect(dissect(linkType, bytes)).toEqual(expected);
  });
});
