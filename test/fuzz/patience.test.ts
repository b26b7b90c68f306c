import { expect, test } from 'vitest';
import { isAnswer, Patience } from '../../src/fuzz/patience.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { craft } from '../../src/wire/craft.ts';

/** After how many ms it is over, asked each 20 ms; `each` is told the time. */
async function lasts(
  delayMs: (at: number) => number | null,
  each: (patience: Patience, at: number) => void = () => undefined,
): Promise<number> {
  const clock = new VirtualClock();
  const begin = clock.now();
  const at = (): number => clock.now() - begin;
  const patience = new Patience(clock, 1000, () => delayMs(at()));
  await clock.run(async () => {
    for (; !patience.isOver; each(patience, at())) await clock.sleep(20);
  });
  return at();
}

test('one that could read and does not has its time, and no more', async () => {
  for (const delay of [() => null, () => 0, () => 5000]) expect(await lasts(delay)).toBe(1020);
});

test('one that gets no CPU gets more time, but not for ever', async () => {
  // Nine tenths of the first three seconds it waits for a CPU.
  const most = await lasts((at) => 0.9 * Math.min(at, 3000));
  expect(most).toBeGreaterThan(3000);
  expect(most).toBeLessThan(4500);
  expect(await lasts((at) => 0.9 * at)).toBe(10_020);
});

test('one that answers works, and one that reads goes on', async () => {
  const until = (ms: number, tell: (patience: Patience) => void) => (patience: Patience, at: number) => {
    if (at <= ms) tell(patience);
  };
  expect(
    await lasts(
      () => null,
      until(4000, (one) => one.answered()),
    ),
  ).toBe(5020);
  expect(
    await lasts(
      () => null,
      until(60_000, (one) => one.answered()),
    ),
  ).toBe(10_020);
  expect(
    await lasts(
      () => null,
      until(30_000, (one) => one.moved()),
    ),
  ).toBe(31_020);
});

test('an answer is what nobody sends unasked', () => {
  const address = { name: 'peer-address', address: '127.1.2.3', port: 9 } as const;
  for (const items of [[], [address], [{ name: 'hello' }, address]] as const)
    expect(isAnswer(craft({ items }))).toBe(true);
  for (const items of [[{ name: 'hello' }], [{ name: 'peer-request' }, { name: 'hello' }]] as const)
    expect(isAnswer(craft({ items }))).toBe(false);
});
