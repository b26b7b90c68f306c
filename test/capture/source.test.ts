import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileChunks } from '../../src/capture/source.ts';
import { need } from '../support/need.ts';
import { concat, hex, LITTLE, readFrom } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

// More than four chunks, every packet different, and none aligned with a chunk.
const PACKETS = 40_000;
const FILE = concat(
  LITTLE.pcapHeader(),
  ...Array.from({ length: PACKETS }, (_, index) =>
    LITTLE.record(index, 0, concat(LITTLE.u32(index), hex('abcdef'))),
  ),
);

function check(reading: Awaited<ReturnType<typeof readFrom>>): void {
  expect([reading.packets.length, reading.damage]).toEqual([PACKETS, null]);
  const wrong = reading.packets.filter(({ bytes }, index) => Buffer.from(bytes).readUInt32LE() !== index);
  expect(wrong).toEqual([]);
}

test('a file is read whole, chunk after chunk', async () => {
  const path = join(folder, 'file.pcap');
  writeFileSync(path, FILE);
  check(await readFrom(fileChunks(path)));
});

test('an empty file is damage', async () => {
  const path = join(folder, 'empty.pcap');
  writeFileSync(path, '');
  expect((await readFrom(fileChunks(path))).damage).toMatchObject({ offset: 0 });
});

test.runIf(need('mkfifo'))('a named pipe is read as it comes', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  createWriteStream(path).end(FILE);
  check(await readFrom(fileChunks(path)));
});
