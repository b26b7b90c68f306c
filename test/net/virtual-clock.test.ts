import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue } from '../../src/net/timer-queue.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

test('time jumps to the next timer, and what one set going settles before the next', async () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const walker = async (name: string, step: number): Promise<void> => {
    for (let i = 0; i < 3; i += 1) {
      await clock.sleep(step);
      seen.push(`${name}@${clock.now()}`);
    }
  };
  await clock.run(() => Promise.all([walker('a', 3), walker('b', 2)]).then(() => undefined));
  // At 6 both are due: a went to sleep at 3, b at 4, so a is first.
  expect(seen).toEqual(['b@2', 'a@3', 'b@4', 'a@6', 'b@6', 'a@9']);
});

test('an hour takes no time', async () => {
  const clock = new VirtualClock();
  const begun = performance.now();
  await clock.run(clock.sleep(3_600_000));
  expect(clock.now()).toBe(3_600_000);
  expect(performance.now() - begun).toBeLessThan(1000);
});

test('ties fire in the order of their creation', async () => {
  const clock = new VirtualClock();
  const seen: number[] = [];
  for (let i = 0; i < 100; i += 1) clock.at(i % 2 === 0 ? 5 : 4, () => seen.push(i));
  await clock.run(clock.sleep(5));
  const even = Array.from({ length: 50 }, (_, i) => 2 * i);
  expect(seen).toEqual([...even.map((i) => i + 1), ...even]);
});

test('a time that has passed fires at once, but not synchronously', async () => {
  const clock = new VirtualClock();
  await clock.run(clock.sleep(10));
  let fired = -1;
  clock.at(3, () => {
    fired = clock.now();
  });
  expect(fired).toBe(-1);
  await clock.run(clock.sleep(0));
  expect(fired).toBe(10);
});

test('cancelled and aborted timers do not fire and do not count as scheduled', async () => {
  const clock = new VirtualClock();
  const cancel = clock.at(1, () => expect.unreachable());
  cancel();
  cancel();
  const reason = new Error('enough');
  const controller = new AbortController();
  const sleep = clock.sleep(1, controller.signal);
  controller.abort(reason);
  await expect(sleep).rejects.toBe(reason);
  await expect(clock.sleep(1, AbortSignal.abort(reason))).rejects.toBe(reason);
  await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('deadlock at 0 ms');
});

test('work that nothing can settle is a deadlock, and work that takes too long is cut', async () => {
  const clock = new VirtualClock();
  await expect(clock.run(() => clock.sleep(Number.POSITIVE_INFINITY))).rejects.toThrow(/deadlock/);
  await expect(clock.run(() => clock.sleep(11), 10)).rejects.toThrow('not done after 10 ms');
  await expect(clock.run(() => clock.sleep(10), 10)).resolves.toBeUndefined();
});

test('run gives the result of the work, and its failure', async () => {
  const clock = new VirtualClock();
  await expect(clock.run(clock.sleep(1).then(() => 7))).resolves.toBe(7);
  await expect(clock.run(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
});

test('the timer queue agrees with a sorted list', () => {
  const command = fc.oneof(
    { weight: 3, arbitrary: fc.record({ add: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ cancel: fc.nat(200) }) },
    { weight: 1, arbitrary: fc.constant('take' as const) },
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 400, size: 'large' }), (commands) => {
      const queue = new TimerQueue();
      let model: { at: number; id: number }[] = [];
      const cancels: (() => void)[] = [];
      const fired: number[] = [];
      for (const command of commands) {
        if (command === 'take') {
          const [first] = model.sort((a, b) => a.at - b.at || a.id - b.id);
          expect(queue.next()).toBe(first?.at ?? null);
          queue.take()?.();
          if (first !== undefined) expect(fired.pop()).toBe(first.id);
          model = model.slice(1);
        } else if ('add' in command) {
          const id = cancels.length;
          cancels.push(queue.add(command.add, () => fired.push(id)));
          model.push({ at: command.add, id });
        } else {
          cancels[command.cancel]?.();
          model = model.filter((timer) => timer.id !== command.cancel);
        }
      }
    }),
  );
});
