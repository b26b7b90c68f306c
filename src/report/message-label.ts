/** A datagram in a few words, for an arrow of a picture. */
import type { Language } from '../lang/language.ts';
import { counted, inWords, tell } from '../lang/sentence.ts';
import type { Message } from '../sniff/message-list.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { notationWords } from './datagram-text.ts';
import { timeOfDay } from './time-text.ts';

const MAX_LABEL = 56;

/** `hello peer-request`, `peer-address=10.0.0.1:4200 and 173 more`; `!code` for what is wrong. */
export function messageLabel({ kind, dissection }: Message, lang: Language = 'en'): string {
  if (kind !== 'ours') return `${tell(lang, kind)}, ${inWords(lang, counted(dissection.length, 'byte'))}`;
  const words = notationWords(dissection).map(shortened);
  const shown: string[] = [];
  let length = 0;
  for (const word of words) {
    length += word.length + 1;
    if (shown.length > 0 && length > MAX_LABEL) break;
    shown.push(word);
  }
  const rest = words.length - shown.length;
  // The same fault again says no more.
  const [issue, ...others] = new Set(dissection.issues.map(({ code }) => `!${code}`));
  return [
    ...shown,
    ...(rest > 0 ? [tell(lang, 'and {count} more', { count: rest })] : []),
    ...(issue === undefined ? [] : [issue]),
    ...(others.length > 0 ? [tell(lang, 'and {more}', { more: counted(others.length, 'other issue') })] : []),
  ].join(' ');
}

/** How an arrow is drawn. Others are not judged. */
export function messageClass({ kind, dissection }: Message): 'right' | 'wrong' | 'other' {
  if (kind !== 'ours') return 'other';
  return dissection.issues.length > 0 ? 'wrong' : 'right';
}

/** The time of day to the microsecond; `-` for none. */
export function messageTime({ time }: Message, zone: Zone): string {
  return time === null ? '-' : timeOfDay(time.replace(/(\.\d{6})\d+$/, '$1'), zone);
}

function shortened(word: string): string {
  return word.length > MAX_LABEL ? `${word.slice(0, MAX_LABEL - 1)}…` : word;
}
