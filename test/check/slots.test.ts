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

  it('go to who needs few while who needs many waits, but not for ever', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3, () => undefined);
    const got: string[] = [];
    await clock.run(async () => {
      await slots.take(2);
      const many = slots.take(3).then(() => got.push(`many ${clock.now()}`));
      const few = async (): Promise<void> => {
        await slots.take(1);
        got.push(`few ${clock.now()}`);
        await clock.sleep(4000);
        slots.giveBack(1);
      };
      const others = [few(), few(), few(), few(), few()];
      await clock.sleep(1000);
      expect(got).toEqual(['few 0']);
      await clock.sleep(14_000);
      slots.giveBack(2);
      await many;
      slots.giveBack(3);
      await Promise.all(others);
    });
    expect(got.slice(0, 4)).toEqual(['few 0', 'few 4000', 'few 8000', 'many 19500']);
  });

  it('are all there are for a wish of more', async () => {
    const clock = new VirtualClock();
    const slots = new Slots(clock, 3, () => undefined);
    await clock.run(slots.take(9));
    expect(clock.now()).toBe(0);
  });
});
