import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { halved } from '../../src/sniff/halved.ts';
import { sampleFile } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-halved-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MIDDLE = 25 * 2 ** 20;

// The thread would take from us what it gives.
test('a long file is counted in halves, but not where there is one core', async () => {
  const path = join(folder, 'long.pcapng');
  const records = sampleFile(new Array<string>(100).fill('127.0.0.1:4201 > 127.0.0.1:4200 68010102'));
  // Most of it is a hole, which takes no room.
  const file = await open(path, 'w');
  await file.write(records, 0, records.length, 0);
  await file.write(records, 0, records.length, MIDDLE);
  await file.truncate(2 * MIDDLE);
  await file.close();
  const { signal } = new AbortController();
  expect(await halved(path, signal, 1)).toBeNull();
  const halves = await halved(path, signal, 2);
  halves?.stop();
  expect(halves?.middle).toBeGreaterThanOrEqual(MIDDLE);
});
