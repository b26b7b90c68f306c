import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Channel, telling } from '../../src/net/channel.ts';

async function failing(channel: Channel<number>): Promise<void> {
  channel.put(1);
  channel.put(2);
  throw new Error('the disk is full');
}

it('a work that fails is told of once all that it said is read, however slowly', async () => {
  const read: number[] = [];
  const reading = (async () => {
    for await (const value of telling(failing)) {
      read.push(value);
      // Node ends a process whose promise was rejected a turn ago with nobody to hear it.
      await setImmediate();
    }
  })();
  await expect(reading).rejects.toThrow('the disk is full');
  expect(read).toEqual([1, 2]);
});

it('a work that fails after its reader has left fails for nobody', async () => {
  const lost: unknown[] = [];
  const note = (reason: unknown): void => void lost.push(reason);
  process.on('unhandledRejection', note);
  for await (const value of telling(failing)) if (value === 1) break;
  await setImmediate();
  await setImmediate();
  process.off('unhandledRejection', note);
  expect(lost).toEqual([]);
});

it('gives the result of the work last', async () => {
  const told = telling<number, string>(async (channel) => {
    channel.put(1);
    await setImmediate();
    channel.put(2);
    return 'done';
  });
  const all = [await told.next(), await told.next(), await told.next()];
  expect(all.map(({ value }) => value)).toEqual([1, 2, 'done']);
});
