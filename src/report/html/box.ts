/**
 * What may be wider than the page: it scrolls in a box of its own, which shows that it does, and takes the focus for
 * those who have keys alone.
 */
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { xmlLines } from '../xml.ts';

export function pictureBox(svg: string, lang: Language): string {
  return `<div class="picture" ${named(lang, 'picture')}>${svg}</div>`;
}

/** A table, or a picture that is long: held to the height of the window too. */
export function tallBox(html: string, what: 'picture' | 'table', lang: Language): string {
  return `<div class="scroll" ${named(lang, what)}>${html}</div>`;
}

/** Lines of plain text as they are. */
export function textBox(text: string, lang: Language): string {
  return `<pre ${named(lang, 'text')}>${xmlLines(text)}</pre>`;
}

function named(lang: Language, what: keyof typeof NAMES): string {
  return `tabindex="0" role="group" aria-label="${tell(lang, NAMES[what])}"`;
}

const NAMES = {
  picture: 'a picture: the arrow keys move it',
  table: 'a table: the arrow keys move it',
  text: 'a text: the arrow keys move it',
} as const;
