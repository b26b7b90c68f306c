import { expect, test } from 'vitest';
import { Quota } from '../../src/net/quota.ts';

test('whoever takes gets what is left, of the same memory too, and nothing twice', () => {
  const quota = Quota.of(100);
  const other = new Quota(quota.memory);
  expect([quota.take(64), other.take(64), quota.take(64), other.take(64)]).toEqual([64, 36, 0, 0]);
  expect([quota.cancelled, quota.cancel(), quota.cancelled, other.cancelled]).toEqual([false, 0, true, true]);
});

test('what is cancelled is nobody else’s', () => {
  const quota = Quota.of(2 ** 40);
  expect(quota.take(64)).toBe(64);
  expect(quota.cancel()).toBe(2 ** 40 - 64);
  expect(quota.take(64)).toBe(0);
});

test('waits only while it is held', () => {
  const quota = Quota.of(1);
  quota.wait();
  quota.hold();
  quota.release();
  quota.wait();
  quota.hold();
  quota.cancel();
  quota.wait();
});
