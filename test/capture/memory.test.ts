import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { concat, LITTLE } from './sample.ts';

// The whole memory of a process is what is bounded, so it takes one: the built library in a Node of its own. It is
// sampled: the maximum that the system keeps is that of the process that forked it, if that was larger.
const LIBRARY = new URL('../../dist/index.js', import.meta.url).href;
const READ = `
  import { createReadStream } from 'node:fs';
  import { readCapture } from ${JSON.stringify(LIBRARY)};
  let [packets, batches, most] = [0, 0, 0];
  for await (const batch of readCapture(createReadStream(process.argv[1]), 'bomb')) {
    packets += batch.length;
    if (batches++ % 64 === 0) most = Math.max(most, process.memoryUsage.rss());
  }
  console.log(JSON.stringify({ packets, mebibytes: most / 2 ** 20 }));
`;

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-bomb-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a gzip bomb of empty packets is read within 100 MiB, events and all', () => {
  const member = gzipSync(new Uint8Array(16 << 20));
  const file = join(folder, 'bomb.pcap.gz');
  writeFileSync(file, concat(gzipSync(LITTLE.pcapHeader()), ...new Array<Uint8Array>(4).fill(member)));
  const words = ['--input-type=module', '--eval', READ, file];
  const { packets, mebibytes } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
  expect(packets).toBe((64 << 20) / 16);
  expect(mebibytes).toBeLessThan(100);
});
