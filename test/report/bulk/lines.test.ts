/** The kernel of lines (kernel/lines.ts): what it writes, by hand, and at the ends of all that it is given. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { MAX_NODES } from '../../../src/sniff/internal.ts';
import { Sniffer } from '../../../src/sniff/sniffer.ts';
import type { Zone } from '../../../src/sniff/where/moment.ts';
import type { Endpoint } from '../../../src/wire/endpoint.ts';
import { BIG, concat, hex, LITTLE, type Order, pad, text } from '../../capture/sample.ts';
import { careful, chunked, short } from './answers.ts';

const zoneBefore = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zoneBefore;
  vi.restoreAllMocks();
});

const SECOND = 1_700_000_000;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const A = end('10.0.0.1', 4200);
const B = end('255.99.100.9', 65_535);
const HELLO = hex('6801 0102');
const PING = hex('5d01 0102 0000 0000 00');

function end(address: string, port: number): Endpoint {
  return { address, port };
}

interface Sent {
  readonly time: readonly [seconds: number, fraction: number];
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly payload: Uint8Array;
}

function sent(payload: string | Uint8Array, more: Partial<Sent> = {}): Sent {
  const bytes = typeof payload === 'string' ? hex(payload) : payload;
  return { time: [SECOND, 7], from: A, to: B, payload: bytes, ...more };
}

function pcap(all: readonly Sent[], by: Order = LITTLE, magic = MICROSECONDS): Uint8Array {
  const records = all.map(({ time, from, to, payload }) => by.record(...time, udpFrame(from, to, payload)));
  return concat(by.pcapHeader({ link: RAW_IP, magic }), ...records);
}

interface Found {
  readonly lines: string;
  /** Packets that were left to the careful way. */
  readonly left: number;
}

/** What the kernel writes of the files, which is what the careful way writes of them. */
async function found(
  files: Uint8Array | readonly Uint8Array[],
  size = 100_000,
  zone: Zone = 'utc',
): Promise<Found> {
  const list = files instanceof Uint8Array ? [files] : files;
  const inputs = () => list.map((file, i) => chunked(`f${i}`, file, size));
  const expected = await careful(inputs(), 'text', zone);
  const packet = vi.spyOn(Sniffer.prototype, 'packet');
  const answer = await short(inputs(), 'text', { zone });
  const left = packet.mock.calls.length;
  packet.mockRestore();
  if (answer.lines === expected.lines) expect(answer).toEqual(expected);
  // Of megabytes no difference is shown.
  else expect(answer.lines.split('\n')).toEqual(expected.lines.split('\n'));
  return { lines: answer.lines, left };
}

