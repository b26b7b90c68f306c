import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/capture/reader.ts';
import { UsageError } from '../../../src/cli/error.ts';
import { ringFileName } from '../../../src/cli/sniff/ring.ts';
import { ringRule } from '../../../src/cli/sniff/ring-option.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { peerprobe } from './program.ts';

const root = mkdtempSync(join(tmpdir(), 'peerprobe-ring-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

// A hundred datagrams, a millisecond between them, each of which says its number.
const LINES = Array.from({ length: 100 }, (_, i) => {
  const number = i.toString(16).padStart(4, '0');
  return `127.0.0.1:4201 > 127.0.0.1:4200 6801c802${number}`;
});

let folder = '';
let input = '';
let runs = 0;
beforeEach(() => {
  folder = join(root, `run-${runs++}`);
  mkdirSync(folder);
  input = join(root, 'input.pcapng');
  writeFileSync(input, sampleFile(LINES));
});

function sniff(...options: string[]) {
  return peerprobe(['sniff', input, '--utc', '-w', join(folder, 'out.pcapng'), ...options]);
}

/** The numbers of the datagrams of each file in the folder. */
async function contents(): Promise<number[][]> {
  const found: number[][] = [];
  for (const name of readdirSync(folder).sort()) {
    const numbers: number[] = [];
    const chunks = async function* () {
      yield readFileSync(join(folder, name));
    };
    for await (const batch of readCapture(chunks(), name)) {
      for (const event of batch) {
        expect(event.type).not.toBe('damage');
        if (event.type === 'packet') numbers.push(Number.parseInt(toHex(event.packet.bytes.slice(-2)), 16));
      }
    }
    found.push(numbers);
  }
  return found;
}

describe('--ring', () => {
  test('begins a new file before one is too large; all of them together hold everything', async () => {
    expect((await sniff('--ring', '2kB')).code).toBe(0);
    const all = await contents();
    expect(all.flat()).toEqual(LINES.map((_, i) => i));
    expect(all.length).toBeGreaterThan(2);
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    expect(Math.max(...sizes)).toBeGreaterThan(1900);
    expect(readdirSync(folder)[0]).toBe('out_00001_20231114221320.pcapng');
  });

  test('begins a new file after a time, by the times of the packets', async () => {
    expect((await sniff('--ring', '30ms')).code).toBe(0);
    expect((await contents()).map((numbers) => [numbers[0], numbers.length])).toEqual([
      [0, 30],
      [30, 30],
      [60, 30],
      [90, 10],
    ]);
  });

  test('both: whichever comes first', async () => {
    expect((await sniff('--ring', '1kB,1m')).code).toBe(0);
    expect((await contents()).length).toBeGreaterThan(5);
  });

  test('deletes the oldest of its own files, and no other', async () => {
    const stranger = 'out_00001_20200101000000.pcapng';
    writeFileSync(join(folder, stranger), sampleFile([]));
    expect((await sniff('--ring', '2x30ms')).code).toBe(0);
    const names = readdirSync(folder);
    expect(names).toHaveLength(3);
    expect(names).toContain(stranger);
    expect((await contents()).map((numbers) => numbers[0])).toEqual([undefined, 60, 90]);
  });

  test('without packets there is no file', async () => {
    expect((await sniff('--ring', '2x30ms', '--type', '9')).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder that is not there is told before anything is read', async () => {
    const { code, stderr } = await peerprobe(['sniff', input, '-w', join(folder, 'no/out'), '--ring', '1MB']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no folder');
  });
});

test.each([
  ['10x50MB', { files: 10, bytes: 50e6, ms: null }],
  ['24x60m', { files: 24, bytes: null, ms: 3_600_000 }],
  ['3x1GiB,90s', { files: 3, bytes: 2 ** 30, ms: 90_000 }],
  ['90s,512kB', { files: null, bytes: 512_000, ms: 90_000 }],
])('%s is understood', (text, rule) => {
  expect(ringRule(text)).toEqual(rule);
});

test.each([
  '',
  '10x',
  '50',
  '50M',
  '5s,6s',
  '1MB,2MB',
  '1MB,2s,3s',
  '1x5MB',
  'x5MB',
  '10X5MB',
  '999B',
  '0s',
  '1kB ',
])('"%s" is refused', (text) => {
  expect(() => ringRule(text)).toThrow(UsageError);
});

test('names carry number and time, in front of the extension if there is one', () => {
  expect(ringFileName('a.b/out', 12, 1.7e9, 'utc')).toBe('a.b/out_00012_20231114221320');
  expect(ringFileName('out.pcapng.gz', 1, 0, 'utc')).toBe('out.pcapng_00001_19700101000000.gz');
});
