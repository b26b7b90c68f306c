import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { interruptible } from '../../src/sniff/interruptible.ts';

test('a stream is read to its end', async () => {
  const stream = new PassThrough();
  stream.end(Uint8Array.of(1, 2));
  const found: number[] = [];
  for await (const chunk of interruptible(stream, new AbortController().signal)) found.push(...chunk);
  expect(found).toEqual([1, 2]);
});

test('a silent stream is left when the signal aborts, and destroyed', async () => {
  const stream = new PassThrough();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  for await (const _ of interruptible(stream, stop.signal)) throw new Error('nothing was written');
  expect(stream.destroyed).toBe(true);
});
