import { describe, expect, test } from 'vitest';
import { direction } from '../../src/capture/packet.ts';
import { timeText } from '../../src/capture/timestamp.ts';
import { BIG, concat, hex, LITTLE, type Order, pad, read, text } from './sample.ts';

const PACKET = hex('4500000102');
const END = hex('00000000');

function file(order: Order, ...blocks: readonly Uint8Array[]): Uint8Array {
  return concat(order.section(), order.interface(101, 0), ...blocks);
}

describe.each([
  ['little-endian', LITTLE],
  ['big-endian', BIG],
] as const)('a %s pcapng file', (_, order) => {
  const flags = order.option(2, order.u32(2));

  test('gives packets of all three packet blocks', async () => {
    const old = order.block(2, order.u16(0, 7), order.u32(0, 5, 5, 60), pad(PACKET), flags, END);
    const simple = order.block(3, order.u32(5), pad(PACKET));
    const { packets, damage } = await read(file(order, order.packet(0, [1, 2], PACKET), simple, old));
    expect(damage).toBe(null);
    expect(packets.map(({ bytes }) => bytes)).toEqual([PACKET, PACKET, PACKET]);
    expect(packets.map(({ length }) => length)).toEqual([5, 5, 60]);
    // 2^32 + 2 microseconds; no time; 5 microseconds.
    expect(packets.map(({ time }) => time && timeText(time))).toEqual(['4294.967298', null, '0.000005']);
    expect(packets.map((packet) => direction(packet.flags))).toEqual([null, null, 'out']);
    expect(packets.map(({ offset }) => offset)).toEqual([48, 88, 112]);
  });

  test('has comments on packets, sections and interfaces, and their names', async () => {
    const section = order.section(order.option(1, text('two')), order.option(4, text('maker')), END);
    const options = [
      order.option(2, text('lo')),
      order.option(3, text('loop')),
      order.option(1, text('here')),
      END,
    ];
    const packet = order.packet(
      0,
      [0, 1],
      PACKET,
      order.option(1, text('één')),
      order.option(1, text('b')),
      flags,
    );
    const { notes, packets } = await read(concat(section, order.interface(101, 96, ...options), packet));
    expect(notes).toEqual([
      { type: 'section', comments: ['two'], application: 'maker' },
      {
        type: 'interface',
        linkType: 101,
        snapLength: 96,
        name: 'lo',
        description: 'loop',
        comments: ['here'],
      },
    ]);
    expect(packets[0]).toMatchObject({
      comments: ['één', 'b'],
      flags: 2,
      interfaceName: 'lo',
      interfaceIndex: 0,
      snapLength: 96,
    });
  });

  test('has resolutions and offsets of each interface', async () => {
    const offset = concat(...(order.little ? [order.u32(10, 0)] : [order.u32(0, 10)]));
    const interfaces = [
      order.interface(101, 0, order.option(9, hex('09')), END),
      order.interface(101, 0, order.option(9, hex('88')), END),
      order.interface(101, 0, order.option(9, hex('00')), order.option(14, offset), END),
    ];
    const packets = [0, 1, 2].map((id) => order.packet(id, [0, 300], PACKET));
    const reading = await read(concat(order.section(), ...interfaces, ...packets));
    expect(reading.packets.map(({ time }) => time && timeText(time))).toEqual([
      '0.000000300',
      '1.17187500',
      '310',
    ]);
  });

  test('has offsets before 1970', async () => {
    const minusOne = order.option(14, hex('ffffffffffffffff'));
    const blocks = [order.section(), order.interface(101, 0, minusOne), order.packet(0, [0, 5], PACKET)];
    const { packets } = await read(concat(...blocks));
    expect(packets.map(({ time }) => time && timeText(time))).toEqual(['-0.999995']);
  });

  test('has names and statistics', async () => {
    const v4 = concat(order.u16(1, 4 + 6), hex('7f000001'), pad(text('a\0bcd\0')));
    const v6 = concat(order.u16(2, 16 + 3), hex('00000000000000000000000000000001'), pad(text('me\0')));
    const names = order.block(4, v4, order.u16(99, 3), hex('01020300'), v6, END);
    const count = order.little ? order.u32(7, 1) : order.u32(1, 7);
    const statistics = order.block(
      5,
      order.u32(0, 0, 0),
      order.option(4, count),
      order.option(5, count),
      END,
    );
    const { notes } = await read(file(order, names, statistics));
    expect(notes.slice(2)).toEqual([
      {
        type: 'names',
        entries: [
          { address: '127.0.0.1', names: ['a', 'bcd'] },
          { address: '::1', names: ['me'] },
        ],
      },
      {
        type: 'statistics',
        interfaceName: null,
        received: 2n ** 32n + 7n,
        dropped: 2n ** 32n + 7n,
        comments: [],
      },
    ]);
  });

  test('passes over secrets, custom and unknown blocks', async () => {
    const skipped = [0x0a, 0xbad, 0x40000bad, 0x7fff, 9].map((type) =>
      order.block(type, hex('0102030405060708')),
    );
    const { packets, notes, damage } = await read(
      file(order, ...skipped, order.packet(0, [0, 0], PACKET)),
      3,
    );
    expect([packets.length, notes.length, damage]).toEqual([1, 2, null]);
    expect(packets[0]?.offset).toBe(48 + 5 * 20);
  });

  test('cuts a simple packet at the snap length', async () => {
    const blocks = [order.section(), order.interface(101, 5), order.block(3, order.u32(1000), pad(PACKET))];
    expect((await read(concat(...blocks))).packets[0]).toMatchObject({
      bytes: PACKET,
      length: 1000,
      time: null,
    });
  });
});

