import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FragmentTable } from '../../src/capture/fragment.ts';
import { dissectFrame, type FrameResult } from '../../src/capture/frame.ts';
import type { PacketView } from '../../src/capture/packet.ts';
import { timestampOf } from '../../src/capture/timestamp.ts';
import { udpFrame } from '../../src/capture/udp-frame.ts';
import { concat, hex } from './sample.ts';

const A = { address: '10.0.0.1', port: 1000 };
const B = { address: '10.0.0.2', port: 2000 };
const PAYLOAD = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) & 0xff);
const DATAGRAM = udpFrame(A, B, PAYLOAD).subarray(20);
const DATAGRAM6 = udpFrame({ ...A, address: 'fd00::1' }, { ...B, address: 'fd00::2' }, PAYLOAD).subarray(40);

function view(bytes: Uint8Array, seconds = 0, length = bytes.length): PacketView {
  const time = timestampOf(BigInt(seconds) * 1_000_000_000n);
  const rest = { snapLength: 0, interfaceName: null, interfaceIndex: 0, comments: [], flags: null };
  return {
    frame: 1,
    offset: 0,
    linkType: 101,
    buffer: bytes,
    start: 0,
    end: bytes.length,
    length,
    time,
    ...rest,
  };
}

/** Bytes `from` to `to` of the datagram as an IPv4 fragment. */
function piece(from: number, to: number, id = 7, datagram = DATAGRAM): Uint8Array {
  const data = datagram.subarray(from, to);
  const bytes = concat(hex('4500 0000 0000 0000 4011 0000 0a000001 0a000002'), data);
  const field = (from >> 3) | (to < datagram.length ? 0x2000 : 0);
  const set16 = (at: number, value: number) => bytes.set([value >> 8, value & 0xff], at);
  set16(2, bytes.length);
  set16(4, id);
  set16(6, field);
  return bytes;
}

function piece6(from: number, to: number): Uint8Array {
  const data = DATAGRAM6.subarray(from, to);
  const field = from | (to < DATAGRAM6.length ? 1 : 0);
  const fragment = concat(hex('1100'), Uint8Array.of(field >> 8, field & 0xff), hex('00000005'));
  const length = fragment.length + data.length;
  const head = concat(hex('60000000'), Uint8Array.of(length >> 8, length & 0xff), hex('2c40'));
  const addresses = hex('fd000000000000000000000000000001 fd000000000000000000000000000002');
  return concat(head, addresses, fragment, data);
}

function feed(table: FragmentTable, ...packets: readonly Uint8Array[]): FrameResult[] {
  return packets.map((packet) => dissectFrame(view(packet), table));
}

const WHOLE = { type: 'udp', payload: PAYLOAD, payloadOffset: -1, length: 3000, checksum: 'right' };
const WAITING = { type: 'other', what: 'fragment' };