describe('a line', () => {
  // Worked out by hand.
  const head = '22:13:20.000007 10.0.0.1:4200 > 255.99.100.9:65535';
  test.each([
    ['6801 0102', 'hello'],
    ['6801 0202 0102', 'peer-request hello'],
    ['6801 0308 0000 00000000', 'peer-address=0.0.0.0:0'],
    ['6801 0308 03e7 09 0a 63 64', 'peer-address=9.10.99.100:999'],
    [
      '6801 0308 03e8 ff c8 c7 01 0308 ffff 7f000001',
      'peer-address=255.200.199.1:1000 peer-address=127.0.0.1:65535',
    ],
    ['6801 0104 dead 0308 0001 01020304', 'hello,extra=dead peer-address=1.2.3.4:1'],
    [
      '6801 0309 1068 0a000001 0f 0308 2710 0a000002',
      'peer-address=10.0.0.1:4200,extra=0f peer-address=10.0.0.2:10000',
    ],
    ['6801 c802', 'tlv=200:'],
    ['6801 0004 0a0b ff03 00', 'tlv=0:0a0b tlv=255:00'],
  ])('of %s is %s', async (payload, words) => {
    expect(await found(pcap([sent(payload)]))).toEqual({ lines: `${head} ${words}\n`, left: 0 });
  });

  test('has the time of the file, with all its digits', async () => {
    const times = [
      [SECOND, 999_999],
      [SECOND + 1, 0],
      [SECOND - 1, 12_345],
      [0, 1],
      [0xffff_ffff, 100_000],
    ] as const;
    const of = async (magic: number): Promise<string[]> => {
      const file = pcap(
        times.map((time) => sent(HELLO, { time })),
        LITTLE,
        magic,
      );
      const { lines, left } = await found(file);
      expect(left).toBe(0);
      return lines.split('\n').map((line) => line.split(' ')[0] ?? '');
    };
    const micros = [
      '22:13:20.999999',
      '22:13:21.000000',
      '22:13:19.012345',
      '00:00:00.000001',
      '06:28:15.100000',
    ];
    const nanos = ['22:13:20.000999999', '22:13:21.000000000', '22:13:19.000012345', '00:00:00.000000001'];
    expect(await of(MICROSECONDS)).toEqual([...micros, '']);
    expect(await of(NANOSECONDS)).toEqual([...nanos, '06:28:15.000100000', '']);
  });

  test('has local time where that is asked for, through a change of summer time', async () => {
    process.env['TZ'] = 'Asia/Kolkata';
    const file = pcap([sent(HELLO)]);
    expect((await found(file, 100, 'local')).lines).toMatch(/^03:43:20\.000007 /);
    process.env['TZ'] = 'Europe/Paris';
    // 2023-10-29, 3 o'clock becomes 2 o'clock.
    const change = 1_698_541_200;
    const all = [-1, 0, 3600, -3601].map((by) => sent(HELLO, { time: [change + by, 0] }));
    const { lines } = await found(pcap(all), 100_000, 'local');
    expect(lines.match(/^\S+/gm)).toEqual([
      '02:59:59.000000',
      '02:00:00.000000',
      '03:00:00.000000',
      '01:59:59.000000',
    ]);
  });

  test('has every octet at every place, and every port', async () => {
    const peer = (value: number): Uint8Array => {
      const bytes = Uint8Array.of(
        3,
        8,
        value >> 8,
        value,
        value,
        value >> 4,
        value >> 8,
        value ^ (value >> 8),
      );
      return value % 50 === 49 ? concat(bytes.fill(9, 1, 2), Uint8Array.of(value)) : bytes;
    };
    const all = Array.from({ length: 512 }, (_, i) => {
      const peers = Array.from({ length: 128 }, (__, j) => peer(128 * i + j));
      return sent(concat(hex('6801'), ...peers), { from: end(`${i & 255}.1.${i >> 1}.2`, 127 * i) });
    });
    expect((await found(pcap(all))).left).toBe(0);
  });
});

