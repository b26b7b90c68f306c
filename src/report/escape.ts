/**
 * Makes foreign text safe to show. A peer, a target's output or a file name must not move the cursor, forge
 * a line or reorder what is read; and a word of a printed command must survive being pasted into a shell.
 */

// C0, DEL and C1; the bidirectional marks, embeddings, overrides and isolates; the two line separators (they
// stand between the marks); halves of a surrogate pair, which no UTF-8 can carry.
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const EVERY_UNSAFE = new RegExp(UNSAFE, 'gu');

// A leading = is zsh's own (a path look-up), so there it needs quotes.
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/** The text with each control, bidirectional or broken character written as `\xNN` or `\u{NNNN}`. */
export function escapeText(text: string): string {
  return UNSAFE.test(text) ? text.replace(EVERY_UNSAFE, escapeCharacter) : text;
}

/** The word as a POSIX shell reads it back: bare if it can be, else in single quotes. */
export function shellQuote(word: string): string {
  if (PLAIN_WORD.test(word)) return word;
  return UNSAFE.test(word) ? dollarQuote(word) : `'${word.replaceAll("'", "'\\''")}'`;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

// Plain quotes would show the raw control bytes to the terminal. `$'…'` (POSIX 2024, bash, zsh, ksh) names
// them; in octal, because three digits always end the escape.
function dollarQuote(word: string): string {
  const text = word.replace(/['\\]/g, '\\$&').replace(EVERY_UNSAFE, octal);
  return `$'${text}'`;
}

function octal(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
