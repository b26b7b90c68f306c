import { describe, expect, it } from 'vitest';
import { Schedule } from '../../src/send/schedule.ts';

const S = 1_000_000_000n;

describe('Schedule', () => {
  it('counts every deadline from the start', () => {
    const schedule = new Schedule({ type: 'interval', ms: 100 }, 1000);
    expect([schedule.next(null), schedule.next(null), schedule.next(null)]).toEqual([1000, 1100, 1200]);
  });

  it('has no deadline at interval 0', () => {
    expect(new Schedule({ type: 'interval', ms: 0 }, 1000).next(5n)).toBe(null);
  });

  it('keeps captured distances, divided by the speed', () => {
    const schedule = new Schedule({ type: 'capture', speed: 2 }, 1000);
    expect([schedule.next(50n * S), schedule.next(50n * S + S / 2n), schedule.next(54n * S)]).toEqual([
      1000, 1250, 3000,
    ]);
  });

  it('never goes back when the capture does', () => {
    const schedule = new Schedule({ type: 'capture', speed: 1 }, 0);
    expect([10n, 12n, 3n, 13n].map((seconds) => schedule.next(seconds * S))).toEqual([0, 2000, 2000, 3000]);
  });

  it('does not wait at speed 0, nor for a datagram without a time', () => {
    expect(new Schedule({ type: 'capture', speed: 0 }, 0).next(10n)).toBe(null);
    expect(new Schedule({ type: 'capture', speed: 1 }, 0).next(null)).toBe(null);
  });
});
