import { expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';

test('the system clock never wakes a sleeper before its time', async () => {
  for (const ms of [0, 0.3, 1.5, 7.9]) {
    const begun = systemClock.now();
    await systemClock.sleep(ms);
    expect(systemClock.now() - begun).toBeGreaterThanOrEqual(ms);
  }
});

test('a sleep that is aborted rejects with the reason and leaves no listener behind', async () => {
  const reason = new Error('enough');
  const early = AbortSignal.abort(reason);
  await expect(systemClock.sleep(1, early)).rejects.toBe(reason);
  const controller = new AbortController();
  const sleep = systemClock.sleep(60_000, controller.signal);
  controller.abort(reason);
  await expect(sleep).rejects.toBe(reason);
});

test('a sleep longer than a timer can be does not end at once', async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleep(2 ** 33, controller.signal).then(
    () => 'woke',
    () => 'aborted',
  );
  expect(await Promise.race([sleep, systemClock.sleep(20).then(() => 'asleep')])).toBe('asleep');
  controller.abort();
  expect(await sleep).toBe('aborted');
});
