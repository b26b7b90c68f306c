import { describe, expect, it } from 'vitest';
import { Slots } from '../../src/check/slots.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

describe('places for connected peers', () => {
  it('are free again when the target has forgotten who had them', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3);
    await clock.run(async () => {
      await slots.take(2);
      await slots.take(1);
      expect(clock.now()).toBe(0);
      slots.giveBack(2);
      await slots.take(1);
      expect(clock.now()).toBe(4500);
    });
  });

  it('go to whoever asked first, though a smaller wish would fit', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3);
    const got: string[] = [];
    await clock.run(async () => {
      await slots.take(2);
      const large = slots.take(2).then(() => got.push('large'));
      const small = slots.take(1).then(() => got.push('small'));
      await clock.sleep(10);
      expect(got).toEqual([]);
      slots.giveBack(2, false);
      await Promise.all([large, small]);
    });
    expect(got).toEqual(['large', 'small']);
  });

  it('are all there are for a wish of more', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3);
    await clock.run(slots.take(9));
    expect(clock.now()).toBe(0);
  });
});
