import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FragmentTable } from '../../src/capture/fragment.ts';
import { dissectFrame, FrameDissector } from '../../src/capture/frame.ts';
import { ownPacket, type Packet } from '../../src/capture/packet.ts';
import { PacketBatch } from '../../src/capture/packet-batch.ts';
import { CaptureReader } from '../../src/capture/reader.ts';
import { openSource } from '../../src/capture/source.ts';
import { timeText } from '../../src/capture/timestamp.ts';
import { RUNS } from '../support/runs.ts';
import { BIG, chunksOf, concat, hex, LITTLE, type Order, read, readFrom, text } from './sample.ts';

const SEED = 104_001;

interface Stepped {
  readonly packets: Packet[];
  readonly reader: CaptureReader;
  readonly offset: number;
}

/**
 * Steps over bytes pushed in chunks; the reader's own surface, without promises. Done twice, once with plain packets
 * read the short way: both have to say the same.
 */
function stepThrough(bytes: Uint8Array, size: number): Stepped {
  const found = stepped(bytes, size, false);
  const sooner = stepped(bytes, size, true);
  if (!isDeepStrictEqual(sooner.packets, found.packets)) throw new Error('other packets the short way');
  if (!isDeepStrictEqual(sooner.reader.damage, found.reader.damage)) throw new Error('another damage');
  return found;
}

function stepped(bytes: Uint8Array, size: number, plain: boolean): Stepped {
  const reader = new CaptureReader('file');
  const batch = new PacketBatch(3);
  const packets: Packet[] = [];
  const drain = () => {
    for (;;) {
      if (plain) reader.plainPackets(batch);
      for (let i = 0; i < batch.size; i++) packets.push(ownPacket(batch.packet(i)));
      if (batch.size > 0) continue;
      const step = reader.step();
      if (step === 'packet') packets.push(ownPacket(reader.packet));
      else if (step !== 'note') return;
    }
  };
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.slice(at, at + size);
    reader.push(chunk);
    drain();
    chunk.fill(0xee);
  }
  reader.end();
  drain();
  return { packets, reader, offset: reader.damage?.offset ?? -1 };
}

const bytes = fc.uint8Array({ maxLength: 60 });
const order = fc.constantFrom(LITTLE, BIG);

/** A file, its packets, and where the record of each ends. */
interface Sample {
  readonly file: Uint8Array;
  readonly packets: Uint8Array[];
  readonly ends: number[];
}

const packetList = fc.array(bytes, { maxLength: 6 });
const magic = fc.constantFrom(0xa1b2c3d4, 0xa1b23c4d);
const pcap = fc.tuple(order, magic, packetList).map(([by, magicNumber, packets]) => {
  const record = (packet: Uint8Array, index: number) => by.record(index, index, packet, packet.length + 3);
  return sample(by.pcapHeader({ magic: magicNumber }), packets, record);
});

const pcapng = fc.tuple(order, packetList).map(([by, packets]) => {
  const resolution = by.option(9, hex('09'));
  const head = concat(by.section(by.option(1, text('made here'))), by.interface(101, 0, resolution));
  return sample(head, packets, (packet, index) => ngPacket(by, packet, index));
});

function sample(
  head: Uint8Array,
  packets: Uint8Array[],
  record: (packet: Uint8Array, index: number) => Uint8Array,
): Sample {
  let file = head;
  const ends = packets.map((packet, index) => {
    file = concat(file, record(packet, index));
    return file.length;
  });
  return { file, packets, ends };
}

function ngPacket(by: Order, packet: Uint8Array, index: number): Uint8Array {
  const custom = index % 3 === 1 ? by.block(0xbad, hex('0102030405060708')) : new Uint8Array(0);
  const comment = index % 2 === 1 ? [by.option(1, text('said')), by.u32(0)] : [];
  return concat(custom, by.packet(0, [0, index], packet, ...comment));
}

const capture = fc.oneof(pcap, pcapng);

