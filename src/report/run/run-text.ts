/**
 * Runs for people at a terminal: a line each, what they complain of, and for several of one kind the rows in which they
 * differ.
 */
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import type { Style, Theme } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { runNotes, tallyText } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport, type RunVerdict } from './run-report.ts';

/** The whole text. */
export function runsText(runs: readonly NamedRun[], theme: Theme): string {
  const lines = runs.flatMap((run, index) => [...(index === 0 ? [] : ['']), ...runLines(run, theme)]);
  return `${[...lines, ...matrixLines(runs)].join('\n')}\n`;
}

function runLines(run: NamedRun, theme: Theme): string[] {
  const { report } = run;
  return [
    `${verdictStyle(report.verdict, theme)(report.verdict)}  ${theme.strong(escapeText(runTitle(run)))}`,
    ...wrap(tallyText(report), INDENT),
    ...runNotes(report).flatMap((note) => wrap(escapeText(note), INDENT)),
    ...report.results.flatMap((row) => rowLines(row, report, theme)),
    ...report.findings.flatMap((finding) => findingLines(finding, theme)),
  ];
}

const INDENT = '  ';

function verdictStyle(verdict: RunVerdict, theme: Theme): Style {
  return verdict === 'pass' ? theme.ok : verdict === 'fail' ? theme.error : theme.warn;
}

function rowLines(row: ResultRow, report: RunReport, theme: Theme): string[] {
  const isFailure = complains(row, report);
  if (!isFailure && row.verdict !== 'warn' && row.verdict !== 'inconclusive') return [];
  const word = isFailure ? theme.error('FAIL') : theme.warn(row.verdict === 'warn' ? 'WARN' : '????');
  return [`  ${word} ${escapeText(rowName(row))}`, ...toldLines(row)];
}

function findingLines(finding: FindingRow, theme: Theme): string[] {
  const { id, signature, reproduced, folder } = finding;
  return [
    `  ${theme.error(escapeText(id))}  ${escapeText(signature)}`,
    ...toldLines(finding),
    ...wrap(`${escapeText(reproduced)} re-runs`, label('shown by')),
    ...(folder === null ? [] : wrap(escapeText(folder), label('folder'))),
  ];
}

function toldLines({ expected, actual, hint }: Pick<ResultRow, 'expected' | 'actual' | 'hint'>): string[] {
  return [
    ...wrap(escapeText(expected), label('expected')),
    ...wrap(escapeText(actual), label('seen')),
    ...(hint === null ? [] : wrap(escapeText(hint), label('hint'))),
  ];
}

function label(text: string): string {
  return `       ${text.padEnd(10)}`;
}

/** Rows in which runs of `check` differ, a column each in the order of the runs. */
function matrixLines(runs: readonly NamedRun[]): string[] {
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
  if (different.length === 0) return ['', 'the runs of check agree in every row'];
  const width = Math.max(...different.map(([name]) => name.length));
  return [
    '',
    'where they differ (. pass, F fail, w warn, ? inconclusive, - skipped or not observed):',
    ...different.map(([name, marks]) => `  ${escapeText(name.padEnd(width))}  ${marks.join(' ')}`),
  ];
}

const MARKS = {
  pass: '.',
  fail: 'F',
  warn: 'w',
  inconclusive: '?',
  'not-observed': '-',
  skipped: '-',
} as const;
