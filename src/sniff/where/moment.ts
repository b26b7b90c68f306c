/**
 * Moments as a user types them. With a zone or in seconds since 1970 they are fixed; the others wait for the first
 * packet of the run, which says what day it is, and for whether times are shown in local time or UTC.
 *
 *     2023-11-14T22:13:20.5Z   2023-11-14T23:13+01:00   1700000000.5     fixed
 *     2023-11-14T22:13:20      2023-11-14               in the zone of the run
 *     22:13:20.5               22:13                    on the day of the first packet, in the zone of the run
 *     +5s   +250ms   +2m                                after the first packet
 *
 * Digits behind the nanoseconds are dropped.
 */
import { type Timestamp, timeNs } from '../../capture/timestamp.ts';
import type { Domain } from './domain.ts';

export type Zone = 'utc' | 'local';

/** What open moments hang on. */
export interface Origin {
  readonly zone: Zone;
  /** Nanoseconds since 1970 of the first packet that has a time; null before it. */
  first: bigint | null;
}

/** A moment: nanoseconds since 1970, or null while its origin has no first packet. */
export type Moment = (origin: Origin) => bigint | null;

/** A time of a packet, and the origin of its run. */
export interface Instant {
  readonly time: Timestamp;
  readonly origin: Origin;
}

export const MOMENT_FORMS = 'a time such as 22:13:20, 2023-11-14T22:13:20Z or +5s';

/** Moments, as `time >= +5s` has them. */
export const MOMENTS: Domain<Instant> = {
  title: MOMENT_FORMS,
  words: [],
  ordered: true,
  parse: (text) => {
    const moment = parseMoment(text);
    if (moment === null) return null;
    return {
      order: ({ time, origin }) => {
        const at = moment(origin);
        return at === null ? Number.NaN : Number(timeNs(time) - at);
      },
      rank: null,
    };
  },
};

const DATE = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[T ](.+?)(Z|[+-]\d\d:?\d\d)?)?$/i;
const TIME_OF_DAY = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/;
const SINCE_FIRST = /^\+(\d{1,10})(?:\.(\d+))?(ms|s|m)$/;
// A bare number of a few digits is no moment: most likely its unit is missing.
const EPOCH = /^(?:(\d{1,12})\.(\d+)|(\d{9,12}))$/;

const SECOND = 1_000_000_000n;
const UNITS: Readonly<Record<string, bigint>> = { ms: SECOND / 1000n, s: SECOND, m: 60n * SECOND };

/** The moment that the text names, or null. */
export function parseMoment(text: string): Moment | null {
  const [, whole = '', fraction = '', unit = ''] = SINCE_FIRST.exec(text) ?? [];
  const size = UNITS[unit];
  if (size !== undefined) {
    const after = BigInt(whole) * size + (nanoseconds(fraction) * size) / SECOND;
    return ({ first }) => (first === null ? null : first + after);
  }
  const [epoch, seconds, part = '', bare] = EPOCH.exec(text) ?? [];
  if (epoch !== undefined) {
    const at = BigInt(seconds ?? bare ?? 0) * SECOND + nanoseconds(part);
    return () => at;
  }
  const clock = parseClock(text);
  if (clock === null) return parseDate(text);
  return once(({ zone, first }) => {
    if (first === null) return null;
    const date = new Date(Number(first / 1_000_000n));
    return zone === 'utc'
      ? calendar([date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()], clock, zone)
      : calendar([date.getFullYear(), date.getMonth(), date.getDate()], clock, zone);
  });
}

type Day = readonly [year: number, month: number, day: number];

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ns: bigint;
}

const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0, ns: 0n };

function parseDate(text: string): Moment | null {
  const [match, year, month, date, time, zone] = DATE.exec(text) ?? [];
  const day: Day = [Number(year), Number(month) - 1, Number(date)];
  const clock = time === undefined ? MIDNIGHT : parseClock(time);
  if (match === undefined || clock === null || !isDay(day)) return null;
  if (zone === undefined) return once((origin) => calendar(day, clock, origin.zone));
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const at = calendar(day, clock, 'utc') - BigInt(offset * 60) * SECOND;
  return () => at;
}

function parseClock(text: string): ClockTime | null {
  const [match, hour, minute, second = '0', fraction = ''] = TIME_OF_DAY.exec(text) ?? [];
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (match === undefined || clock.hour > 23 || clock.minute > 59 || clock.second > 59) return null;
  return { ...clock, ns: nanoseconds(fraction) };
}

// The calendar's own arithmetic turns 30 February into 2 March.
function isDay([year, month, day]: Day): boolean {
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}

function offsetMinutes(zone: string): number | null {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (60 * hours + minutes);
}

function calendar([year, month, day]: Day, { hour, minute, second, ns }: ClockTime, zone: Zone): bigint {
  const ms =
    zone === 'utc'
      ? Date.UTC(year, month, day, hour, minute, second)
      : new Date(year, month, day, hour, minute, second).getTime();
  return BigInt(ms) * 1_000_000n + ns;
}

function nanoseconds(fraction: string): bigint {
  return BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

/** Worked out once for an origin, not for each packet. */
function once(work: Moment): Moment {
  let [last, at]: [Origin | null, bigint | null] = [null, null];
  return (origin) => {
    if (last !== origin || at === null) [last, at] = [origin, work(origin)];
    return at;
  };
}
