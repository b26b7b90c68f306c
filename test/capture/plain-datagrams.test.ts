import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dissectFrame } from '../../src/capture/frame.ts';
import { emptyView, type PacketView } from '../../src/capture/packet.ts';
import { PacketBatch } from '../../src/capture/packet-batch.ts';
import { PlainDatagrams } from '../../src/capture/plain-datagrams.ts';
import { udpFrame } from '../../src/capture/udp-frame.ts';
import { concat } from '../../src/wire/bytes.ts';
import { addressText } from '../../src/wire/endpoint.ts';
import { SEED } from '../support/arbitrary.ts';
import { hex } from './sample.ts';

/** Link types with a header that says IPv4. */
const LINKS: readonly (readonly [linkType: number, header: string])[] = [
  [0, '02000000'],
  [0, '00000002'],
  [1, '020000000001 020000000002 0800'],
  [12, ''],
  [14, ''],
  [101, ''],
  [108, '00000002'],
  [113, '0000 0304 0006 0000000000000000 0800'],
  [228, ''],
  [276, '0800 0000 00000001 0304 00 06 0000000000000000'],
];

const batch = new PacketBatch(1);
const datagrams = new PlainDatagrams(batch);

/** In the midst of other bytes, as in a chunk. */
function view(linkType: number, bytes: Uint8Array, length = bytes.length): PacketView {
  const buffer = concat([hex('ffff'), bytes, hex('08004500ffff')]);
  return { ...emptyView(), linkType, buffer, start: 2, end: 2 + bytes.length, length };
}

/** What it read, in the words of dissectFrame; null if it leaves the packet to that one. */
function plainly(packet: PacketView): object | null {
  batch.single(packet);
  datagrams.read(batch);
  if (datagrams.plain[0] === 0) return null;
  const [start = 0] = datagrams.starts;
  const [end = 0] = datagrams.ends;
  const [ports = 0] = datagrams.ports;
  const [source, destination] = [datagrams.sources, datagrams.destinations].map(([to = 0]) =>
    addressText(to),
  );
  return {
    type: 'udp',
    family: 4,
    source: { address: source, port: ports >>> 16 },
    destination: { address: destination, port: ports & 0xffff },
    payload: datagrams.bytes.subarray(start, end),
    payloadOffset: start - packet.start,
    length: end - start,
    cut: false,
    checksum: datagrams.checksum(0),
    fragments: 1,
  };
}

const port = fc.integer({ min: 0, max: 0xffff });
const address = fc.integer({ min: 0, max: 0xffffffff }).map(addressText);
const end = fc.record({ address, port });
const packet = fc
  .record({
    link: fc.constantFrom(...LINKS),
    source: end,
    destination: end,
    payload: fc.uint8Array({ maxLength: 40 }),
    options: fc.constantFrom('', '', '01010101', '9404000001010101'),
  })
  .map(({ link: [linkType, header], source, destination, payload, options }) => {
    const frame = withOptions(udpFrame(source, destination, payload), hex(options));
    return { linkType, bytes: concat([hex(header), frame]) };
  });

/** The IPv4 packet with these options behind its header, whole words of them. */
function withOptions(frame: Uint8Array, options: Uint8Array): Uint8Array {
  const bytes = concat([frame.subarray(0, 20), options, frame.subarray(20)]);
  bytes[0] = 0x45 + options.length / 4;
  new DataView(bytes.buffer).setUint16(2, bytes.length);
  return bytes;
}

test('every link type is read, and says what dissectFrame says', () => {
  fc.assert(
    fc.property(packet, ({ linkType, bytes }) => {
      const sample = view(linkType, bytes);
      expect(dissectFrame(sample)).toMatchObject(plainly(sample) ?? { type: 'plain' });
    }),
    { seed: SEED },
  );
});

// Changed where the headers are, cut, with bytes behind: what is still read is what dissectFrame says.
test('what is damaged is left, or read as dissectFrame reads it', () => {
  const change = fc.record({
    at: fc.nat(60),
    value: fc.constantFrom(0, 1, 2, 8, 17, 0x45, 0x46, 0x60, 0x7f, 0xff),
  });
  const changes = fc.array(change, { maxLength: 3 });
  fc.assert(
    fc.property(
      packet,
      changes,
      fc.nat(70),
      fc.nat(5),
      fc.nat(3),
      ({ linkType, bytes }, list, cut, more, extra) => {
        const bad = concat([bytes, new Uint8Array(extra)]);
        for (const { at, value } of list) bad[at % bad.length] = value;
        const sample = view(
          linkType,
          cut < bad.length ? bad.subarray(0, bad.length - cut) : bad,
          bad.length + more,
        );
        const found = plainly(sample);
        if (found !== null) expect(dissectFrame(sample)).toMatchObject(found);
      },
    ),
    { seed: SEED },
  );
});

test('checksums of the longest datagrams', () => {
  const end = { address: '255.255.255.255', port: 65535 };
  for (const fill of [0, 0xff]) {
    const bytes = udpFrame(end, end, new Uint8Array(65_507).fill(fill));
    expect(plainly(view(101, bytes))).toMatchObject({ checksum: 'right' });
    bytes[60_000] = 1;
    expect(plainly(view(101, bytes))).toMatchObject({ checksum: 'wrong' });
    bytes.fill(0, 26, 28);
    expect(plainly(view(101, bytes))).toMatchObject({ checksum: 'absent' });
  }
});
