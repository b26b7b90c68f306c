/**
 * Foreign text in Markdown: it makes no heading, link, table or HTML, and ends no block that it stands in.
 */
import { escapeText } from './escape.ts';

/** Text of a paragraph, on one line. */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>#|~&$]/g, '\\$&')
    .replace(/^[-+=]/, '\\$&');
}

/** The same as it is, in a code span that it cannot end. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  const quote = '`'.repeat(longestRun([line]) + 1);
  // A blank at both ends is taken away by the reader; one is needed before a backtick.
  return line === ''
    ? '(nothing)'
    : line.includes('`')
      ? `${quote} ${line} ${quote}`
      : `${quote}${line}${quote}`;
}

/** Lines as they are, each escaped, in a fence that none of them can close. */
export function markdownBlock(lines: readonly string[], language = 'text'): string[] {
  const escaped = lines.map(escapeText);
  const fence = '`'.repeat(Math.max(2, longestRun(escaped)) + 1);
  return [`${fence}${language}`, ...escaped, fence];
}

function oneLine(text: string): string {
  return escapeText(text.replace(/\s+/g, ' ').trim());
}

/** Of backticks. */
function longestRun(lines: readonly string[]): number {
  let longest = 0;
  for (const line of lines)
    for (const run of line.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