describe('any capture', () => {
  test('gives its packets, however it is cut into chunks', () => {
    fc.assert(
      fc.property(capture, fc.integer({ min: 1, max: 90 }), ({ file, packets }, size) => {
        const found = stepThrough(file, size);
        expect(found.reader.damage).toBe(null);
        expect(found.packets.map((packet) => packet.bytes)).toEqual(packets);
        expect(found.packets.map((packet) => packet.frame)).toEqual(packets.map((_, index) => index + 1));
      }),
      { seed: SEED },
    );
  });

  // Records shorter and longer than the part of a chunk that is copied to make one whole.
  test.each([1000, 4095, 4096, 4097, 10_000, 65_536])('of long packets, in chunks of %i bytes', (size) => {
    const packets = Array.from({ length: 20 }, (_, i) => new Uint8Array((i * 7919) % 20_000).fill(i));
    for (const by of [LITTLE, BIG]) {
      const records = packets.map((packet, index) => by.record(index, 0, packet));
      const blocks = packets.map((packet, index) => ngPacket(by, packet, index));
      const head = concat(by.section(), by.interface(101, 0));
      for (const file of [concat(by.pcapHeader(), ...records), concat(head, ...blocks)]) {
        const found = stepThrough(file, size);
        expect(found.reader.damage).toBe(null);
        expect(found.packets.map((packet) => packet.length)).toEqual(packets.map(({ length }) => length));
        expect(
          Buffer.concat(found.packets.map((packet) => packet.bytes)).equals(Buffer.concat(packets)),
        ).toBe(true);
      }
    }
  });

  test('reads most packets the short way', () => {
    for (const file of [
      concat(LITTLE.pcapHeader(), LITTLE.record(1, 2, hex('')), LITTLE.record(1, 2, hex('45'))),
      concat(BIG.section(), BIG.interface(101, 0), BIG.packet(0, [1, 2], hex('45'))),
    ]) {
      const reader = new CaptureReader('file');
      reader.push(file);
      reader.end();
      const batch = new PacketBatch();
      for (reader.plainPackets(batch); batch.size === 0; reader.plainPackets(batch))
        expect(reader.step()).not.toBe('end');
      expect(batch.packet(batch.size - 1)).toMatchObject({ length: 1 });
    }
  });

  test('cut at every byte gives the packets before the cut, then a damage or a clean end', () => {
    fc.assert(
      fc.property(capture, ({ file, packets, ends }) => {
        for (let end = 0; end < file.length; end += 1) {
          const found = stepThrough(file.subarray(0, end), 64);
          const whole = ends.filter((at) => at <= end).length;
          const delivered = Buffer.concat(found.packets.map((packet) => packet.bytes));
          if (found.packets.length !== whole)
            throw new Error(`cut at ${end}: ${found.packets.length} of ${whole}`);
          if (!delivered.equals(Buffer.concat(packets.slice(0, whole))))
            throw new Error(`cut at ${end}: other bytes`);
          if (found.offset > end || found.offset === found.packets.at(-1)?.offset)
            throw new Error(`at ${end}: offset`);
        }
      }),
      { numRuns: RUNS / 5, seed: SEED },
    );
  });

  test('with bytes changed never throws, and ends', () => {
    const change = fc.record({ at: fc.nat(400), value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff) });
    fc.assert(
      fc.property(capture, fc.array(change, { minLength: 1, maxLength: 4 }), ({ file }, changes) => {
        const bad = Uint8Array.from(file);
        for (const { at, value } of changes) bad[at % bad.length] = value;
        const table = new FragmentTable();
        for (const packet of stepThrough(bad, 50).packets) {
          dissectFrame(packet, table);
          if (packet.time !== null) timeText(packet.time);
        }
      }),
      { seed: SEED },
    );
  });

  test('of random bytes after a magic number never throws, and ends', () => {
    const start = fc.constantFrom(
      'd4c3b2a102000400',
      'a1b23c4d00020004',
      '0a0d0d0a1c0000004d3c2b1a',
      '0a0d0d0a',
      '',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const { reader } = stepThrough(concat(hex(head), rest), 33);
        expect(['end', 'damage']).toContain(reader.step());
      }),
      { seed: SEED },
    );
  });
});

test('random packets of every link type never throw, and say the same in bulk and one by one', () => {
  const linkType = fc.constantFrom(0, 1, 12, 14, 101, 108, 113, 228, 229, 276, 147);
  const start = fc.constantFrom(
    '',
    '45',
    '4500001c000100004011',
    '60000000001011',
    '02000000',
    '0000000000000000000000000800',
  );
  const dissector = new FrameDissector(new FragmentTable());
  fc.assert(
    fc.property(linkType, start, fc.uint8Array({ maxLength: 120 }), fc.nat(40), (link, head, rest, more) => {
      const data = concat(hex(head), rest);
      const view = {
        frame: 1,
        offset: 0,
        time: null,
        linkType: link,
        buffer: data,
        start: 0,
        end: data.length,
      };
      const packet = {
        ...view,
        length: data.length + more,
        snapLength: 0,
        interfaceName: null,
        interfaceIndex: 0,
        comments: [],
        flags: null,
      };
      const result = dissectFrame(packet);
      if (result.type === 'udp') expect(result.cut).toBe(result.payload.length < result.length);
      dissector.dissect(packet);
      expect(dissector.frame.ending).not.toBe('open');
    }),
    { seed: SEED },
  );
});

test('a compressed capture cut at every byte gives a prefix and a damage', async () => {
  const file = concat(
    LITTLE.pcapHeader(),
    ...[1, 2, 3].map((second) => LITTLE.record(second, 0, hex('450102'))),
  );
  const zipped = gzipSync(file);
  for (let end = 0; end < zipped.length; end += 1) {
    const { packets, damage } = await read(zipped.subarray(0, end), 9);
    expect(damage).not.toBe(null);
    expect(packets.map(({ time }) => time?.high)).toEqual([1, 2, 3].slice(0, packets.length));
  }
});

test('a damage is final', () => {
  const { reader } = stepThrough(hex('00112233'), 4);
  reader.push(LITTLE.pcapHeader());
  expect(reader.step()).toBe('damage');
});

describe('openSource', () => {
  test('takes - as standard input', async () => {
    const { packets } = await readFrom(
      openSource('-', chunksOf(concat(BIG.pcapHeader(), BIG.record(1, 2, hex('45'))), 5)),
    );
    expect(packets.length).toBe(1);
  });

  test('throws what the file system says', async () => {
    const nothing = chunksOf(new Uint8Array(0), 1);
    await expect(readFrom(openSource('/no/such/file', nothing))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readFrom(openSource('/', nothing))).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
