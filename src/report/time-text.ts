/**
 * Times as texts. Inside, a moment is a decimal string of seconds since 1970 with all the digits that its source
 * has; milliseconds with fractions are for our own clocks. Pure: no clock here.
 */
import type { Language } from '../lang/language.ts';
import { inWords } from '../lang/sentence.ts';
import { list, quantity } from '../lang/value.ts';
import type { Zone } from '../sniff/where/moment.ts';

/** The largest distance from 1970 that a calendar date can have, in seconds (ECMA-262 21.4.1.1). */
const MAX_DATE_SECONDS = 8_640_000_000_000;
const DAY = 86_400;

/** Milliseconds since 1970 as seconds with six digits, such as `1700000000.123456`. */
export function secondsText(epochMs: number): string {
  const micros = Math.round(epochMs * 1000);
  const seconds = Math.floor(micros / 1e6);
  return `${seconds}.${String(micros - seconds * 1e6).padStart(6, '0')}`;
}

/** `22:13:20.123456`, the time of day; the text itself if no date can say it. */
export function timeOfDay(seconds: string, zone: Zone = 'utc'): string {
  return dateParts(seconds, zone)?.time ?? seconds;
}

/** `2023-11-14T22:13:20.123456Z`, `…+01:00` in local time; the text itself if no date can say it. */
export function dateText(seconds: string, zone: Zone = 'utc'): string {
  const parts = dateParts(seconds, zone);
  return parts === null ? seconds : `${parts.date}T${parts.time}${parts.offset}`;
}

/** A duration as one would say it: `0.4 ms`, `250 ms`, `1.50 s`, `2 min 5 s`. */
export function durationText(ms: number, lang: Language = 'en'): string {
  if (ms < 10) return inWords(lang, quantity(ms, 1, 'ms'));
  if (ms < 999.5) return inWords(lang, quantity(ms, 0, 'ms'));
  if (ms < 59_995) return inWords(lang, quantity(ms / 1000, 2, 's'));
  const seconds = Math.round(ms / 1000);
  const parts = [quantity(Math.floor(seconds / 60), 0, 'min'), quantity(seconds % 60, 0, 's')];
  return inWords(lang, list(parts, ' '));
}

interface DateParts {
  readonly date: string;
  readonly time: string;
  readonly offset: string;
}

function dateParts(seconds: string, zone: Zone): DateParts | null {
  const [, whole = '', fraction = ''] = /^(\d{1,15})(\.\d+)?$/.exec(seconds) ?? [];
  if (whole === '' || Number(whole) >= MAX_DATE_SECONDS - DAY) return null;
  const ms = Number(whole) * 1000;
  const minutes = zone === 'utc' ? 0 : -new Date(ms).getTimezoneOffset();
  const [date, time] = dayAndTime(ms + minutes * 60_000);
  return { date, time: `${time}${fraction}`, offset: zone === 'utc' ? 'Z' : offsetText(minutes) };
}

/** `2023-11-14` and `22:13:20`. The last one is kept: a capture has thousands of packets a second. */
function dayAndTime(ms: number): readonly [date: string, time: string] {
  if (latest.ms !== ms) {
    const text = new Date(ms).toISOString();
    const at = text.indexOf('T');
    latest = { ms, parts: [text.slice(0, at), text.slice(at + 1, at + 9)] };
  }
  return latest.parts;
}

let latest: { readonly ms: number; readonly parts: readonly [string, string] } = {
  ms: 0,
  parts: ['1970-01-01', '00:00:00'],
};

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const text = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${text}`;
}
