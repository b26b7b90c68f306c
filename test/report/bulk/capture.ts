/**
 * Arbitrary captures for bulk work: mostly what is plain, and now and then each thing that is not. Four ends talk, so
 * that nodes speak again, to others and to themselves.
 */
import fc from 'fast-check';
import { udpFrame } from '../../../src/capture/udp-frame.ts';
import { encode } from '../../../src/wire/encode.ts';
import { BIG, concat, hex, LITTLE, type Order, text } from '../../capture/sample.ts';
import { byte, datagram, message } from '../../support/arbitrary.ts';

const LINKS: readonly (readonly [linkType: number, header: string])[] = [
  [0, '02000000'],
  [1, '020000000001 020000000002 0800'],
  [1, '020000000001 020000000002 8100 0007 0800'],
  [101, ''],
  [108, '00000002'],
  [113, '0000 0304 0006 0000000000000000 0800'],
  [113, '0000 0338 0006 0000000000000000 0800'],
  [228, ''],
  [276, '0800 0000 00000001 0304 00 06 0000000000000000'],
  [147, ''],
];

const ENDS = ['127.0.0.1:4200', '127.0.0.1:50000', '10.0.0.255:65535', '255.1.2.3:0'].map((name) => {
  const [address = '', port] = name.split(':');
  return { address, port: Number(port) };
});
const ENDS6 = [
  { address: '::1', port: 1 },
  { address: '2001:db8::2', port: 4200 },
];

const payload = fc.oneof(
  { weight: 5, arbitrary: message().map(encode) },
  { weight: 4, arbitrary: datagram() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...['', '01', '02', '0100', '00000002', '680101', '6801'].map(hex)),
  },
);

const whole = fc
  .record({ six: fc.nat(12), ends: fc.tuple(fc.nat(3), fc.nat(3)), payload })
  .map(({ six, ends: [from, to], payload: bytes }) => {
    const ends = six === 0 ? ENDS6 : ENDS;
    const [source, destination] = [ends[from % ends.length], ends[to % ends.length]];
    if (source === undefined || destination === undefined) throw new Error('no such end');
    return udpFrame(source, destination, bytes);
  });

/** An IP packet: one in four with a byte of its headers changed, or in two fragments, or cut, or with bytes behind. */
interface Sent {
  readonly packets: readonly Uint8Array[];
  readonly missing: number;
}

const sent: fc.Arbitrary<Sent> = fc
  .record({ bytes: whole, what: fc.nat(20), at: fc.nat(28), value: byte(), cut: fc.nat(60) })
  .map(({ bytes, what, at, value, cut }) => {
    if (what === 0) return { packets: fragments(bytes), missing: 0 };
    if (what === 1) return { packets: [concat(bytes, Uint8Array.of(value))], missing: 0 };
    if (what === 2) return { packets: [bytes.slice(0, Math.max(1, bytes.length - cut))], missing: cut };
    // More fragments are to follow a piece that would be a whole datagram.
    if (what === 3 && (bytes[0] ?? 0) >> 4 === 4) bytes[6] = 0x20;
    else if (what <= 6) bytes[at % bytes.length] = value;
    return { packets: [bytes], missing: 0 };
  });

/** An IPv4 packet in two fragments, if it is long enough. */
export function fragments(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length < 40 || (bytes[0] ?? 0) >> 4 !== 4) return [bytes];
  const [first, last] = [bytes.slice(0, 28), concat(bytes.slice(0, 20), bytes.slice(28))];
  new DataView(first.buffer).setUint16(2, first.length);
  new DataView(first.buffer).setUint16(6, 0x2000);
  new DataView(last.buffer).setUint16(2, last.length);
  new DataView(last.buffer).setUint16(6, 1);
  return [first, last];
}

const order = fc.constantFrom(LITTLE, BIG);
const link = fc.constantFrom(...LINKS);
const list = fc.array(sent, { maxLength: 12, size: 'max' });

const pcap = fc
  .tuple(order, link, list, fc.constantFrom(0xa1b2c3d4, 0xa1b23c4d), fc.nat(1_200_000))
  .map(([by, [linkType, header], all, magic, step]) => {
    const records = all.flatMap(({ packets, missing }, i) =>
      packets.map((packet) => {
        const bytes = concat(hex(header), packet);
        return by.record(1_700_000_000 + (i >> 2), i * step, bytes, bytes.length + missing);
      }),
    );
    return concat(by.pcapHeader({ magic, link: linkType }), ...records);
  });

const RESOLUTIONS = ['06', '09', '03', '05', '0b', '0c', '86'];

const pcapng = fc
  .tuple(order, fc.tuple(link, link), list, fc.constantFrom(...RESOLUTIONS), fc.boolean())
  .map(([by, links, all, resolution, shifted]) => {
    const offset = shifted
      ? [by.option(14, by.little ? hex('0100000000000000') : hex('0000000000000001'))]
      : [];
    const interfaces = links.map(([linkType], i) =>
      i === 0
        ? by.interface(linkType, 0, by.option(9, hex(resolution)), ...offset)
        : by.interface(linkType, 65_535),
    );
    const blocks = all.flatMap(({ packets }, i) =>
      packets.map((packet) => {
        const id = i % 3 === 2 ? 1 : 0;
        return ngBlock(by, i, id, concat(hex(links[id]?.[1] ?? ''), packet));
      }),
    );
    return concat(by.section(), ...interfaces, ...blocks);
  });

function ngBlock(by: Order, i: number, id: number, bytes: Uint8Array): Uint8Array {
  const time: [number, number] = [0x60a24 + i, 0x7b1ec000 + i];
  if (i % 8 === 5) return by.packet(id, time, bytes, by.option(1, text('a "comment"')), by.u32(0));
  if (i % 8 === 6) return by.block(3, by.u32(bytes.length), bytes, new Uint8Array(-bytes.length & 3));
  return by.packet(id, time, bytes);
}

/** A whole capture file. */
export const capture = fc.oneof(pcap, pcapng);

const change = fc.record({ at: fc.nat(), value: byte() });

/** One with a few bytes changed, or cut. */
export const damagedCapture = fc
  .tuple(capture, fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(300))
  .map(([file, changes, cut]) => {
    const bad = Uint8Array.from(file);
    for (const { at, value } of changes) bad[at % bad.length] = value;
    return cut < bad.length && cut % 3 === 0 ? bad.subarray(0, bad.length - cut) : bad;
  });
