/** What may be wider than the page: it scrolls in a box of its own, and takes the focus for those who have keys alone. */
import { xmlLines } from '../xml.ts';

export function pictureBox(svg: string): string {
  return `<div class="picture" tabindex="0">${svg}</div>`;
}

/** A table, or a picture that is long: held to the height of the window too. */
export function tallBox(html: string): string {
  return `<div class="scroll" tabindex="0">${html}</div>`;
}

/** Lines of plain text as they are. */
export function textBox(text: string): string {
  return `<pre tabindex="0">${xmlLines(text)}</pre>`;
}
