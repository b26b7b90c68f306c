/**
 * Words of a line, as a shell would split it, without anything that a shell would do with them: blanks separate,
 * '…' and "…" hold together, \ takes the next character as it is. No variables, no commands, no patterns.
 */

/** What begins a word that says something about a datagram and is no part of it, such as `!tlv-cut`. */
export const REMARK = '!';

export type WordsResult =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly message: string };

const BLANK = new Set([' ', '\t', '\r', '\v', '\f', '\u00a0', '\ufeff']);

/** The words of one line; from a word that begins with `#` on, the line is a comment. Never throws. */
export function splitWords(line: string): WordsResult {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === quote) {
      quote = null;
    } else if (char === '\\' && quote !== "'" && at + 1 < line.length) {
      word = (word ?? '') + line.charAt(++at);
    } else if (quote !== null) {
      word = (word ?? '') + char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (BLANK.has(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === '#' && word === null) {
      return { ok: true, words };
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== null) return { ok: false, message: `the quote ${quote} is never closed` };
  return { ok: true, words: word === null ? words : [...words, word] };
}
