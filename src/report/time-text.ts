/**
 * Times as texts. Inside, a moment is a decimal string of seconds since 1970 with all the digits that its source
 * has; milliseconds with fractions are for our own clocks. Pure: no clock here.
 */

/** The largest distance from 1970 that a calendar date can have, in seconds (ECMA-262 21.4.1.1). */
const MAX_DATE_SECONDS = 8_640_000_000_000;

/** Milliseconds since 1970 as seconds with six digits, such as `1700000000.123456`. */
export function secondsText(epochMs: number): string {
  const micros = Math.round(epochMs * 1000);
  const seconds = Math.floor(micros / 1e6);
  return `${seconds}.${String(micros - seconds * 1e6).padStart(6, '0')}`;
}

/** `22:13:20.123456`, the time of day in UTC; the text itself if no date can say it. */
export function timeOfDay(seconds: string): string {
  return dateParts(seconds)?.time ?? seconds;
}

/** `2023-11-14T22:13:20.123456Z`; the text itself if no date can say it. */
export function dateText(seconds: string): string {
  const parts = dateParts(seconds);
  return parts === null ? seconds : `${parts.date}T${parts.time}Z`;
}

/** A duration as one would say it: `0.4 ms`, `250 ms`, `1.50 s`, `2 min 5 s`. */
export function durationText(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function dateParts(seconds: string): { date: string; time: string } | null {
  const [, whole = '', fraction = ''] = /^(\d{1,15})(\.\d+)?$/.exec(seconds) ?? [];
  if (whole === '' || Number(whole) >= MAX_DATE_SECONDS) return null;
  const [date = '', time = ''] = new Date(Number(whole) * 1000).toISOString().split('T');
  return { date, time: `${time.slice(0, 8)}${fraction}` };
}
