import { describe, expect, it } from 'vitest';
import { Window, type WindowOptions } from '../../src/fuzz/window.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

function windowOf(clock: VirtualClock, more: Partial<WindowOptions> = {}): Window {
  return new Window({
    clock,
    size: 8,
    ask: () => true,
    queued: () => null,
    delayMs: () => null,
    over: () => false,
    ...more,
  });
}

function fill(window: Window, count = 8): void {
  for (let i = 0; i < count; i++) window.sent(4);
}

describe('a window', () => {
  it('is open until it is full, and again when an answer shows that all before it was read', async () => {
    const clock = new VirtualClock();
    const window = windowOf(clock);
    fill(window, 4);
    window.probe();
    fill(window, 4);
    let open = false;
    await clock.run(async () => {
      const room = window.room().then((result) => {
        open = true;
        return result;
      });
      await clock.sleep(20);
      expect(open).toBe(false);
      window.answered();
      expect(await room).toBe('open');
    });
    // The four that went out behind the request may still be on their way.
    expect(window.flying).toBe(4);
  });

  it('trusts the empty queue of the kernel where nobody answers', async () => {
    const clock = new VirtualClock();
    let queue = 5000;
    const window = windowOf(clock, { ask: () => false, queued: () => queue });
    fill(window);
    await clock.run(async () => {
      const room = window.room();
      await clock.sleep(100);
      queue = 0;
      expect(await room).toBe('open');
    });
    expect(window.flying).toBe(0);
  });

  it('calls a target stuck that has read nothing for a second, and not one that reads slowly', async () => {
    const clock = new VirtualClock();
    let queue = 5000;
    const slow = windowOf(clock, { ask: () => false, queued: () => queue });
    fill(slow);
    await clock.run(async () => {
      const room = slow.room();
      for (; queue > 0; queue -= 500) await clock.sleep(800);
      expect(await room).toBe('open');
      const stuck = windowOf(clock, { ask: () => false, queued: () => 5000 });
      fill(stuck);
      const begin = clock.now();
      expect(await stuck.room()).toBe('stuck');
      expect(clock.now() - begin).toBeGreaterThanOrEqual(1000);
      expect(clock.now() - begin).toBeLessThan(1100);
    });
  });

  it('asks again where only answers tell, and gives up after three seconds without any', async () => {
    const clock = new VirtualClock();
    const asked: number[] = [];
    const ask = (): boolean => asked.push(clock.now()) > 0;
    const window = windowOf(clock, { ask });
    fill(window);
    await clock.run(async () => {
      expect(await window.room()).toBe('stuck');
    });
    expect(asked.length).toBeGreaterThanOrEqual(2);
    const gaps = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1100); // REQ-11
  });

  it('counts large datagrams for what they take of the buffer', async () => {
    const clock = new VirtualClock();
    const window = windowOf(clock, { queued: () => 1, over: () => true });
    window.sent(65_507);
    expect(await clock.run(() => window.room())).toBe('over');
  });

  it('costs no time where all is over already, however many still want to say something', async () => {
    const clock = new VirtualClock();
    const window = windowOf(clock, { over: () => true });
    fill(window, 4);
    window.probe();
    fill(window, 4);
    await clock.run(async () => {
      const begin = clock.now();
      for (let i = 0; i < 4000; i++) expect(await window.room()).toBe('over');
      expect(clock.now()).toBe(begin);
    });
  });

  it('lets go when the round is over', async () => {
    const clock = new VirtualClock();
    let over = false;
    const window = windowOf(clock, { over: () => over });
    fill(window);
    await clock.run(async () => {
      const room = window.room();
      await clock.sleep(50);
      over = true;
      expect(await room).toBe('over');
    });
  });
});
