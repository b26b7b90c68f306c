/**
 * What a campaign of `fuzz` tried, as tables: for each type of TLV its lengths against place and sender, and how often.
 */

import type { TriedCell } from '../../fuzz/event.ts';
import { numberText } from '../number-text.ts';
import { xmlText } from '../xml.ts';

export function triedPart(cells: readonly TriedCell[]): string {
  const types = [...new Set(cells.map(({ type }) => type))];
  const missing = cells.filter(({ count }) => count === 0).length;
  const done = `${numberText(cells.length - missing)} of ${numberText(cells.length)}`;
  return [
    `<details><summary><strong>what was tried</strong>: ${done} combinations of TLV, its length, its place and its sender</summary>`,
    ...types.map((type) =>
      table(
        type,
        cells.filter((cell) => cell.type === type),
      ),
    ),
    '</details>',
  ].join('\n');
}

function table(type: string, cells: readonly TriedCell[]): string {
  const lengths = [...new Set(cells.map(({ length }) => length))];
  const columns = [...new Set(cells.map(columnOf))];
  const counts = new Map(cells.map((cell) => [`${cell.length}\n${columnOf(cell)}`, cell.count]));
  const head = columns.map((column) => `<th scope="col">${xmlText(column)}</th>`).join('');
  const rows = lengths.map((length) => {
    const row = columns.map((column) => cellOf(counts.get(`${length}\n${column}`)));
    return `<tr><th scope="row">${xmlText(length)}</th>${row.join('')}</tr>`;
  });
  return `<h3>${xmlText(type)}</h3><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">length</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function columnOf({ position, state }: TriedCell): string {
  return `${position}, ${state}`;
}

function cellOf(count: number | undefined): string {
  if (count === undefined) return '<td></td>';
  return count === 0 ? '<td class="none">not tried</td>' : `<td>${numberText(count)}</td>`;
}
