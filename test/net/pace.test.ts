import { expect, test } from 'vitest';
import { Pace, TARGET_PACE } from '../../src/net/pace.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

test('no window has more than its count, and the order is kept', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, TARGET_PACE);
  const times: number[] = [];
  const order: number[] = [];
  const sender = async (id: number): Promise<void> => {
    await pace.turn();
    times.push(clock.now());
    order.push(id);
  };
  await clock.run(async () => {
    const early = Array.from({ length: 120 }, (_, id) => sender(id));
    await clock.sleep(3);
    const late = Array.from({ length: 120 }, (_, id) => sender(120 + id));
    await Promise.all([...early, ...late]);
  });
  expect(order).toEqual(Array.from({ length: 240 }, (_, id) => id));
  // 240 turns at 50 a window: 0, 10, 20, 30 and the rest at 40.
  expect(times[0]).toBe(0);
  expect(times[239]).toBe(40);
  for (const [i, time] of times.entries()) {
    expect((times[i + 50] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(10);
  }
});

test('a late timer makes no burst', async () => {
  const clock = new VirtualClock();
  const late = { now: () => clock.now(), sleep: (ms: number) => clock.sleep(ms + 35) };
  const pace = new Pace(late, { count: 2, windowMs: 10 });
  const times: number[] = [];
  await clock.run(async () => {
    const turns = Array.from({ length: 8 }, () => pace.turn().then(() => times.push(clock.now())));
    await Promise.all(turns);
  });
  expect(times).toEqual([0, 0, 45, 45, 90, 90, 135, 135]);
});

test('who asks later waits behind those who wait, even if the window has room again', async () => {
  const clock = new VirtualClock();
  const late = { now: () => clock.now(), sleep: (ms: number) => clock.sleep(ms + 35) };
  const pace = new Pace(late, { count: 1, windowMs: 10 });
  const order: string[] = [];
  const turn = (name: string): Promise<unknown> => pace.turn().then(() => order.push(name));
  await clock.run(async () => {
    const early = [turn('a'), turn('b')];
    await clock.sleep(20);
    await Promise.all([...early, turn('c')]);
  });
  expect(order).toEqual(['a', 'b', 'c']);
});

test('a pace without turns is refused', () => {
  const clock = new VirtualClock();
  expect(() => new Pace(clock, { count: 0, windowMs: 10 })).toThrow(RangeError);
});
