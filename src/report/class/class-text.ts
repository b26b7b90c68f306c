/**
 * A class for people at a terminal: the matrix targets x requirements, what how many break, and who behaves alike.
 */
import type { Language } from '../../lang/language.ts';
import { counted, inWords, tell } from '../../lang/sentence.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { escapeText } from '../escape.ts';
import { type RunVerdict, worstRow } from '../run/run-report.ts';
import { MARKS } from '../run/run-text.ts';
import type { Style, Theme } from '../theme.ts';
import { wrap } from '../wrap.ts';
import {
  type Alike,
  alikeTargets,
  type ClassReport,
  type ClassRow,
  classVerdict,
  type RequirementCount,
  requirementCounts,
  rowPoints,
  rowVerdict,
  worstCounts,
} from './class-report.ts';
import { alikeWords, countWords, problemLine, SAME_BEHAVIOUR } from './class-words.ts';

/** The whole text. */
export function classText({ rows }: ClassReport, theme: Theme, lang: Language = 'en'): string {
  const verdict = classVerdict(rows);
  const lines = [
    ...matrixLines(rows, theme, lang),
    ...problemLines(rows, theme, lang),
    ...countLines(requirementCounts(rows), theme, lang),
    ...alikeLines(alikeTargets(rows), theme, lang),
    '',
    tell(lang, '{name}: {text}', {
      name: styleOf(verdict, theme)(tell(lang, verdict)),
      text: tallyText(rows, lang),
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** `60 targets: 12 pass, 46 fail, 2 could not be told`. */
function tallyText(rows: readonly ClassRow[], lang: Language): string {
  const count = (verdict: RunVerdict): number => rows.filter((row) => rowVerdict(row) === verdict).length;
  const parts = [
    tell(lang, '{count} pass', { count: count('pass') }),
    tell(lang, '{count} fail', { count: count('fail') }),
    tell(lang, '{count} could not be told', { count: count('inconclusive') }),
  ];
  return tell(lang, '{name}: {text}', { name: counted(rows.length, 'target'), text: parts.join(', ') });
}

const WIDEST_NAME = 24;
// In the order of the table: HDR-1, HDR-2, ..., TLV-1, ...
const FAMILIES = [...new Set(REQUIREMENTS.map(({ id }) => familyOf(id)))].map((family) => ({
  family,
  ids: REQUIREMENTS.map(({ id }) => id).filter((id) => familyOf(id) === family),
}));

function familyOf(id: string): string {
  return id.split('-')[0] ?? id;
}

function matrixLines(rows: readonly ClassRow[], theme: Theme, lang: Language): string[] {
  const width = Math.min(WIDEST_NAME, Math.max(...rows.map(({ name }) => escapeText(name).length)));
  const lead = ' '.repeat(WORDS[lang].fail.length + width + 2);
  const head = FAMILIES.map(({ family, ids }) => family.padEnd(ids.length)).join(' ');
  const numbers = FAMILIES.map(({ ids }) => ids.map((id) => id.at(-1)).join('')).join(' ');
  return [
    theme.strong(`${lead}${head}`),
    theme.strong(`${lead}${numbers}  ${tell(lang, 'points')}`),
    ...rows.map((row) => matrixLine(row, width, theme, lang)),
    theme.dim(tell(lang, '. pass, F fail, w warn, ? inconclusive, - skipped or not observed')),
  ];
}

function matrixLine(row: ClassRow, width: number, theme: Theme, lang: Language): string {
  const { run, name } = row;
  const verdict = rowVerdict(row);
  const word = styleOf(verdict, theme)(WORDS[lang][verdict]);
  const shown = shortened(escapeText(name), width).padEnd(width);
  if (run === null) return `${word} ${shown} ${theme.warn(tell(lang, 'not judged'))}`;
  const cells = FAMILIES.map(({ ids }) =>
    ids
      .map((id) => {
        const mark = MARKS[worstRow(run, id)?.verdict ?? 'skipped'];
        return mark === 'F' ? theme.error(mark) : mark === 'w' || mark === '?' ? theme.warn(mark) : mark;
      })
      .join(''),
  ).join(' ');
  const { points, worth } = rowPoints(row);
  return `${word} ${shown} ${cells}  ${points}/${worth}`;
}

/** As wide as each other. */
const WORDS = {
  en: { pass: 'pass', fail: 'FAIL', inconclusive: '????' },
  fr: { pass: 'bien ', fail: 'ÉCHEC', inconclusive: '?????' },
} as const satisfies Record<Language, Record<RunVerdict, string>>;

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function problemLines(rows: readonly ClassRow[], theme: Theme, lang: Language): string[] {
  const told = rows.flatMap((row) => {
    const why = problemLine(row, lang);
    return why === null ? [] : wrap(escapeText(why), `  ${escapeText(row.name)}: `);
  });
  return told.length === 0 ? [] : ['', theme.strong(tell(lang, 'not judged, and why:')), ...told];
}

function countLines(counts: readonly RequirementCount[], theme: Theme, lang: Language): string[] {
  const bad = worstCounts(counts);
  if (bad.length === 0) return [];
  return [
    '',
    theme.strong(tell(lang, 'what is wrong most often:')),
    ...bad.flatMap((one) => {
      const { id, title } = one.requirement;
      const what = countWords(one, lang).padStart(COUNT_WIDTH);
      return wrap(inWords(lang, title), `  ${what} ${id.padEnd(7)} `);
    }),
  ];
}

const COUNT_WIDTH = 16;

function alikeLines(groups: readonly Alike[], theme: Theme, lang: Language): string[] {
  if (groups.length === 0) return [];
  return [
    '',
    theme.strong(tell(lang, 'the same unusual behaviour:')),
    ...groups.flatMap((group) => [
      ...wrap(escapeText(group.names.join(', ')), '  '),
      ...wrap(escapeText(alikeWords(group, lang)), '    '),
    ]),
    ...wrap(tell(lang, SAME_BEHAVIOUR), '  ').map((line) => theme.dim(line)),
  ];
}

function styleOf(verdict: RunVerdict, theme: Theme): Style {
  return verdict === 'pass' ? theme.ok : verdict === 'fail' ? theme.error : theme.warn;
}
