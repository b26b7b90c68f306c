/** Microseconds since 1970, NaN for none, as what JSON has for a time: seconds as a decimal string, or null. */

const SECOND = 1_000_000;

/** `1700000000.123456`. */
export function microsText(micros: number): string | null {
  if (Number.isNaN(micros)) return null;
  const size = Math.abs(micros);
  const seconds = Math.floor(size / SECOND);
  return `${micros < 0 ? '-' : ''}${seconds}.${String(size - seconds * SECOND).padStart(6, '0')}`;
}

/** The microseconds that such a text says; NaN of null. A text that says no time: null. */
export function parseMicros(text: string | null): number | null {
  if (text === null) return Number.NaN;
  const [, sign = '', seconds = '', fraction = ''] = /^(-?)(\d{1,10})\.(\d{6})$/.exec(text) ?? [];
  if (seconds === '') return null;
  const micros = Number(seconds) * SECOND + Number(fraction);
  if (!Number.isSafeInteger(micros)) return null;
  return sign === '' ? micros : -micros;
}
