/**
 * Runs for people at a terminal: a line each, what they complain of, and for several of one kind the rows in which they
 * differ.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { type Told, toldIn } from '../../lang/said.ts';
import { tell } from '../../lang/sentence.ts';
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import { meetingLines } from '../interop-text.ts';
import { verdictStyle } from '../row-line.ts';
import type { Theme } from '../theme.ts';
import { WIDTH, wrap } from '../wrap.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { runNotes, tallyText } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport } from './run-report.ts';

/** The whole text. */
export function runsText(runs: readonly NamedRun[], theme: Theme, lang: Language = 'en'): string {
  const lines = runs.flatMap((run, index) => [...(index === 0 ? [] : ['']), ...runLines(run, lang, theme)]);
  return `${[...lines, ...matrixLines(runs, lang)].join('\n')}\n`;
}

function runLines(run: NamedRun, lang: Language, theme: Theme): string[] {
  const { report } = run;
  return [
    `${verdictStyle(report.verdict, theme)(tell(lang, report.verdict))}  ${theme.strong(escapeText(runTitle(run, lang)))}`,
    ...wrap(tallyText(report, lang), INDENT),
    ...runNotes(report, lang).flatMap((note) => wrap(escapeText(note), INDENT)),
    ...report.results.flatMap((row) => rowLines(row, report, lang, theme)),
    ...report.findings.flatMap((finding) => findingLines(finding, lang, theme)),
    ...metLines(report, lang, theme),
  ];
}

const INDENT = '  ';

function metLines({ interop }: RunReport, lang: Language, theme: Theme): string[] {
  return interop === null ? [] : ['', ...meetingLines(interop, theme, WIDTH, lang)];
}

function rowLines(row: ResultRow, report: RunReport, lang: Language, theme: Theme): string[] {
  const isFailure = complains(row, report);
  if (!isFailure && row.verdict !== 'warn' && row.verdict !== 'inconclusive') return [];
  const word = isFailure
    ? theme.error(tell(lang, 'FAIL'))
    : theme.warn(row.verdict === 'warn' ? tell(lang, 'WARN') : '????');
  return [`  ${word} ${escapeText(rowName(row))}`, ...toldLines(row, lang)];
}

function findingLines(finding: FindingRow, lang: Language, theme: Theme): string[] {
  const { id, signature, reproduced, folder } = finding;
  return [
    `  ${theme.error(escapeText(id))}  ${escapeText(signature)}`,
    ...toldLines(finding, lang),
    ...wrap(tell(lang, '{count} re-runs', { count: escapeText(reproduced) }), label(lang, 'shown by')),
    ...(folder === null ? [] : wrap(escapeText(folder), label(lang, 'folder'))),
  ];
}

function toldLines(row: Told, lang: Language): string[] {
  const { expected, actual, hint } = toldIn(lang, row);
  return [
    ...wrap(escapeText(expected), label(lang, 'expected')),
    ...wrap(escapeText(actual), label(lang, 'seen')),
    ...(hint === null ? [] : wrap(escapeText(hint), label(lang, 'hint'))),
  ];
}

function label(lang: Language, text: PlainPhrase): string {
  return `       ${tell(lang, text).padEnd(10)}`;
}

/** Rows in which runs of `check` differ, a column each in the order of the runs. */
function matrixLines(runs: readonly NamedRun[], lang: Language): string[] {
  const checks = runs.filter(({ report }) => report.command === 'check');
  if (checks.length < 2) return [];
  const rows = new Map<string, string[]>();
  for (const [column, { report }] of checks.entries())
    for (const row of report.results) {
      const marks = rows.get(rowName(row)) ?? checks.map(() => ' ');
      marks[column] = MARKS[row.verdict];
      rows.set(rowName(row), marks);
    }
  const different = [...rows].filter(([, marks]) => new Set(marks).size > 1);
  if (different.length === 0) return ['', tell(lang, 'the runs of check agree in every row')];
  const width = Math.max(...different.map(([name]) => name.length));
  return [
    '',
    tell(lang, 'where they differ (. pass, F fail, w warn, ? inconclusive, - skipped or not observed):'),
    ...different.map(([name, marks]) => `  ${escapeText(name.padEnd(width))}  ${marks.join(' ')}`),
  ];
}

/** A verdict in one character. */
export const MARKS = {
  pass: '.',
  fail: 'F',
  warn: 'w',
  inconclusive: '?',
  'not-observed': '-',
  skipped: '-',
} as const;
