// The time of a packet exactly as its file has it: two 32-bit halves and the clock that gives them meaning.
// pcap splits into seconds and a fraction, pcapng counts ticks since 1970 in a resolution of its own
// (pcapng 4.2, if_tsresol) with an offset (if_tsoffset). Nothing is computed until somebody asks.

/** What the two halves of a timestamp mean. */
export interface Clock {
  /** True: `high` is seconds and `low` a fraction. False: together they are a 64-bit count of ticks. */
  readonly split: boolean;
  /** One tick is `base` to the power of minus `exponent` seconds. */
  readonly base: 2 | 10;
  readonly exponent: number;
  /** Seconds to add. */
  readonly offset: bigint;
  readonly ticksPerSecond: bigint;
  /** The same as a Number, rounded where it is beyond 2^53. */
  readonly unit: number;
  /** Its times can be told in Numbers. */
  readonly plain: boolean;
}

/** A moment; both halves are unsigned 32-bit numbers. */
export interface Timestamp {
  high: number;
  low: number;
  clock: Clock;
}

/** The smallest ticks that libpcap reads too: 10^-19 and 2^-63 seconds. */
const MAX_DECIMAL_EXPONENT = 19;
const MAX_BINARY_EXPONENT = 63;

/** A fraction of a power of two is printed exactly up to this many digits, and cut there. */
const MAX_DIGITS = 20;

export const MICROSECONDS: Clock = clock(true, 10, 6, 0n);
export const NANOSECONDS: Clock = clock(true, 10, 9, 0n);

/** A pcapng interface's clock; null if the resolution is finer than 10^-19 or 2^-63 s, which nobody means. */
export function tickClock(resolution: number, offset: bigint): Clock | null {
  const binary = (resolution & 0x80) !== 0;
  const exponent = resolution & 0x7f;
  if (exponent > (binary ? MAX_BINARY_EXPONENT : MAX_DECIMAL_EXPONENT)) return null;
  return clock(false, binary ? 2 : 10, exponent, offset);
}

/** Seconds since 1970 as a decimal string, with all digits of the capture. */
export function timeText(time: Timestamp): string {
  const parts = new TimeParts();
  if (parts.read(time)) return `${parts.seconds}.${digits(parts.fraction, parts.digits)}`;
  return exactText(ticks(time), time.clock);
}

/** A moment as whole seconds since 1970 and the digits behind them; one object reads time after time. */
export class TimeParts {
  seconds = 0;
  fraction = 0;
  /** How many digits the fraction has, with its leading zeros. */
  digits = 0;

  /** False for the clocks and fractions that take a BigInt to say. */
  read({ clock: c, high, low }: Timestamp): boolean {
    return this.of(c, high, low);
  }

  /** The same of a time by that clock. */
  of(c: Clock, high: number, low: number): boolean {
    if (!c.plain || (c.split && low >= c.unit)) return false;
    this.digits = c.exponent;
    if (c.split) {
      this.seconds = high;
      this.fraction = low;
    } else {
      this.#divide(high, low, c.unit);
    }
    return true;
  }

  // 64-bit ticks divided in four digits of 16 bits: each step stays below 2^53 while a second has 10^4 to 10^11
  // ticks, and no BigInt is made for each packet.
  #divide(high: number, low: number, unit: number): void {
    this.seconds = 0;
    this.fraction = 0;
    this.#step(high >>> 16, unit);
    this.#step(high & 0xffff, unit);
    this.#step(low >>> 16, unit);
    this.#step(low & 0xffff, unit);
  }

  #step(digit: number, unit: number): void {
    const value = this.fraction * 65536 + digit;
    const quotient = Math.floor(value / unit);
    this.fraction = value - quotient * unit;
    this.seconds = this.seconds * 65536 + quotient;
  }
}

/** Nanoseconds since 1970, rounded down. */
export function timeNs(time: Timestamp): bigint {
  return floorDivide(ticks(time) * 1_000_000_000n, time.clock.ticksPerSecond);
}

/**
 * Whole microseconds since 1970, rounded down, as a Number; NaN where that is beyond 2^53 (the year 2255), which no
 * clock says. No BigInt for what captures mostly have.
 */
export function timeMicros(time: Timestamp): number {
  const micros = microsOf(time);
  return Number.isSafeInteger(micros) ? micros : Number.NaN;
}

function microsOf(time: Timestamp): number {
  const { clock: c, high, low } = time;
  if (!c.plain || (c.exponent !== 6 && c.exponent !== 9)) return Number(floorDivide(timeNs(time), 1000n));
  if (c.split) return high * 1e6 + (c.exponent === 6 ? low : Math.floor(low / 1000));
  if (c.exponent === 6) return high * 2 ** 32 + low;
  return Math.floor(high / 1000) * 2 ** 32 + Math.floor(((high % 1000) * 2 ** 32 + low) / 1000);
}

/** Seconds since 1970 as a Number: good to compare and to age, not to print. */
export function timeSeconds(time: Timestamp): number {
  const { clock: c, high, low } = time;
  const own = c.split ? high + low / c.unit : (high * 2 ** 32 + low) / c.unit;
  return own + Number(c.offset);
}

/** The timestamp that means `ns` nanoseconds since 1970, 0 <= ns < 2^64. */
export function timestampOf(ns: bigint): Timestamp {
  return { high: Number(ns >> 32n), low: Number(ns & 0xffffffffn), clock: NS_TICKS };
}

/** Nanoseconds since 1970 in one count. */
export const NS_TICKS: Clock = clock(false, 10, 9, 0n);

function clock(split: boolean, base: 2 | 10, exponent: number, offset: bigint): Clock {
  const ticksPerSecond = BigInt(base) ** BigInt(exponent);
  const plain = offset === 0n && (split || (base === 10 && exponent >= 4 && exponent <= 11));
  return { split, base, exponent, offset, ticksPerSecond, unit: Number(ticksPerSecond), plain };
}

// Signed: an offset may lie before 1970.
function ticks({ high, low, clock: c }: Timestamp): bigint {
  const own = c.split ? BigInt(high) * c.ticksPerSecond + BigInt(low) : (BigInt(high) << 32n) | BigInt(low);
  return own + c.offset * c.ticksPerSecond;
}

function exactText(total: bigint, c: Clock): string {
  const sign = total < 0n ? '-' : '';
  const size = total < 0n ? -total : total;
  const whole = `${sign}${size / c.ticksPerSecond}`;
  const count = Math.min(c.exponent, MAX_DIGITS);
  if (count === 0) return whole;
  const fraction = ((size % c.ticksPerSecond) * 10n ** BigInt(count)) / c.ticksPerSecond;
  return `${whole}.${digits(fraction, count)}`;
}

function digits(fraction: number | bigint, count: number): string {
  return fraction.toString().padStart(count, '0');
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}
