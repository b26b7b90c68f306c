import { describe, expect, test } from 'vitest';
import { MAX_BLOCK } from '../../src/capture/link-type.ts';
import { fileInput } from '../../src/sniff/input.ts';
import { EVERYTHING } from '../../src/sniff/selection.ts';
import { Sniff } from '../../src/sniff/sniff.ts';
import { sampleFile, sampleInput, sniffed } from './sample.ts';

const [A, B, CHILD, DNS] = ['127.0.0.1:4201', '127.0.0.1:4200', '127.0.0.1:50000', '10.0.0.1:53'];

/** By frame: 1 false message, 2 Hello, 3 malformed, 4 false message, 5 foreign, 6 to itself, 7 version 2. */
const LINES = [
  `${CHILD} > ${A} 01`,
  `${A} > ${B} 68010102`,
  `${A} > ${B} 68010100`,
  `${CHILD} > ${A} 02`,
  `${DNS} > ${A} abcd`,
  `${A} > ${A} 68010102`,
  `${A} > ${B} 68020102`,
];
const FILE = sampleFile(LINES);

describe('sniff', () => {
  test('shows ours alone, and counts the rest', async () => {
    const { told, summary } = await sniffed([sampleInput('f', FILE)]);
    expect(told).toEqual(['2 ours', '3 ours']);
    const { packets, udp, ours, foreign, internal, malformed, damaged } = summary;
    expect({ packets, udp, ours, foreign, internal, malformed, damaged }).toEqual({
      packets: 7,
      udp: 7,
      ours: 2,
      foreign: 2,
      internal: 3,
      malformed: 1,
      damaged: null,
    });
    expect(summary.tlvs.entries()).toEqual([['hello', 2]]);
    expect(summary.issues.entries()).toEqual([['tlv-short', 1]]);
  });

  test('tells the same whatever pieces the file comes in', async () => {
    for (const size of [1, 7, 64, 100_000]) {
      const { told, summary } = await sniffed([sampleInput('f', FILE, size)]);
      expect([size, told, summary.internal]).toEqual([size, ['2 ours', '3 ours'], 3]);
    }
  });

  test('takes what a named port says for ours, right or wrong; but not what a node says to itself', async () => {
    const { told, summary } = await sniffed([sampleInput('f', FILE)], { selection: { ports: [4201] } });
    expect(told).toEqual(['2 ours', '3 ours', '5 ours', '7 ours']);
    expect(summary.malformed).toBe(3);
    expect(summary.foreign).toBe(0);
    expect(summary.internal).toBe(3);
  });

  test('takes what a named peer says for ours', async () => {
    const peers = [{ address: '10.0.0.1', port: null }];
    const { told, summary } = await sniffed([sampleInput('f', FILE)], { selection: { peers } });
    expect(told).toEqual(['5 ours']);
    expect(summary.selected).toBe(1);
    expect(summary.ours).toBe(3);
  });

  test('shows everything with all, and judges ours alone', async () => {
    const { told, summary } = await sniffed([sampleInput('f', FILE)], { all: true });
    // Nobody has spoken yet when the first false message passes: it is shown as foreign, and counted right.
    expect(told.join()).toBe('1 foreign,2 ours,3 ours,4 internal,5 foreign,6 internal,7 foreign');
    expect(summary.malformed).toBe(1);
    expect(summary.internal).toBe(3);
  });

  test('blames nobody for what is not ours', async () => {
    const { signal } = new AbortController();
    const sniff = new Sniff({
      selection: EVERYTHING,
      all: true,
      summary: false,
      count: null,
      merge: false,
      signal,
    });
    const blamed: string[] = [];
    for await (const event of sniff.run([sampleInput('f', FILE)]))
      if (event.type === 'datagram' && event.sighted.dissection.issues.length > 0)
        blamed.push(event.sighted.kind);
    expect(blamed).toEqual(['ours']);
  });

  test('shows nothing foreign if a type or the malformed are asked for', async () => {
    const byType = await sniffed([sampleInput('f', FILE)], { all: true, selection: { types: [2] } });
    const malformed = await sniffed([sampleInput('f', FILE)], { all: true, selection: { malformed: true } });
    expect([byType.told, malformed.told]).toEqual([[], ['3 ours']]);
  });

  test('ends after the count, over files', async () => {
    const inputs = [sampleInput('f', FILE), sampleInput('g', FILE), sampleInput('h', FILE)];
    const { told, summary } = await sniffed(inputs, { count: 3 });
    expect(told).toEqual(['2 ours', '3 ours', '2 ours']);
    expect(summary.files.map(({ file, packets }) => [file, packets])).toEqual([
      ['f', 7],
      ['g', 2],
    ]);
  });

  test('ends when it is told to', async () => {
    const { told, summary } = await sniffed([sampleInput('f', FILE)], { signal: AbortSignal.abort() });
    expect([told, summary.packets]).toEqual([[], 0]);
  });

  test('shows everything before a damage, and goes on with the next file', async () => {
    const cut = FILE.subarray(0, FILE.length - 5);
    // The last block: 32 bytes of EPB around 28 of IP and UDP and 4 of payload.
    const offset = FILE.length - 64;
    const { told, summary } = await sniffed([sampleInput('cut', cut), sampleInput('f', FILE)]);
    expect(told).toEqual(['2 ours', '3 ours', `damage ${offset}`, '2 ours', '3 ours']);
    expect(summary.damaged).toMatchObject({ file: 'cut', offset });
    expect(summary.packets).toBe(13);
    expect(summary.files[1]?.damaged).toBeNull();
  });

  test('keeps memory bounded over a long capture', async () => {
    const packets = FILE.subarray(FILE.length - 64); // one block, again and again
    const rounds = 200_000;
    const head = sampleFile([]);
    const many = async function* () {
      yield head;
      const piece = new Uint8Array(64 * 1000);
      for (let i = 0; i < 1000; i++) piece.set(packets, 64 * i);
      for (let i = 0; i < rounds / 1000; i++) yield piece;
    };
    const before = process.memoryUsage().rss;
    const { summary } = await sniffed([fileInput('long', many)]);
    expect(summary.packets).toBe(rounds);
    expect(process.memoryUsage().rss - before).toBeLessThan(6 * MAX_BLOCK);
  });
});