describe('the kernel writes what is in order, and leaves the rest', () => {
  test.each([
    ['the largest datagram', sent(`6801 ${'0202'.repeat(699)}`), 0],
    ['one byte more', sent(`6801 c803 ff ${'0202'.repeat(698)}`), 1],
    ['one without a TLV', sent('6801'), 1],
    ['a foreign one', sent(PING), 0],
    ['a foreign one that may be a false message', sent(PING.subarray(0, 8)), 1],
    ['a word to oneself', sent(HELLO, { to: A }), 1],
    ['a word to another port of oneself', sent(HELLO, { to: end(A.address, 1) }), 0],
    ['a TLV without a length', sent('6801 0102 01'), 1],
    ['a TLV that is too short', sent('6801 0102 0101'), 1],
    ['a TLV that is cut', sent('6801 0102 c804 00'), 1],
    ['a row of peers, the last of which is cut', sent('6801 0308 1068 0a000001 0308 1068 0a0000'), 1],
    ['a TLV without room for its fields', sent('6801 0102 0307 1068 0a0000'), 1],
    ['one microsecond less than a second', sent(HELLO, { time: [SECOND, 999_999] }), 0],
    ['a million of them', sent(HELLO, { time: [SECOND, 1_000_000] }), 1],
  ])('of %s', async (_, datagram, left) => {
    expect((await found(pcap([sent(HELLO), datagram, sent(HELLO)]))).left).toBe(left);
  });

  test('of both byte orders, in chunks that are cut anywhere', async () => {
    const payloads = [HELLO, PING, hex('6801 0309 1068 0a000001 0f c803 01'), hex('6801 0101'), HELLO];
    const all = payloads.map((payload, i) => sent(payload, { time: [SECOND + (i >> 1), i] }));
    for (const by of [LITTLE, BIG]) {
      const file = pcap(all, by);
      for (let size = 1; size < 120; size += 2) expect((await found(file, size)).left).toBe(1);
    }
  });

  test('of interfaces with clocks of their own, that take turns, and of blocks with options or without a time', async () => {
    // 10^6 ticks a second and so on; the last three are for the careful way, as is what has no time.
    const clocks = ['06', '09', '04', '05', '07', '08', '0b', '03', '86'];
    const high = [0x60a24, 0, 0xffff_ffff, 0x60a25];
    for (const by of [LITTLE, BIG]) {
      const blocks = Array.from({ length: 400 }, (_, i) => {
        const time: [number, number] = [high[i % high.length] ?? 0, (i * 0x9e37_79b1) >>> 0];
        const packet = udpFrame(A, B, i % 7 === 6 ? PING : HELLO);
        const options = i % 5 === 0 ? [by.option(1, text('comment')), by.u32(0)] : [];
        if (i % 11 === 10) return by.block(3, by.u32(packet.length), pad(packet));
        return by.packet(i % clocks.length, time, packet, ...options);
      });
      const interfaces = clocks.map((clock) => by.interface(RAW_IP, 65_535, by.option(9, hex(clock))));
      const { lines, left } = await found(concat(by.section(), ...interfaces, ...blocks), 5000);
      expect(lines).toContain('\n- 10.0.0.1:4200 > ');
      const isCareful = (_: unknown, i: number): boolean => i % 11 === 10 || i % clocks.length >= 6;
      expect(left).toBe(blocks.filter(isCareful).length);
    }
  });

  test('of blocks whose lengths differ, in front and behind, and of those that are too long for their packet', async () => {
    const head = [LITTLE.section(), LITTLE.interface(RAW_IP, 65_535)];
    const block = LITTLE.packet(0, [0x60a24, 1], udpFrame(A, B, HELLO));
    const [wrong, long] = [Uint8Array.from(block), LITTLE.block(6, block.subarray(8, -4), LITTLE.u32(0))];
    wrong.fill(0xff, -4);
    expect((await found(concat(...head, block, long, block, wrong, block))).lines.split('\n')).toHaveLength(
      4,
    );
  });

  test('of a text that is full in the midst, and of lines that are longer than its room', async () => {
    const answer = concat(hex('6801'), ...new Array<Uint8Array>(650).fill(hex('0202')));
    const long = concat(hex('6801'), ...new Array<Uint8Array>(32_000).fill(hex('c802')));
    const all = Array.from({ length: 400 }, (_, i) => sent(i % 100 === 77 ? long : answer));
    expect((await found(pcap(all), 250_000)).left).toBe(4);
  });

  test('of more ends than it hears, and of false messages to them', async () => {
    const node = (i: number): Endpoint => end(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 4200 + (i % 3));
    const falseTo = (i: number): Sent => sent('01', { from: end(node(i).address, 9), to: node(i) });
    const hellos = Array.from({ length: MAX_NODES + 2000 }, (_, i) => sent(HELLO, { from: node(i) }));
    const some = [0, 1, 1023, 1024, 1025, MAX_NODES - 1, MAX_NODES, MAX_NODES + 1999].map(falseTo);
    const file = pcap([...some, ...hellos, ...hellos.slice(0, 2000), ...some]);
    // In the next capture nobody has spoken yet.
    const late = MAX_NODES + 5000;
    const next = pcap([sent(HELLO, { from: node(late) }), falseTo(late)]);
    expect((await found([file, next])).left).toBe(2 * some.length + 1);
  });
});

test('where WebAssembly lacks what the kernel takes, all go the careful way', async () => {
  vi.resetModules();
  vi.doMock('../../../src/sniff/compiled.ts', () => ({ compiledKernel: () => null }));
  const { PlainText } = await import('../../../src/report/bulk/plain-text.ts');
  vi.doUnmock('../../../src/sniff/compiled.ts');
  const { Bulk } = await import('../../../src/sniff/bulk.ts');
  const writer = new PlainText('utc');
  expect(writer.space).toBeNull();
  const all = Array.from({ length: 9000 }, () => sent(HELLO));
  const bulk = new Bulk(writer, new AbortController().signal);
  let lines = 0;
  for await (const event of bulk.run([chunked('f', pcap(all), 1_000_000)])) {
    expect(event).toEqual({ type: 'lines' });
    expect(writer.out.length).toBeLessThan(300_000);
    lines += writer.out.written.filter((byte) => byte === 0x0a).length;
    writer.out.clear();
  }
  expect([lines, bulk.summary.ours]).toEqual([9000, 9000]);
});
