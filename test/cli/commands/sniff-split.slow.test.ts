import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sampleFile } from '../../sniff/sample.ts';
import { inProcess } from '../terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-split-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('split by node stops at too many nodes, and keeps what there is as .part', async () => {
  const many = Array.from(
    { length: 4200 },
    (_, i) => `127.0.${i >> 8}.${i & 255}:4201 > 127.0.0.1:4200 68010102`,
  );
  const [file, out] = [join(folder, 'many.pcapng'), join(folder, 'nodes')];
  writeFileSync(file, sampleFile(many));
  const { code, stderr } = await inProcess(['sniff', '--split-by', 'node', '-w', out, file]);
  expect([code, stderr]).toEqual([4, expect.stringContaining('more than 4096 nodes')]);
  expect(new Set(readdirSync(out).map((name) => name.slice(-12)))).toEqual(new Set(['.pcapng.part']));
});