describe('fragments', () => {
  test.each([
    ['in order', [0, 1, 2]],
    ['last first', [2, 1, 0]],
    ['middle last', [0, 2, 1]],
  ])('become a datagram: %s', (_, sequence) => {
    const bounds = [0, 1000, 2000, DATAGRAM.length];
    for (const make of [piece, piece6]) {
      const table = new FragmentTable();
      const packets = sequence.map((index) => make(bounds[index] ?? 0, bounds[index + 1] ?? 0));
      const results = feed(table, ...packets);
      expect(results.slice(0, 2)).toEqual([WAITING, WAITING]);
      expect(results[2]).toMatchObject({ ...WHOLE, fragments: 3 });
      expect(table.unfinished).toBe(0);
    }
  });

  test('in any sizes and order give the bytes that were sent', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 375 }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (units, order) => {
        const bounds = [0, ...units.map((unit) => unit * 8).sort((a, b) => a - b), DATAGRAM.length];
        const pieces = bounds
          .slice(1)
          .map((end, index) => ({ key: order.next().value, at: bounds[index] ?? 0, end }));
        if (pieces.length < 2) return;
        pieces.sort((a, b) => a.key - b.key);
        const results = feed(new FragmentTable(), ...pieces.map(({ at, end }) => piece(at, end)));
        const last = results.at(-1);
        if (last?.type !== 'udp') throw new Error('not whole');
        expect(Buffer.from(last.payload).equals(PAYLOAD)).toBe(true);
        expect([last.fragments, last.checksum]).toEqual([pieces.length, 'right']);
      }),
      { seed: 104_002 },
    );
  });

  test('of different datagrams are kept apart', () => {
    const table = new FragmentTable();
    feed(table, piece(0, 1000, 1), piece(0, 1000, 2));
    expect(feed(table, piece(1000, 3008, 2))[0]).toMatchObject(WHOLE);
    expect(table.unfinished).toBe(1);
  });

  test('that repeat are counted, and do no harm', () => {
    const table = new FragmentTable();
    const results = feed(table, piece(0, 1000), piece(0, 1000), piece(1000, 3008));
    expect(results[2]).toMatchObject(WHOLE);
    expect([table.repeated, table.overlapping]).toEqual([1, 0]);
  });

  test.each([
    ['a piece over two others', [piece(0, 1000), piece(992, 2000)]],
    [
      'the same place with other bytes',
      [
        piece(0, 1000),
        piece(
          0,
          1000,
          7,
          DATAGRAM.map((byte) => byte ^ 1),
        ),
      ],
    ],
    ['two ends', [piece(2000, 3008), piece(1000, 2000, 7, DATAGRAM.subarray(0, 2000))]],
    ['bytes beyond the end', [piece(1000, 2000, 7, DATAGRAM.subarray(0, 2000)), piece(2000, 2800)]],
  ])('that overlap throw their datagram away: %s', (_, packets) => {
    const table = new FragmentTable();
    const results = feed(table, ...packets, piece(0, 1000), piece(1000, 2000), piece(2000, 3008));
    expect(results.map((result) => result.type)).not.toContain('udp');
    expect([table.overlapping, table.unfinished]).toEqual([1, 0]);
  });

  test('are thrown away at once when an end comes that lies before what is there', () => {
    const table = new FragmentTable();
    feed(table, piece(2000, 2800), piece(1000, 2000, 7, DATAGRAM.subarray(0, 2000)));
    expect(table.overlapping).toBe(1);
  });

  test('cut by the snap length cannot be put together', () => {
    const table = new FragmentTable();
    const packet = piece(0, 1000);
    const cut = dissectFrame(view(packet.subarray(0, 96), 0, packet.length), table);
    expect(cut).toMatchObject({ type: 'cut', what: 'fragment' });
    expect(feed(table, piece(1000, 3008))[0]).toEqual(WAITING);
    expect([table.cut, table.unfinished]).toEqual([1, 0]);
  });

  test.each([
    ['no multiple of 8', piece(0, 1001)],
    ['empty', piece(8, 8)],
    ['beyond 64 KiB', piece(0xfff8, 0xfff8 + 8, 7, new Uint8Array(70_000))],
  ])('that are %s are malformed', (_, packet) => {
    expect(feed(new FragmentTable(), packet)[0]).toMatchObject({ type: 'malformed', what: 'fragment' });
  });

  test('wait 30 s of capture time', () => {
    const late = (seconds: number) => {
      const table = new FragmentTable();
      dissectFrame(view(piece(0, 1000), 100), table);
      const result = dissectFrame(view(piece(1000, 3008), 100 + seconds), table);
      return [result.type, table.unfinished];
    };
    expect(late(30)).toEqual(['udp', 0]);
    expect(late(31)).toEqual(['other', 2]);
  });

  test('are kept of 256 datagrams, the oldest goes first', () => {
    const table = new FragmentTable();
    for (let id = 0; id < 257; id += 1) feed(table, piece(0, 1000, id));
    expect(table.unfinished).toBe(257);
    expect(feed(table, piece(1000, 3008, 256))[0]).toMatchObject(WHOLE);
    expect(feed(table, piece(1000, 3008, 0))[0]).toEqual(WAITING);
  });

  test('far from their start are bounded too, however many come', () => {
    const table = new FragmentTable();
    const far = piece(65_000, 65_008, 0, new Uint8Array(65_100));
    for (let id = 0; id < 2000; id += 1) {
      far.set([id >> 8, id & 0xff], 4);
      feed(table, far);
    }
    expect(table.unfinished).toBe(2000);
    expect(table.pending).toBe(256);
  });
});
