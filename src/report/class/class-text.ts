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
} from './class-report.ts';

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
  const lead = ' '.repeat(width + 6);
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
  const word = styleOf(verdict, theme)(WORDS[verdict]);
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

const WORDS = { pass: 'pass', fail: 'FAIL', inconclusive: '????' } as const;

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function problemLines(rows: readonly ClassRow[], theme: Theme, lang: Language): string[] {
  const told = rows.flatMap(({ name, problem, run }) => {
    const why = problem ?? (run === null ? null : inWords(lang, run.start ?? ''));
    return why === null || why === ''
      ? []
      : wrap(escapeText(why.split('\n')[0] ?? ''), `  ${escapeText(name)}: `);
  });
  return told.length === 0 ? [] : ['', theme.strong(tell(lang, 'not judged, and why:')), ...told];
}

function countLines(counts: readonly RequirementCount[], theme: Theme, lang: Language): string[] {
  const bad = counts
    .filter((one) => one.counts.fail + one.counts.warn > 0)
    .toSorted((a, b) => b.counts.fail - a.counts.fail || b.counts.warn - a.counts.warn);
  if (bad.length === 0) return [];
  return [
    '',
    theme.strong(tell(lang, 'what is wrong most often:')),
    ...bad.flatMap(({ requirement: { id, title }, counts: { fail, warn }, of: all }) => {
      const what =
        fail > 0
          ? tell(lang, '{count} of {all} fail', { count: fail, all })
          : tell(lang, '{count} of {all} warn', { count: warn, all });
      return wrap(inWords(lang, title), `  ${what.padStart(COUNT_WIDTH)} ${id.padEnd(7)} `);
    }),
  ];
}

const COUNT_WIDTH = 16;

function alikeLines(groups: readonly Alike[], theme: Theme, lang: Language): string[] {
  if (groups.length === 0) return [];
  return [
    '',
    theme.strong(tell(lang, 'the same unusual behaviour:')),
    ...groups.flatMap(({ names, complaints, unique }) => {
      const rare =
        unique.length === 0
          ? ''
          : unique.length === complaints.length
            ? `; ${tell(lang, 'nobody else has any of these')}`
            : `; ${tell(lang, 'nobody else has {rows}', { rows: unique.join(', ') })}`;
      return [
        ...wrap(escapeText(names.join(', ')), '  '),
        ...wrap(escapeText(`${complaints.join(', ')}${rare}`), '    '),
      ];
    }),
    ...wrap(tell(lang, SAME_BEHAVIOUR), '  ').map((line) => theme.dim(line)),
  ];
}

/** What a group says, and what it does not. */
const SAME_BEHAVIOUR =
  'In a group the same checks complain, and the free choices that were seen are the same. A common template, lecture or misreading does that too: it is a reason to look, and shows nothing about where code comes from.';

function styleOf(verdict: keyof typeof WORDS, theme: Theme): Style {
  return verdict === 'pass' ? theme.ok : verdict === 'fail' ? theme.error : theme.warn;
}
