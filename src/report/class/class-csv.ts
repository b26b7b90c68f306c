/**
 * A class as a table for spreadsheets: a line a target, a column a requirement, in each cell the worst verdict. RFC 4180
 * with `\n` at the end of a line. The columns are a public contract: new ones come last.
 */
import type { Language } from '../../lang/language.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { escapeText } from '../escape.ts';
import { worstRow } from '../run/run-report.ts';
import { csvCell } from '../sniff-csv.ts';
import { type ClassReport, type ClassRow, rowPoints, rowVerdict } from './class-report.ts';
import { problemWords } from './class-words.ts';

const HEAD = ['name', 'verdict', 'points', 'worth', 'complete_up_to', 'behaves_like', 'problem'];

/** The whole table. What its columns hold is the same in every language, but for the problem. */
export function classCsv({ rows }: ClassReport, lang: Language = 'en'): string {
  const ids = REQUIREMENTS.map(({ id }) => id);
  const lines = [[...HEAD, ...ids].join(','), ...rows.map((row) => line(row, ids, lang))];
  return `${lines.join('\n')}\n`;
}

function line(row: ClassRow, ids: readonly string[], lang: Language): string {
  const { name, run } = row;
  const { points, worth } = rowPoints(row);
  const likeness = (run?.likeness ?? []).map(({ bug }) => bug).join(' ');
  const cells = [
    name,
    rowVerdict(row),
    points,
    worth,
    run?.completeUpTo ?? null,
    likeness,
    problemWords(row, lang),
    ...ids.map((id) => (run === null ? null : (worstRow(run, id)?.verdict ?? null))),
  ];
  return cells.map((cell) => csvCell(typeof cell === 'string' ? escapeText(cell) : cell)).join(',');
}
