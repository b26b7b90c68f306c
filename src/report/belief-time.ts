/** Times of beliefs, which count in ms from the first packet of the capture, as texts. */
import type { Language } from '../lang/language.ts';
import { inWords } from '../lang/sentence.ts';
import { secondsSaid } from '../lang/value.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { dateText, timeOfDay } from './time-text.ts';

/** When the capture began, in ns since 1970, and the zone in which times are shown. */
export interface Dial {
  readonly begin: bigint;
  readonly zone: Zone;
}

const NS = 1_000_000_000n;

/** Seconds since 1970 with nine digits, as JSON has them. */
export function secondsAt({ begin }: Dial, ms: number, digits = 9): string {
  const unit = 10n ** BigInt(9 - digits);
  const exact = begin + BigInt(Math.round(ms * 1e6));
  const ns = exact - (exact % unit);
  const [sign, size] = ns < 0n ? ['-', -ns] : ['', ns];
  return `${sign}${size / NS}.${String(size % NS)
    .padStart(9, '0')
    .slice(0, digits)}`;
}

/** `22:13:20.123`. */
export function clockAt(dial: Dial, ms: number): string {
  return timeOfDay(secondsAt(dial, ms, 3), dial.zone);
}

/** `2023-11-14T22:13:20.123Z`. */
export function dateAt(dial: Dial, ms: number): string {
  return dateText(secondsAt(dial, ms, 3), dial.zone);
}

/** `4.2 s`. */
export function lapse(ms: number, lang: Language): string {
  return inWords(lang, secondsSaid(ms));
}
