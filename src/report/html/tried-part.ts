/**
 * What a campaign of `fuzz` tried, as tables: for each type of TLV its lengths against place and sender, and how often.
 */

import type { TriedCell } from '../../fuzz/event.ts';
import type { Language } from '../../lang/language.ts';
import { grouped, inWords, tell } from '../../lang/sentence.ts';
import { xmlText } from '../xml.ts';
import { tallBox } from './box.ts';

export function triedPart(cells: readonly TriedCell[], lang: Language): string {
  const types = [...new Set(cells.map(({ type }) => type))];
  const missing = cells.filter(({ count }) => count === 0).length;
  const done = { done: grouped(lang, cells.length - missing), all: grouped(lang, cells.length) };
  return [
    `<details><summary>${tell(lang, '{head}: {done} of {all} combinations of TLV, its length, its place and its sender', { ...done, head: `<strong>${tell(lang, 'what was tried')}</strong>` })}</summary>`,
    ...types.map((type) =>
      table(
        type,
        cells.filter((cell) => cell.type === type),
        lang,
      ),
    ),
    '</details>',
  ].join('\n');
}

function table(type: string, cells: readonly TriedCell[], lang: Language): string {
  const lengths = [...new Set(cells.map(({ length }) => length))];
  const columnOf = (cell: TriedCell): string =>
    `${inWords(lang, cell.position)}, ${inWords(lang, cell.state)}`;
  const columns = [...new Set(cells.map(columnOf))];
  const counts = new Map(cells.map((cell) => [`${cell.length}\n${columnOf(cell)}`, cell.count]));
  const head = columns.map((column) => `<th scope="col">${xmlText(column)}</th>`).join('');
  const rows = lengths.map((length) => {
    const row = columns.map((column) => cellOf(counts.get(`${length}\n${column}`), lang));
    return `<tr><th scope="row">${xmlText(inWords(lang, length))}</th>${row.join('')}</tr>`;
  });
  const body = `<table><thead><tr><th scope="col">${tell(lang, 'length')}</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<h3>${xmlText(inWords(lang, type))}</h3>${tallBox(body, 'table', lang)}`;
}

function cellOf(count: number | undefined, lang: Language): string {
  if (count === undefined) return '<td></td>';
  return count === 0
    ? `<td class="none">${tell(lang, 'not tried')}</td>`
    : `<td>${grouped(lang, count)}</td>`;
}
