/**
 * Prose in lines of a terminal's width, under one another. Words are never broken.
 */

/** What a reader has at hand where nobody says how wide it is. */
export const WIDTH = 80;

/** The lines: the first behind `lead`, the others under it. Without words: the lead alone. */
export function wrap(text: string, lead: string, width = WIDTH): string[] {
  const lines: string[] = [];
  const indent = ' '.repeat(lead.length);
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && lead.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, i) => `${i === 0 ? lead : indent}${one}`.trimEnd());
}
