import fc from 'fast-check';
import { expect, it } from 'vitest';
import { happened, largest, lastUpTo, within } from '../../src/oracle/ascending.ts';

const times = fc.array(fc.integer({ min: 0, max: 50 })).map((list) => list.sort((a, b) => a - b));

it('finds what a search from the end finds', () => {
  fc.assert(
    fc.property(
      times,
      fc.integer({ min: -1, max: 51 }),
      fc.integer({ min: -1, max: 51 }),
      (list, from, to) => {
        expect(lastUpTo(list, to)).toBe(list.findLast((time) => time <= to) ?? null);
        expect(happened(list, from, to)).toBe(list.some((time) => time <= to && time >= from));
        const events = list.map((at) => ({ at }));
        expect(within(events, from, to)).toEqual(events.filter(({ at }) => at >= from && at <= to));
      },
    ),
  );
});

it('takes more values than a call has arguments', () => {
  expect(largest(Array.from({ length: 300_000 }, (_, i) => i))).toBe(299_999);
  expect(largest([], 7)).toBe(7);
});
