import { describe, expect, test } from 'vitest';
import { timeText } from '../../src/capture/timestamp.ts';
import { BIG, concat, hex, LITTLE, read } from './sample.ts';

const PACKET = hex('45000001');

describe('a pcap file', () => {
  test.each([
    ['little-endian, microseconds', LITTLE, 0xa1b2c3d4, '1700000000.000005'],
    ['big-endian, microseconds', BIG, 0xa1b2c3d4, '1700000000.000005'],
    ['little-endian, nanoseconds', LITTLE, 0xa1b23c4d, '1700000000.000000005'],
    ['big-endian, nanoseconds', BIG, 0xa1b23c4d, '1700000000.000000005'],
  ])('%s', async (_, order, magic, time) => {
    const header = order.pcapHeader({ magic, snap: 96, link: 113 });
    const record = order.record(1_700_000_000, 5, PACKET, 60);
    const { packets, damage } = await read(concat(header, record, record));
    expect(damage).toBe(null);
    expect(packets.map((packet) => packet.frame)).toEqual([1, 2]);
    expect(packets.map((packet) => packet.offset)).toEqual([24, 44]);
    for (const packet of packets) {
      expect(packet).toMatchObject({ bytes: PACKET, length: 60, linkType: 113, snapLength: 96, flags: null });
      expect(packet.time && timeText(packet.time)).toBe(time);
    }
  });

  test('byte for byte: the magic of a little-endian file is d4c3b2a1 on disk', async () => {
    const file = hex(
      'd4c3b2a1 0200 0400 00000000 00000000 ffff0000 65000000  01000000 02000000 02000000 03000000 4500',
    );
    const { packets, damage } = await read(file);
    expect(damage).toBe(null);
    expect(packets[0]).toMatchObject({ bytes: hex('4500'), length: 3, linkType: 101, snapLength: 65535 });
  });

  test('the length of a frame check sequence in the link type field is no reserved bit', async () => {
    const file = concat(LITTLE.pcapHeader({ link: 0x44000001 }), LITTLE.record(1, 1, PACKET));
    expect((await read(file)).packets[0]?.linkType).toBe(1);
  });

  test('before version 2.3 the two lengths are exchanged; 2.3 had both orders', async () => {
    const swapped = concat(LITTLE.u32(1, 1, 60, 4), PACKET);
    for (const version of [
      [2, 2],
      [2, 3],
    ] as const) {
      const file = concat(LITTLE.pcapHeader({ version: [...version] }), swapped);
      expect((await read(file)).packets[0]).toMatchObject({ bytes: PACKET, length: 60 });
    }
    const longer = concat(LITTLE.pcapHeader({ version: [2, 2] }), LITTLE.u32(1, 1, 3, 4), PACKET);
    expect((await read(longer)).packets[0]).toMatchObject({ bytes: PACKET, length: 3 });
    const plain = concat(LITTLE.pcapHeader({ version: [2, 3] }), LITTLE.record(1, 1, PACKET, 60));
    expect((await read(plain)).packets[0]).toMatchObject({ bytes: PACKET, length: 60 });
  });

  test('a packet longer than the snap length is delivered whole', async () => {
    const file = concat(LITTLE.pcapHeader({ snap: 2 }), LITTLE.record(1, 1, PACKET));
    expect((await read(file)).packets[0]?.bytes).toEqual(PACKET);
  });

  test('a header alone is a whole file', async () => {
    expect(await read(LITTLE.pcapHeader())).toMatchObject({ events: [], damage: null });
  });
});

describe('damage in a pcap file', () => {
  const good = concat(LITTLE.pcapHeader(), LITTLE.record(1, 1, PACKET));

  test.each([
    ['2 GiB and more', 0x80000001, 1],
    ['4 GiB less one', 0xffffffff, 1],
    ['one above the limit', 262_145, 1],
    ['one above the limit of a long link type', 16 * 1024 * 1024 + 1, 220],
  ])('a captured length of %s', async (_, captured, link) => {
    const header = LITTLE.pcapHeader({ link });
    const file = concat(
      header,
      LITTLE.record(1, 1, PACKET),
      LITTLE.u32(2, 2, captured, captured),
      new Uint8Array(64),
    );
    const { packets, damage } = await read(file);
    expect(packets.length).toBe(1);
    expect(damage).toMatchObject({
      offset: 44,
      message: expect.stringContaining(`${captured} captured bytes`),
    });
  });

  test('cut inside a record header', async () => {
    const { packets, damage } = await read(concat(good, hex('0102030405')));
    expect(packets.length).toBe(1);
    expect(damage).toMatchObject({
      offset: 44,
      message: 'the file ends inside a record header: 5 of 16 bytes',
    });
  });

  test('cut inside a packet', async () => {
    const { damage } = await read(good.subarray(0, 43));
    expect(damage).toMatchObject({ offset: 24, message: 'the file ends inside a packet: 3 of 4 bytes' });
  });

  test('cut inside the file header', async () => {
    const { damage } = await read(good.subarray(0, 23));
    expect(damage).toMatchObject({
      offset: 0,
      message: 'the file ends inside the pcap header: 23 of 24 bytes',
    });
  });

  test.each([
    [1, 4],
    [3, 0],
    [543, 0],
  ] as const)('version %i.%i', async (major, minor) => {
    const { damage } = await read(
      concat(LITTLE.pcapHeader({ version: [major, minor] }), LITTLE.record(1, 1, PACKET)),
    );
    expect(damage).toMatchObject({
      offset: 0,
      message: expect.stringContaining(`version ${major}.${minor}`),
    });
  });

  test('reserved bits in the link type', async () => {
    const { damage } = await read(LITTLE.pcapHeader({ link: 0x00300000 }));
    expect(damage).toMatchObject({ offset: 0, message: expect.stringContaining('0x00300000') });
  });
});

describe('a file that is no capture', () => {
  test.each([
    ['', 'an empty file: '],
    ['0a', 'a file of 1 byte: '],
    ['0a0d0d', 'a file of 3 bytes: '],
    ['d4c3b200aaaa', 'a file that begins d4c3b200: '],
    ['34cdb2a1', 'a "modified" pcap file'],
    ['a1b2cd34', 'a "modified" pcap file'],
    ['28b52ffd00', 'zstd-compressed data (decompress it first): '],
    ['fd377a585a00', 'xz-compressed data'],
    ['736e6f6f70', 'a snoop capture'],
  ])('%s', async (bytes, message) => {
    const { events, damage } = await read(hex(bytes));
    expect(events.length).toBe(1);
    expect(damage).toMatchObject({ offset: 0, file: 'file' });
    expect(damage?.message.startsWith(message)).toBe(true);
    expect(damage?.message).toContain('a pcap or pcapng file, or one of them in gzip, is expected');
  });
});
