import { describe, expect, it } from 'vitest';
import { Slots } from '../../src/check/slots.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

describe('places for connected peers', () => {
  it('are free again when the target has forgotten who had them, but for the one who idles', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3, () => undefined);
    await clock.run(async () => {
      await slots.take(3);
      slots.giveBack(3);
      await slots.take(1);
      expect(clock.now()).toBe(0);
      await slots.take(2);
      expect(clock.now()).toBe(4500);
    });
  });

  it('are made by silencing idle peers where nothing else helps', async () => {
    const clock = new VirtualClock();
    let dismissed = 0;
    const slots = new Slots(clock, 3, () => dismissed++);
    await clock.run(async () => {
      for (let i = 0; i < 3; i++) await slots.take(1);
      for (let i = 0; i < 3; i++) slots.giveBack(1);
      await slots.take(3);
      expect([clock.now(), dismissed]).toEqual([4500, 2]);
    });
  });

  it('go to whoever asked first, though a smaller wish would fit', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3, () => undefined);
    const got: string[] = [];
    await clock.run(async () => {
      await slots.take(2);
      const large = slots.take(2).then(() => got.push('large'));
      const small = slots.take(1).then(() => got.push('small'));
      await clock.sleep(10);
      expect(got).toEqual([]);
      slots.giveBack(2);
      await Promise.all([large, small]);
    });
    expect(got).toEqual(['large', 'small']);
  });

  it('are all there are for a wish of more', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3, () => undefined);
    await clock.run(slots.take(9));
    expect(clock.now()).toBe(0);
  });
});
