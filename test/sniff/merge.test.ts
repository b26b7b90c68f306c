import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_BLOCK } from '../../src/capture/link-type.ts';
import { PcapWriter } from '../../src/capture/pcap-writer.ts';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { fileInput } from '../../src/sniff/input.ts';
import { EVERYTHING } from '../../src/sniff/selection.ts';
import { Sniff } from '../../src/sniff/sniff.ts';
import { concat } from '../../src/wire/bytes.ts';
import { SEED } from '../support/arbitrary.ts';
import { longRuns } from '../support/runs.ts';
import { sampleInput } from './sample.ts';

const [A, B] = [
  { address: '127.0.0.1', port: 4201 },
  { address: '127.0.0.1', port: 4200 },
];
const HELLO = Uint8Array.of(104, 1, 1, 2);

/** A capture with a Hello at each of these nanoseconds. */
function capture(times: readonly bigint[]): Uint8Array {
  const writer = new PcapngWriter();
  const blocks = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  for (const time of times) blocks.push(writer.packet({ time, bytes: udpFrame(A, B, HELLO) }));
  return concat(blocks);
}

/** What comes out, as `file:frame`; `file!` where it is damaged. */
async function order(
  files: readonly (readonly [name: string, bytes: Uint8Array])[],
  merge = true,
  size = 100,
) {
  const signal = new AbortController().signal;
  const sniff = new Sniff({ selection: EVERYTHING, all: true, summary: false, count: null, merge, signal });
  const told: string[] = [];
  for await (const event of sniff.run(files.map(([name, bytes]) => sampleInput(name, bytes, size)))) {
    told.push(
      event.type === 'damage'
        ? `${event.damage.file}!`
        : `${event.sighted.file}:${event.sighted.packet.frame}`,
    );
  }
  return { told, summary: sniff.summary };
}

describe('captures side by side', () => {
  test('come in order of time, each with its own frames', async () => {
    const files = [
      ['a', capture([10n, 30n, 50n])],
      ['b', capture([20n, 40n])],
      ['c', capture([])],
    ] as const;
    expect((await order(files)).told).toEqual(['a:1', 'b:1', 'a:2', 'b:2', 'a:3']);
    expect((await order(files, false)).told).toEqual(['a:1', 'a:2', 'a:3', 'b:1', 'b:2']);
  });

  test('in the order of the captures where times are equal, to the nanosecond', async () => {
    const base = 1_700_000_000_000_000_000n;
    const files = [
      ['a', capture([base + 1n, base + 2n])],
      ['b', capture([base, base + 2n])],
    ] as const;
    expect((await order(files)).told).toEqual(['b:1', 'a:1', 'a:2', 'b:2']);
  });

  test('of different formats, where a Number would have them the other way round', async () => {
    const base = 1_700_000_000_000_000_000n;
    const writer = new PcapWriter(RAW_IP);
    const bytes = udpFrame(A, B, HELLO);
    const pcap = concat([writer.header(), writer.packet({ time: base + 2000n, bytes })]);
    expect(
      (
        await order([
          ['pcap', pcap],
          ['pcapng', capture([base + 1950n])],
        ])
      ).told,
    ).toEqual(['pcapng:1', 'pcap:1']);
  });

  test('of which one is not in order, leave it as it is', async () => {
    const files = [
      ['a', capture([30n, 10n, 40n])],
      ['b', capture([20n, 35n])],
    ] as const;
    expect((await order(files)).told).toEqual(['b:1', 'a:1', 'a:2', 'b:2', 'a:3']);
  });

  test('of which one is damaged, go on', async () => {
    const cut = capture([10n, 30n, 50n]);
    const files = [
      ['a', cut.subarray(0, cut.length - 3)],
      ['b', capture([20n, 40n])],
      ['x', new Uint8Array(9)],
    ] as const;
    const { told, summary } = await order(files);
    expect(told).toEqual(['x!', 'a:1', 'b:1', 'a:2', 'a!', 'b:2']);
    expect(summary.files.map(({ damaged }) => damaged !== null)).toEqual([true, false, true]);
  });

  test('give what the captures give one after another, sorted by time', async () => {
    const times = fc
      .array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
      .map((list) => list.sort((a, b) => a - b));
    const files = fc.array(times, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 300 }), async (lists, size) => {
        // Steps below what a Number of seconds since 1970 can tell apart.
        const base = 1_700_000_000_000_000_000n;
        const captures = lists.map(
          (list, i) => [`${i}`, capture(list.map((step) => base + BigInt(step)))] as const,
        );
        const key = (text: string): number =>
          lists[Number(text.split(':')[0])]?.[Number(text.split(':')[1]) - 1] ?? -1;
        const [merged, inTurn] = [await order(captures, true, size), await order(captures, false, size)];
        expect(merged.told).toEqual(inTurn.told.toSorted((a, b) => key(a) - key(b)));
        expect(merged.summary).toEqual(inTurn.summary);
      }),
      { seed: SEED, numRuns: longRuns(100) },
    );
  });

  test('need memory for their chunks alone', async () => {
    const rounds = 50_000;
    const head = capture([]);
    const block = capture([5n]).subarray(head.length);
    const many = async function* () {
      yield head;
      const piece = concat(Array(1000).fill(block));
      for (let i = 0; i < rounds / 1000; i++) yield piece;
    };
    const before = process.memoryUsage().rss;
    const sniff = new Sniff({
      selection: EVERYTHING,
      all: false,
      summary: false,
      count: null,
      merge: true,
      signal: new AbortController().signal,
    });
    let shown = 0;
    for await (const _ of sniff.run([fileInput('a', many), fileInput('b', many), fileInput('c', many)]))
      shown++;
    expect(shown).toBe(3 * rounds);
    expect(process.memoryUsage().rss - before).toBeLessThan(6 * MAX_BLOCK);
  });
});
