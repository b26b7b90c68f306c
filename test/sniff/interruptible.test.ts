import { PassThrough, Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

test('what was read is kept by nobody, though the signal never aborts', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const made: WeakRef<Uint8Array>[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 100; i++) {
      const chunk = new Uint8Array(1000);
      made.push(new WeakRef(chunk));
      yield chunk;
    }
  }
  let alive = 0;
  const stream = Readable.from(chunks(), { highWaterMark: 2 });
  for await (const _ of interruptible(stream, new AbortController().signal)) {
    if (made.length < 100) continue;
    // A reference that was just made holds until the job ends.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    alive = made.filter((one) => one.deref() !== undefined).length;
    break;
  }
  expect(alive).toBeLessThan(10);
});
