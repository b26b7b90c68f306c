import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { feedCapture } from '../../src/capture/reader.ts';
import { chunksOf, concat, hex, LITTLE, read, readFrom } from './sample.ts';

const PACKET = hex('4500000102030405');
const RECORD = LITTLE.record(1, 1, PACKET);
const FILE = concat(LITTLE.pcapHeader(), ...new Array<Uint8Array>(1000).fill(RECORD));

describe('a capture in gzip', () => {
  test.each([1, 2, 100, 1 << 16])('in chunks of %i bytes', async (size) => {
    const { packets, damage } = await read(gzipSync(FILE), size);
    expect([packets.length, damage]).toEqual([1000, null]);
    expect(packets[999]?.offset).toBe(24 + 999 * 24);
  });

  test('of two members, and zeros behind', async () => {
    const zipped = concat(gzipSync(FILE.subarray(0, 77)), gzipSync(FILE.subarray(77)));
    for (const tail of [0, 70_000]) {
      const { packets, damage } = await read(concat(zipped, new Uint8Array(tail)));
      expect([packets.length, damage]).toEqual([1000, null]);
    }
  });

  test('with something else behind: everything is delivered, then the damage', async () => {
    // More than one piece of output comes of the slice that is damaged.
    const long = concat(FILE, ...new Array<Uint8Array>(9000).fill(RECORD));
    const { packets, damage } = await read(concat(gzipSync(long), new Uint8Array(70_000).fill(0x55)));
    expect(packets.length).toBe(10_000);
    expect(damage).toMatchObject({ offset: long.length, message: 'damaged gzip: incorrect header check' });
  });

  test('damaged in the middle: what stands before is delivered, nothing twice', async () => {
    // A gzip header, two stored blocks (RFC 1951 §3.2.4) of 12,012 bytes, then one of the reserved type 3.
    const stored = (data: Uint8Array) =>
      concat(hex('00'), LITTLE.u16(data.length, ~data.length & 0xffff), data);
    const blocks = [stored(FILE.subarray(0, 12_012)), stored(FILE.subarray(12_012))];
    const zipped = concat(hex('1f8b0800000000000003'), ...blocks, hex('07'), new Uint8Array(20_000));
    for (const size of [1000, 8192, 1 << 18]) {
      const { packets, damage } = await read(zipped, size);
      expect(packets.length).toBe(1000);
      expect(packets.at(-1)?.bytes).toEqual(PACKET);
      expect(damage).toMatchObject({
        offset: 24 + packets.length * 24,
        message: 'damaged gzip: invalid block type',
      });
    }
  });

  test('cut: what came is delivered, then the damage is the gzip', async () => {
    const zipped = gzipSync(FILE, { level: 0 });
    const { packets, damage } = await read(zipped.subarray(0, 10_000));
    expect(packets.length).toBeGreaterThan(400);
    expect(damage).toMatchObject({ message: 'damaged gzip: unexpected end of file' });
    expect(damage?.offset).toBe(24 + packets.length * 24);
  });

  test('with a wrong checksum: everything is delivered, then the damage', async () => {
    const zipped = Uint8Array.from(gzipSync(FILE));
    const at = zipped.length - 8;
    zipped[at] = (zipped[at] ?? 0) ^ 1;
    const { packets, damage } = await read(zipped);
    expect(packets.length).toBe(1000);
    expect(damage).toMatchObject({ offset: FILE.length, message: 'damaged gzip: incorrect data check' });
  });

  test('whose header alone is there', async () => {
    const { damage } = await read(hex('1f8b08'));
    expect(damage).toMatchObject({ offset: 0, message: 'damaged gzip: unexpected end of file' });
  });

  test('inside gzip is refused', async () => {
    const { damage } = await read(gzipSync(gzipSync(FILE)));
    expect(damage).toMatchObject({ offset: 0, message: expect.stringContaining('gzip inside gzip') });
  });

  test('is let go of when the taker stops early', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* chunksOf(gzipSync(FILE), 16);
      } finally {
        closed = true;
      }
    }
    for await (const reader of feedCapture(source(), 'file')) if (reader.step() === 'packet') break;
    expect(closed).toBe(true);
  });
});

describe('memory', () => {
  async function peak(source: AsyncIterable<Uint8Array>): Promise<{ mebibytes: number; packets: number }> {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let packets = 0;
    for await (const reader of feedCapture(source, 'file')) {
      for (let step = reader.step(); step === 'packet' || step === 'note'; step = reader.step()) packets += 1;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    return { mebibytes: most / 2 ** 20, packets };
  }

  test('a gzip bomb of 128 MiB in one chunk', async () => {
    const header = concat(LITTLE.pcapHeader(), new Uint8Array(16 << 20));
    const member = gzipSync(header.subarray(24));
    const bomb = concat(gzipSync(header.subarray(0, 24)), ...new Array<Uint8Array>(8).fill(member));
    const { mebibytes, packets } = await peak(chunksOf(bomb, bomb.length));
    expect(packets).toBe((128 << 20) / 16);
    expect(mebibytes).toBeLessThan(48);
  });

  test('a block that claims 16 MiB and never comes', async () => {
    const claim = concat(LITTLE.section(), LITTLE.u32(6, 16 << 20), new Uint8Array(100));
    const { mebibytes } = await peak(chunksOf(claim, 64));
    expect(mebibytes).toBeLessThan(1);
    expect((await read(claim)).damage).toMatchObject({
      offset: 28,
      message: expect.stringContaining('of 16777216'),
    });
  });

  test('blocks of 16 MiB, one after the other', async () => {
    const size = 16 << 20;
    const block = concat(
      LITTLE.block(6, LITTLE.u32(0, 0, 0, 0, 0), LITTLE.u16(0, 0), new Uint8Array(size - 36)),
    );
    expect(block.length).toBe(size);
    async function* source(): AsyncGenerator<Uint8Array> {
      yield concat(LITTLE.section(), LITTLE.interface(1, 0));
      for (let count = 0; count < 20; count += 1) yield* chunksOf(block, 1 << 16);
    }
    const { mebibytes, packets } = await peak(source());
    expect(packets).toBe(22);
    expect(mebibytes).toBeLessThan(80);
  });

  test('a bomb of custom blocks is passed over in place', async () => {
    const custom = LITTLE.block(0xbad, new Uint8Array((16 << 20) - 12));
    async function* source(): AsyncGenerator<Uint8Array> {
      yield concat(LITTLE.section());
      for (let count = 0; count < 4; count += 1) yield* chunksOf(custom, 1 << 16);
    }
    expect((await peak(source())).mebibytes).toBeLessThan(4);
    expect((await readFrom(source())).damage).toBe(null);
  });
});
