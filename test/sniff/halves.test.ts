import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { likelyRecord } from '../../src/capture/middle.ts';
import { CaptureReader } from '../../src/capture/reader.ts';
import { udpFrame } from '../../src/capture/udp-frame.ts';
import { Bulk, type BulkEvent, type Halved } from '../../src/sniff/bulk.ts';
import { fileInput } from '../../src/sniff/input.ts';
import { countRest } from '../../src/sniff/rest.ts';
import { summaryFacts } from '../../src/sniff/summary-facts.ts';
import { addsUp, type TableUse } from '../../src/sniff/table-use.ts';
import { concat } from '../../src/wire/bytes.ts';
import { hex, LITTLE } from '../capture/sample.ts';
import { capture, damagedCapture, fragments } from '../report/bulk/capture.ts';
import { SEED } from '../support/arbitrary.ts';
import { RUNS } from '../support/runs.ts';
import { sampleFile } from './sample.ts';

/** A Hello with bytes behind it, long enough for two fragments. */
const LONG = hex('6801 0110 00000000000000000000000000000000');

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-halves-'));
const path = join(folder, 'capture');
afterAll(() => rmSync(folder, { recursive: true }));

/** The file in chunks of `size` bytes. */
async function* chunks(file: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

/** Where its records begin, and the packets. */
function recordsOf(file: Uint8Array): number[] {
  const reader = new CaptureReader('');
  const offsets: number[] = [];
  reader.push(file);
  reader.end();
  for (let step = reader.step(); step === 'packet' || step === 'note'; step = reader.step())
    if (step === 'packet') offsets.push(reader.packet.offset);
  return offsets;
}

async function counted(file: Uint8Array, halved?: Halved) {
  const bulk = new Bulk(null, new AbortController().signal, halved);
  const events: BulkEvent[] = [];
  for await (const event of bulk.run([fileInput(path, () => chunks(file, 1000))])) events.push(event);
  return { events, facts: JSON.parse(JSON.stringify(summaryFacts(bulk.summary))) };
}

/** The capture in halves, and whether the second one was taken. */
async function inHalves(file: Uint8Array, middle: number, size: number) {
  writeFileSync(path, file);
  let [read, isAsked] = [0, false];
  const found = await counted(file, async () => ({
    name: path,
    chunks: (async function* () {
      for await (const chunk of chunks(file, size)) {
        read += chunk.length;
        yield chunk;
      }
    })(),
    middle,
    rest: () => {
      isAsked = true;
      return countRest(path, middle, () => true);
    },
    keepNoClaims: () => {},
    stop: () => {},
  }));
  return { ...found, isTaken: isAsked && read < file.length };
}

const any = fc.oneof(
  capture,
  damagedCapture,
  fc.tuple(capture, capture).map(([one, other]) => concat([one, other])),
);

describe('a capture that is counted in halves', () => {
  test('gives what it gives as a whole, wherever it is cut', async () => {
    let taken = 0;
    const size = fc.constantFrom(7, 64, 1000, 100_000);
    await fc.assert(
      fc.asyncProperty(any, fc.nat(), fc.nat(5), size, async (file, place, wrong, most) => {
        const records = recordsOf(file);
        const record = records[place % Math.max(1, records.length)] ?? 0;
        const middle = Math.max(1, wrong === 0 ? place % (file.length + 10) : record);
        const { isTaken, ...found } = await inHalves(file, middle, most);
        if (isTaken) taken++;
        expect(found).toEqual(await counted(file));
      }),
      { numRuns: RUNS / 10, seed: SEED },
    );
    expect(taken).toBeGreaterThan(0);
  });

  test('is not joined where the guess lies in a packet that holds records itself', async () => {
    const hello = udpFrame({ address: '10.0.0.1', port: 1 }, { address: '10.0.0.2', port: 2 }, LONG);
    const inner = [1, 2, 3].map((low) => LITTLE.record(low, 0, hello));
    const records = [hello, concat(inner), hello].map((packet, i) => LITTLE.record(i, 0, packet));
    const file = concat([LITTLE.pcapHeader({ link: 101 }), ...records]);
    const last = recordsOf(file)[2] ?? 0;
    for (const back of [1, 2, 3]) {
      const middle = last - back * (inner[0]?.length ?? 0);
      const found = await inHalves(file, middle, 1000);
      expect([found.isTaken, found.facts.ours, found.facts.packets]).toEqual([false, 2, 3]);
    }
  });

  test('is not joined where a datagram in fragments is cut in two', async () => {
    const whole = udpFrame({ address: '10.0.0.1', port: 1 }, { address: '10.0.0.2', port: 2 }, LONG);
    const records = [whole, ...fragments(whole)].map((packet, i) => LITTLE.record(i, 0, packet));
    const file = concat([LITTLE.pcapHeader({ link: 101 }), ...records]);
    const found = await inHalves(file, recordsOf(file)[2] ?? 0, 1000);
    expect([found.isTaken, found.facts.ours]).toEqual([false, 2]);
  });

  test('is not joined where its interfaces are told anew in the first half', async () => {
    const first = sampleFile(['127.0.0.1:4201 > 127.0.0.1:4200 68010102']);
    const ethernet = concat([hex('020000000001 020000000002 0800'), first.subarray(-36, -4)]);
    const packets = [1, 2, 3].map((low) => LITTLE.packet(0, [0, low], ethernet));
    const file = concat([first, LITTLE.section(), LITTLE.interface(1, 0), ...packets]);
    const found = await inHalves(file, recordsOf(file)[2] ?? 0, 1000);
    expect([found.isTaken, found.facts.ours]).toEqual([false, 4]);
  });

  test('is the whole where the damage of the first packet is all behind the middle', async () => {
    const hello = udpFrame({ address: '10.0.0.1', port: 1 }, { address: '10.0.0.2', port: 2 }, LONG);
    const tooLong = hex('2500 4011 00000000');
    const packet = LITTLE.packet(0, [0, 1], hello, tooLong);
    const file = concat([LITTLE.section(), LITTLE.interface(101, 0), packet]);
    const { isTaken, ...found } = await inHalves(file, recordsOf(file)[0] ?? 0, 7);
    expect([isTaken, found.facts.packets]).toEqual([true, 1]);
    expect(found).toEqual(await counted(file));
  });

  test('is not joined where a table would be full', () => {
    const none: TableUse = {
      flows: 0,
      claims: 0,
      intervalPages: 0,
      intervalRows: 0,
      sizePages: 0,
      sizeRows: 0,
      other: 0,
      cut: 0,
      malformed: 0,
      nodes: 0,
      pairs: 0,
    };
    expect(addsUp({ ...none, flows: 40_000 }, { ...none, flows: 25_536 })).toBe(true);
    expect(addsUp({ ...none, flows: 40_000 }, { ...none, flows: 25_537 })).toBe(false);
    expect(addsUp({ ...none, claims: 2 ** 18 }, { ...none, claims: 1 })).toBe(false);
    const full = Number.POSITIVE_INFINITY;
    expect(addsUp(none, { ...none, intervalPages: full })).toBe(false);
    expect(addsUp(none, { ...none, claims: full })).toBe(false);
    expect(addsUp({ ...none, claims: full }, { ...none, claims: full })).toBe(true);
  });
});

describe('where a record probably begins', () => {
  test('is where one does', async () => {
    const file = sampleFile(
      Array.from({ length: 100 }, (_, i) => `127.0.0.1:4201 > 127.0.0.1:4200 6801${'0102'.repeat(i % 9)}`),
    );
    writeFileSync(path, file);
    const records = recordsOf(file);
    for (let offset = records[10] ?? 0; offset < (records[80] ?? 0); offset += 61)
      expect(await likelyRecord(path, offset)).toBe(records.find((record) => record >= offset));
    expect(await likelyRecord(path, records.at(-3) ?? 0)).toBeNull();
  });

  test('is nowhere in what is no capture', async () => {
    writeFileSync(path, new Uint8Array(100_000).fill(7));
    expect(await likelyRecord(path, 50_000)).toBeNull();
  });
});
