import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Clock,
  MICROSECONDS,
  NANOSECONDS,
  NS_TICKS,
  tickClock,
  timeMicros,
  timeNs,
  timeSeconds,
  timestampOf,
  timeText,
} from '../../src/capture/timestamp.ts';

function clock(resolution: number, offset = 0n): Clock {
  const made = tickClock(resolution, offset);
  if (made === null) throw new Error(`no clock ${resolution}`);
  return made;
}

describe('timeText', () => {
  test('has six digits for microseconds and nine for nanoseconds', () => {
    expect(timeText({ high: 1_700_000_000, low: 42, clock: MICROSECONDS })).toBe('1700000000.000042');
    expect(timeText({ high: 1_700_000_000, low: 42, clock: NANOSECONDS })).toBe('1700000000.000000042');
    expect(timeText({ high: 0xffffffff, low: 999_999, clock: MICROSECONDS })).toBe('4294967295.999999');
  });

  test('carries a fraction of a second or more', () => {
    expect(timeText({ high: 1, low: 2_000_003, clock: MICROSECONDS })).toBe('3.000003');
  });

  test('has the digits of any resolution', () => {
    expect(timeText({ high: 0, low: 7, clock: clock(0) })).toBe('7');
    expect(timeText({ high: 0, low: 1234, clock: clock(3) })).toBe('1.234');
    expect(timeText({ high: 0, low: 1, clock: clock(19) })).toBe('0.0000000000000000001');
    expect(timeText({ high: 0, low: 3, clock: clock(0x80 | 1) })).toBe('1.5');
    // 1/256 s is 0.00390625 exactly.
    expect(timeText({ high: 0, low: 257, clock: clock(0x88) })).toBe('1.00390625');
    // 2^-63 = 1.0842021724855044e-19: twenty digits, cut.
    expect(timeText({ high: 0, low: 1, clock: clock(0xbf) })).toBe('0.00000000000000000010');
  });

  test('adds the offset, also to before 1970', () => {
    expect(timeText({ high: 0, low: 1_500_000, clock: clock(6, 100n) })).toBe('101.500000');
    expect(timeText({ high: 0, low: 1_500_000, clock: clock(6, -2n) })).toBe('-0.500000');
    expect(timeText({ high: 0, low: 0, clock: clock(6, -(2n ** 63n)) })).toBe('-9223372036854775808.000000');
  });

  test('agrees with whole-number arithmetic on every decimal clock', () => {
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(u32, u32, fc.integer({ min: 1, max: 19 }), (high, low, exponent) => {
        const ticks = (BigInt(high) << 32n) | BigInt(low);
        const unit = 10n ** BigInt(exponent);
        const expected = `${ticks / unit}.${(ticks % unit).toString().padStart(exponent, '0')}`;
        expect(timeText({ high, low, clock: clock(exponent) })).toBe(expected);
      }),
    );
  });
});

test('timeNs rounds down', () => {
  expect(timeNs({ high: 1, low: 2, clock: MICROSECONDS })).toBe(1_000_002_000n);
  expect(timeNs({ high: 0, low: 1999, clock: clock(12) })).toBe(1n);
  expect(timeNs({ high: 0, low: 999, clock: clock(12, -1n) })).toBe(-1_000_000_000n);
  expect(timeNs({ high: 0, low: 1, clock: clock(12, -1n) })).toBe(-1_000_000_000n);
});

test('timeSeconds is near', () => {
  expect(timeSeconds({ high: 10, low: 500_000, clock: MICROSECONDS })).toBe(10.5);
  expect(timeSeconds({ high: 1, low: 0, clock: clock(6, 5n) })).toBeCloseTo(4299.967296, 6);
});

test('timestampOf and timeNs are inverse', () => {
  for (const ns of [0n, 1n, 1_790_000_000_123_456_789n, 2n ** 64n - 1n])
    expect(timeNs(timestampOf(ns))).toBe(ns);
});

test('tickClock refuses what is finer than 10^-19 or 2^-63', () => {
  expect(tickClock(19, 0n)).not.toBe(null);
  expect(tickClock(20, 0n)).toBe(null);
  expect(tickClock(0xbf, 0n)).not.toBe(null);
  expect(tickClock(0xc0, 0n)).toBe(null);
  expect(tickClock(255, 0n)).toBe(null);
});

describe('whole microseconds', () => {
  const clocks = [
    MICROSECONDS,
    NANOSECONDS,
    NS_TICKS,
    ...[6, 3, 0, 0x8a].map((resolution) => clock(resolution)),
    ...[6, 9].map((resolution) => clock(resolution, -5_000_000_000n)),
  ];
  const half = fc.integer({ min: 0, max: 2 ** 32 - 1 });

  test('are the nanoseconds rounded down, or none where a Number cannot hold them', () => {
    fc.assert(
      fc.property(half, half, fc.constantFrom(...clocks), (high, low, of) => {
        const ns = timeNs({ high, low, clock: of });
        const exact = Number((ns - (((ns % 1000n) + 1000n) % 1000n)) / 1000n);
        expect(timeMicros({ high, low, clock: of })).toBe(Number.isSafeInteger(exact) ? exact : Number.NaN);
      }),
    );
  });
});
