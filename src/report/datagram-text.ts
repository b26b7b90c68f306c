/**
 * A datagram on one line: the words that `send` would take to make it again (wire/notation.ts), then a `!code` for
 * each issue. Without the marks the words craft the same bytes: `send` skips marks in the lines it reads.
 */
import { REMARK } from '../send/word.ts';
import { draftDissection } from '../wire/craft.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { formatNotation } from '../wire/notation.ts';
import { formatOrderly } from '../wire/orderly.ts';
import { shellQuote } from './escape.ts';
import { makeTheme, type Theme } from './theme.ts';

const PLAIN = makeTheme(0);

/** `peer-address=10.0.0.1:4200 hello,len=0 !tlv-short`; `!cut=40/1400` if a capture holds less than was sent. */
export function datagramLine(dissection: Dissection, theme: Theme = PLAIN): string {
  const words = notationWords(dissection).map((word) => shellQuote(word));
  const marks = dissection.issues.map((found) => theme.error(`${REMARK}${found.code}`));
  return [...words, ...marks, ...cutMark(dissection, theme)].join(' ');
}

/**
 * The same line for a datagram of which it is known that nothing is wrong and nothing is missing. A long answer is made
 * in a tenth of the time: its TLVs are written as they are met, and a word of the table needs no quotes.
 */
export function orderlyLine(bytes: Uint8Array): string {
  return formatOrderly(bytes) ?? datagramLine(dissect(bytes));
}

/** The words for `send`, one an argument. A datagram without a TLV is `--raw 6801`: no words would be nothing to send. */
export function notationWords(dissection: Dissection): string[] {
  const words = formatNotation(draftDissection(dissection));
  return words.length > 0 ? words : formatNotation({ raw: dissection.bytes });
}

function cutMark({ bytes, length }: Dissection, theme: Theme): string[] {
  return length > bytes.length ? [theme.warn(`${REMARK}cut=${bytes.length}/${length}`)] : [];
}
