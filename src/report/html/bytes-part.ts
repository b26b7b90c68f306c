/**
 * The bytes of a datagram, those that matter marked, and what is said of each mark.
 */

import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import { fromHex } from '../../wire/bytes.ts';
import { dissect } from '../../wire/dissect.ts';
import { ISSUES } from '../../wire/issue.ts';
import { notationWords } from '../datagram-text.ts';
import type { Mark } from '../hexdump.ts';
import { xmlText } from '../xml.ts';

const COLUMNS = 16;
// Of a long datagram the lines around the marks are shown, and so many at most.
const MOST_LINES = 24;
const MOST_MARKS = 12;
const MOST_WORDS = 24;

/** `hex` may be anything: what is no hexadecimal is said to be none. */
export function bytesPart(hex: string, marks: readonly Mark[] = [], lang: Language = 'en'): string {
  const bytes = fromHex(hex);
  if (bytes === null) return `<p class="quiet">${tell(lang, 'the report does not hold its bytes')}</p>`;
  if (bytes.length === 0) return `<p class="quiet">${tell(lang, 'an empty datagram')}</p>`;
  const dissection = dissect(bytes);
  const issues = dissection.issues.map(({ start, end, code }) => ({ start, end, text: ISSUES[code].title }));
  const all = [...marks, ...issues].slice(0, MOST_MARKS);
  const words = notationWords(dissection);
  const more =
    words.length > MOST_WORDS
      ? ` ${tell(lang, '… and {count} more', { count: words.length - MOST_WORDS })}`
      : '';
  return [
    `<p><code>${xmlText(words.slice(0, MOST_WORDS).join(' '))}</code>${more}</p>`,
    `<pre class="bytes" tabindex="0" role="group" aria-label="${tell(lang, 'bytes in hexadecimal')}">${linesOf(bytes, all).join('\n')}</pre>`,
    ...(all.length === 0
      ? []
      : [`<ul class="marks">${all.map((mark) => markItem(mark, lang)).join('')}</ul>`]),
  ].join('\n');
}

function markItem({ start, end, text }: Mark, lang: Language): string {
  const where =
    end - start > 1
      ? tell(lang, 'bytes {first}–{last}', { first: start, last: end - 1 })
      : tell(lang, 'byte {first}', { first: start });
  const name = `<span class="mono">${where}</span>`;
  return `<li>${tell(lang, '{name}: {text}', { name, text: xmlText(inWords(lang, text)) })}</li>`;
}

function linesOf(bytes: Uint8Array, marks: readonly Mark[]): string[] {
  const count = Math.ceil(bytes.length / COLUMNS);
  const near = (line: number): boolean =>
    marks.some(
      ({ start, end }) => line >= Math.floor(start / COLUMNS) - 1 && line <= Math.floor(end / COLUMNS) + 1,
    );
  const lines = Array.from({ length: count }, (_, line) => line);
  const shown = (count <= MOST_LINES ? lines : lines.filter((line) => line < 2 || near(line))).slice(
    0,
    MOST_LINES,
  );
  return shown
    .flatMap((line, i) => {
      const gap = i > 0 && line !== (shown[i - 1] ?? 0) + 1 ? ['…'] : [];
      return [...gap, lineText(bytes, line, marks)];
    })
    .concat((shown.at(-1) ?? 0) < count - 1 ? ['…'] : []);
}

function lineText(bytes: Uint8Array, line: number, marks: readonly Mark[]): string {
  const start = line * COLUMNS;
  const cells = [...bytes.subarray(start, start + COLUMNS)].map((byte, i) => {
    const text = byte.toString(16).padStart(2, '0');
    const isMarked = marks.some((mark) => start + i >= mark.start && start + i < mark.end);
    return isMarked ? `<mark>${text}</mark>` : text;
  });
  return `<span class="quiet">${String(start).padStart(5)}</span>  ${cells.join(' ')}`;
}
