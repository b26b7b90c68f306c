/**
 * Datagrams written down, one a line, in the notation (wire/notation.ts). Empty lines and comments (#) say nothing,
 * and so do words that begin with `!`: `sniff` puts its findings into such words, and what it prints is taken here.
 */
import { craft, type Draft } from '../wire/craft.ts';
import { parseNotation } from '../wire/notation.ts';
import { MAX_DATAGRAM } from '../wire/table.ts';
import type { Outgoing } from './outgoing.ts';
import { REMARK, splitWords } from './word.ts';

/** A line that makes no datagram; the message begins with `FILE:LINE`. */
export class LineError extends Error {}

/** The longest line: the largest datagram in hexadecimal with room for words. Memory is bounded by it. */
const MAX_LINE = 4 * MAX_DATAGRAM;

/** The datagrams of a text that comes in pieces. Throws LineError at the first line that is wrong. */
export async function* lineSource(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<string>,
  file: string,
): AsyncIterable<Outgoing> {
  let number = 0;
  for await (const line of splitLines(chunks, file)) {
    number++;
    const origin = `${file}:${number}`;
    const draft = lineDraft(line, origin);
    if (draft !== null) yield outgoing(draft, origin);
  }
}

/** The datagram that the words on a command line describe. RangeError if they do not. */
export function wordsOutgoing(words: readonly string[]): Outgoing {
  const result = parseNotation(words);
  if (!result.ok) throw new RangeError(`${result.word}: ${result.message}`);
  return outgoing(result.draft, null);
}

/** The datagram of one line, or null if it says nothing. Throws LineError. */
export function lineDraft(line: string, origin: string): Draft | null {
  const split = splitWords(line);
  if (!split.ok) throw new LineError(`${origin}: ${split.message}`);
  const words = split.words.filter((word) => !word.startsWith(REMARK));
  if (words.length === 0) return null;
  const result = parseNotation(words);
  if (!result.ok) throw new LineError(`${origin}: ${result.word}: ${result.message}`);
  return result.draft;
}

function outgoing(draft: Draft, origin: string | null): Outgoing {
  const bytes = craft(draft);
  if (bytes.length > MAX_DATAGRAM) {
    const where = origin === null ? '' : `${origin}: `;
    const message = `${where}${bytes.length} bytes are more than a UDP datagram holds (${MAX_DATAGRAM})`;
    throw origin === null ? new RangeError(message) : new LineError(message);
  }
  return { type: 'datagram', bytes, draft, origin, timeNs: null };
}

async function* splitLines(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<string>,
  file: string,
): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let count = 0;
  for await (const chunk of chunks) {
    const lines = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line;
    count += lines.length;
    if (rest.length > MAX_LINE)
      throw new LineError(`${file}:${count + 1}: longer than ${MAX_LINE} characters`);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
