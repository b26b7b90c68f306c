import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concat } from '../../../src/wire/bytes.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { PROGRAM } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-memory-'));
const [plain, zipped] = [join(folder, 'many.pcapng'), join(folder, 'many.pcapng.gz')];
afterAll(() => rmSync(folder, { recursive: true }));

// 100 MiB of datagrams.
beforeAll(() => {
  const part = sampleFile(new Array<string>(10_000).fill('127.0.0.1:4201 > 127.0.0.1:4200 68010102'));
  const parts = Math.ceil((100 * 2 ** 20) / part.length);
  writeFileSync(plain, concat(new Array<Uint8Array>(parts).fill(part)));
  const member = gzipSync(part);
  writeFileSync(zipped, concat(new Array<Uint8Array>(parts).fill(member)));
});

/** What was said of them all; all but why nobody was judged must be the same. */
const said = new Set<string>();

/** The most MiB that the program has had in memory, as the system counts it; it reads the file, or is fed with it. */
async function most(word: string, fed: string | null): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, 'sniff', word, '--summary'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (fed === null) child.stdin.end();
  else createReadStream(fed).pipe(child.stdin);
  let [peak, text] = [0, ''];
  child.stdout.on('data', (data) => {
    text += data;
  });
  const look = setInterval(() => {
    const path = `/proc/${child.pid}/status`;
    if (!existsSync(path)) return; // just ended
    const status = readFileSync(path, 'utf8');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(look);
  expect([code, text]).toEqual([0, expect.stringMatching(/^packets {4}\d{7}$/m)]);
  // A file is counted in halves, side by side; a pipe is not.
  said.add(text.replace(/^judged.*$/m, ''));
  return peak;
}

describe('sniff takes less than 100 MiB of memory', () => {
  test.each([
    ['a file', plain, null],
    ['a gzip file', zipped, null],
    ['a pipe', '-', plain],
    ['a pipe with gzip', '-', zipped],
  ])('from %s', async (_, word, fed) => {
    const mebibytes = await most(word, fed);
    expect(mebibytes).toBeGreaterThan(30);
    expect(mebibytes).toBeLessThan(100);
    expect(said.size).toBe(1);
  });
});
