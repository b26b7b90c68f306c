/** The kernel of `--summary` (kernel/count.ts) in captures long enough to meet its tables' and lists' ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { fileChunks } from '../../src/capture/source.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { Bulk } from '../../src/sniff/bulk.ts';
import { fileInput } from '../../src/sniff/input.ts';
import { Sniffer } from '../../src/sniff/sniffer.ts';
import { concat } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { BIG, hex, LITTLE, type Order } from '../capture/sample.ts';
import { careful, chunked, MODES, short } from '../report/bulk/answers.ts';
import { answer, HELLO, node, REQUEST } from './plain-traffic.ts';

afterEach(() => vi.restoreAllMocks());

/** A packet of a capture: its time in microseconds. */
interface Timed {
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly payload: Uint8Array;
}

function pcap(all: readonly Timed[], by: Order = LITTLE): Uint8Array {
  const records = all.map(({ at, from, to, payload }) =>
    by.record(1_700_000_000 + Math.floor(at / 1e6), at % 1e6, udpFrame(from, to, payload)),
  );
  return concat([by.pcapHeader({ link: RAW_IP }), ...records]);
}

/** Both ways say the same of the file; returns how many packets the short one left to the careful one. */
async function left(file: Uint8Array, size = 100_000): Promise<number> {
  const expected = await careful([chunked('f', file, size)], 'summary');
  const packet = vi.spyOn(Sniffer.prototype, 'packet');
  const found = await short([chunked('f', file, size)], 'summary');
  const count = packet.mock.calls.length;
  packet.mockRestore();
  expect(found).toEqual(expected);
  return count;
}

const [A, B] = [node(1), node(2)];

describe('the kernel counts what the careful way counts', () => {
  test('of many flows, in intervals of all lengths, and leaves nothing that is in order', async () => {
    let at = 0;
    const all = Array.from({ length: 10_000 }, (_, i): Timed => {
      at += (i * 7919) % 3000;
      const [from, to] = [node((i * 31) % 1500), node((i * 17) % 11)];
      const payload = [HELLO, HELLO, REQUEST, answer(i % 900, 1 + (i % 174))][i % 4] ?? HELLO;
      return { at, from, to: from.address === to.address ? node(5000) : to, payload };
    });
    expect(await left(pcap(all))).toBe(0);
  });

  test('of a value that comes more often than a short count holds', async () => {
    const all = Array.from({ length: 70_000 }, (_, i): Timed => {
      return { at: 1000 * i, from: A, to: B, payload: HELLO };
    });
    expect(await left(pcap(all))).toBe(0);
  });

  test('of intervals of an hour, and of time that runs back', async () => {
    const times = [0, 10, 3_600_000_000, 5, 3_700_000_000, 3_700_000_000, 8_000_000_000];
    const all = times.flatMap((at): Timed[] =>
      [HELLO, REQUEST, answer(1, 3)].map((payload) => ({ at, from: A, to: B, payload })),
    );
    expect(await left(pcap(all))).toBe(0);
  });

  test('of claims beyond what is kept for a node, and for all of them', async () => {
    const all = Array.from({ length: 1700 }, (_, i): Timed => {
      return { at: i, from: node(i % 600), to: node(7000), payload: answer(i * 174, 174) };
    });
    expect(await left(pcap(all))).toBe(0);
  });

  test('of unknown types, of several TLVs, without a checksum, with a wrong one', async () => {
    const payloads = ['6801', '6801 c804aabb 0102', '6801 0102 0202 0308 1068 0a000001 fa02', '6801 01020102']
      .map(hex)
      .concat(hex('5d01 0102 0000 0000 0000'));
    const all = payloads.map((payload, i): Timed => ({ at: i, from: A, to: B, payload }));
    const file = pcap([...all, ...all, ...all]);
    const record = 16 + 28;
    const sizes = payloads.map(({ length }) => record + length);
    let at = 24;
    [...sizes, ...sizes, ...sizes].forEach((size, i) => {
      // The checksum of the second round is not there, that of the third is wrong.
      if (i >= 5) file.fill(i >= 10 ? 0x77 : 0, at + 16 + 26, at + 16 + 28);
      at += size;
    });
    expect(await left(file)).toBe(0);
  });

  test('of interfaces that take turns, of blocks with options, of big-endian files', async () => {
    const blocks = (by: Order) =>
      Array.from({ length: 300 }, (_, i) => {
        const options = i % 5 === 0 ? [by.option(2, by.u32(1)), by.u32(0)] : [];
        return by.packet(i % 2, [0x60a24, 1000 * i], udpFrame(node(i % 9), node(100), HELLO), ...options);
      });
    for (const by of [LITTLE, BIG]) {
      const head = [by.section(), by.interface(101, 0), by.interface(101, 0, by.option(9, hex('09')))];
      expect(await left(concat([...head, ...blocks(by)]))).toBe(0);
    }
    expect(await left(pcap([{ at: 1, from: A, to: B, payload: HELLO }], BIG))).toBe(0);
  });

  test('and leaves what is not in order, wherever it stands', async () => {
    const bad = hex('6801 0101');
    const all = Array.from({ length: 500 }, (_, i): Timed => {
      return { at: 1000 * i, from: node(i % 3), to: node(100), payload: i % 10 === 9 ? bad : HELLO };
    });
    for (const size of [50, 1000, 100_000]) expect(await left(pcap(all), size)).toBe(50);
  });
});

describe('what is read from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peerprobe-counting-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // More than a chunk of each, so that the arrays are used again.
  const all = Array.from({ length: 6000 }, (_, i): Timed => {
    return { at: 500 * i, from: node(i % 40), to: node(100), payload: i % 5 === 0 ? answer(i, 170) : HELLO };
  });
  const file = pcap(all);

  test.each(MODES)('says in %s what the careful way says, in gzip too', async (mode) => {
    const expected = await careful([chunked('f', file, 100_000)], mode);
    for (const [name, bytes] of [['plain', file] as const, ['gzip', gzipSync(file, { level: 1 })] as const]) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const input = fileInput('f', (space) => fileChunks(path, space));
      expect(await short([input], mode)).toEqual(expected);
    }
  });
});

test('where WebAssembly lacks what the kernel takes, all go the careful way', async () => {
  vi.resetModules();
  vi.doMock('../../src/sniff/kernel.ts', () => ({ kernelArrays: () => null }));
  const { Bulk: Without } = await import('../../src/sniff/bulk.ts');
  vi.doUnmock('../../src/sniff/kernel.ts');
  expect(Without).not.toBe(Bulk);
  const file = pcap([{ at: 1, from: A, to: B, payload: HELLO }]);
  const bulk = new Without(null, new AbortController().signal);
  for await (const event of bulk.run([chunked('f', file, 1000)])) expect(event).toBeNull();
  expect([bulk.summary.packets, bulk.summary.ours, bulk.summary.selected]).toEqual([1, 1, 1]);
});