test('sections have their own byte order and interfaces', async () => {
  const second = concat(BIG.section(), BIG.interface(1, 0), BIG.packet(0, [0, 9], PACKET));
  const third = concat(LITTLE.section(), LITTLE.packet(0, [0, 0], PACKET));
  const first = file(LITTLE, LITTLE.packet(0, [0, 8], PACKET));
  const { packets, damage } = await read(concat(first, second, third));
  expect(packets.map(({ linkType }) => linkType)).toEqual([101, 1]);
  expect(packets.map(({ frame }) => frame)).toEqual([1, 2]);
  expect(damage).toMatchObject({ message: 'a packet of interface 0, of 0 declared' });
  expect(damage?.offset).toBe(first.length + second.length + 28);
});

describe('damage in a pcapng file', () => {
  const good = file(LITTLE, LITTLE.packet(0, [0, 1], PACKET));
  const after = good.length;
  const long = (type: number, length: number) => concat(LITTLE.u32(type, length), new Uint8Array(64));
  const epb = (id: number, captured: number) =>
    LITTLE.block(6, LITTLE.u32(id, 0, 0, captured, captured), pad(PACKET));
  const wrongTrailer = LITTLE.packet(0, [0, 1], PACKET);
  wrongTrailer.set(LITTLE.u32(44), wrongTrailer.length - 4);
  const wrongCustom = LITTLE.block(0xbad, hex('01020304'));
  wrongCustom.set(LITTLE.u32(20), wrongCustom.length - 4);

  test.each([
    ['length 0', long(6, 0), 'length of 0, at least 32'],
    ['length 8', long(0xbad, 8), 'length of 8, at least 12'],
    ['length below its type', long(6, 28), 'length of 28, at least 32'],
    ['length no multiple of 4', long(6, 39), 'length of 39, not a multiple of 4'],
    ['length a multiple of 2', long(6, 38), 'length of 38, not a multiple of 4'],
    ['length no multiple of 4 of a custom block', long(0xbad, 41), 'length of 41, not a multiple of 4'],
    ['length 0xfffffffc', long(6, 0xfffffffc), 'length of 4294967292, beyond the limit of 16777216'],
    ['length 0xfffffffc of a custom block', long(0xbad, 0xfffffffc), 'beyond the limit of 16777216'],
    [
      'a section header of 2 MiB',
      concat(LITTLE.u32(0x0a0d0d0a, 2 << 20, 0x1a2b3c4d)),
      'beyond the limit of 1048576',
    ],
    ['a trailer that differs', wrongTrailer, "a block's length is 40 in front and 44 behind"],
    [
      'a trailer of a custom block that differs',
      wrongCustom,
      "a block's length is 16 in front and 20 behind",
    ],
    ['an unknown interface', epb(1, 5), 'a packet of interface 1, of 1 declared'],
    ['an interface of 32 bits', epb(0xffffffff, 5), 'a packet of interface 4294967295, of 1 declared'],
    ['a captured length beyond the block', epb(0, 9), '9 captured bytes in a block with room for 8'],
    ['a captured length above 2 GiB', epb(0, 0x80000005), '2147483653 captured bytes in a block'],
    ['if_tsresol 255', LITTLE.interface(1, 0, LITTLE.option(9, hex('ff')), END), 'if_tsresol 255'],
    ['if_tsresol 20', LITTLE.interface(1, 0, LITTLE.option(9, hex('14')), END), 'if_tsresol 20'],
    [
      'an option beyond its interface',
      LITTLE.interface(1, 0, LITTLE.u16(2, 3)),
      'option 2 claims 3 bytes, 0 are left',
    ],
    [
      'an option beyond its section',
      LITTLE.section(LITTLE.u16(1, 9), END),
      'option 1 claims 9 bytes, 4 are left',
    ],
    [
      'a name record beyond its block',
      LITTLE.block(4, LITTLE.u16(1, 9), END),
      'a name record claims 9 bytes',
    ],
    [
      'statistics of an unknown interface',
      LITTLE.block(5, LITTLE.u32(3, 0, 0)),
      'statistics of interface 3, of 1',
    ],
    [
      'a simple packet beyond its block',
      LITTLE.block(3, LITTLE.u32(9), pad(PACKET)),
      'in a block with room for 8',
    ],
    ['no byte order magic', LITTLE.block(0x0a0d0d0a, new Uint8Array(16)), 'without the byte order magic'],
    [
      'version 2.0',
      LITTLE.block(0x0a0d0d0a, LITTLE.u32(0x1a2b3c4d), LITTLE.u16(2, 0), LITTLE.u32(0, 0)),
      'version 2.0',
    ],
  ])('%s', async (_, bad, message) => {
    for (const size of [1, 7, 1 << 16]) {
      const { packets, damage } = await read(concat(good, bad, LITTLE.packet(0, [0, 2], PACKET)), size);
      expect(packets.length).toBe(1);
      expect(damage).toMatchObject({ offset: after, message: expect.stringContaining(message) });
    }
  });

  test('damaged options: the packet is delivered, then the damage', async () => {
    const bad = LITTLE.packet(0, [0, 2], PACKET, LITTLE.option(1, text('fine')), LITTLE.u16(1, 400));
    const { packets, damage } = await read(concat(good, bad, LITTLE.packet(0, [0, 3], PACKET)));
    expect(packets[1]?.comments).toEqual(['fine']);
    expect(packets.length).toBe(2);
    expect(damage).toMatchObject({ offset: after, message: 'option 1 claims 400 bytes, 0 are left' });
  });

  test('a simple packet before any interface', async () => {
    const { damage } = await read(concat(LITTLE.section(), LITTLE.block(3, LITTLE.u32(5), pad(PACKET))));
    expect(damage).toMatchObject({ offset: 28, message: 'a simple packet before any interface' });
  });

  test('a packet above 256 KiB, but not of a link type with long packets', async () => {
    const large = new Uint8Array(262_148);
    const bad = await read(concat(LITTLE.section(), LITTLE.interface(1, 0), LITTLE.packet(0, [0, 0], large)));
    expect(bad.damage).toMatchObject({ offset: 48, message: expect.stringContaining('the limit of 262144') });
    const usb = await read(
      concat(LITTLE.section(), LITTLE.interface(220, 0), LITTLE.packet(0, [0, 0], large)),
    );
    expect([usb.damage, usb.packets[0]?.bytes.length]).toEqual([null, 262_148]);
  });

  test('more interfaces than anybody has', async () => {
    const one = LITTLE.interface(1, 0);
    const many = new Uint8Array(28 + 65_537 * one.length);
    many.set(LITTLE.section());
    for (let at = 28; at < many.length; at += one.length) many.set(one, at);
    const { damage } = await read(many);
    expect(damage).toMatchObject({ offset: 28 + 65_536 * 20, message: 'more than 65536 interfaces' });
  });

  test('comments beyond their share of a block are left out', async () => {
    const comments = new Uint8Array(5000 * 4).map((_, index) => (index % 4 === 0 ? 1 : 0));
    const { packets, damage } = await read(file(LITTLE, LITTLE.packet(0, [0, 0], PACKET, comments)));
    expect([packets[0]?.comments.length, damage]).toEqual([4096, null]);
  });
});
