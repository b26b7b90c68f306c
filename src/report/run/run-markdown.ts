/**
 * Runs as Markdown, for a job's summary or a comment: a table of the runs, then what each of them complains of.
 */
import { rowName } from '../../oracle/verdict.ts';
import { markdownBlock, markdownCode, markdownText } from '../markdown.ts';
import { countText } from '../number-text.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { runNotes, tallyText } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport } from './run-report.ts';

/** The whole text. */
export function runsMarkdown(runs: readonly NamedRun[]): string {
  const table = [
    '| run | verdict | |',
    '| --- | --- | --- |',
    ...runs.map(
      (run) => `| ${markdownText(runTitle(run))} | ${SIGNS[run.report.verdict]} | ${tallyText(run.report)} |`,
    ),
  ];
  return `${[...table, ...runs.flatMap(runLines)].join('\n')}\n`;
}

const SIGNS = { pass: '✅ pass', fail: '❌ **fail**', inconclusive: '❔ could not tell' } as const;

function runLines(run: NamedRun): string[] {
  const { report } = run;
  const notes = runNotes(report);
  const worth = report.results.filter((row) => complains(row, report) || row.verdict === 'warn');
  const unsure = report.results.filter(({ verdict }) => verdict === 'inconclusive');
  return [
    '',
    `## ${markdownText(runTitle(run))}`,
    '',
    ...notes.map((note) => `- ${markdownText(note)}`),
    ...worth.flatMap((row) => rowLines(row, report)),
    ...report.findings.flatMap(findingLines),
    ...(unsure.length === 0
      ? []
      : ['', `Could not tell: ${unsure.map((row) => markdownText(rowName(row))).join(', ')}.`]),
    ...(notes.length + worth.length + report.findings.length + unsure.length === 0
      ? ['Nothing to complain of.']
      : []),
  ];
}

function rowLines(row: ResultRow, report: RunReport): string[] {
  const word = complains(row, report) ? 'FAIL' : 'WARN';
  return [
    '',
    `### ${word} ${markdownText(rowName(row))}`,
    '',
    `- expected: ${markdownText(row.expected)}`,
    `- seen: ${markdownText(row.actual)}`,
    ...(row.hint === null ? [] : [`- hint: ${markdownText(row.hint)}`]),
    ...(row.evidence === null ? [] : [`- evidence: ${markdownCode(row.evidence.capture)}`]),
    ...(row.byHand === null ? [] : ['', ...markdownBlock([row.byHand], 'sh')]),
  ];
}

// Longer cases are in their folder.
const MOST_DATAGRAMS = 8;

function findingLines({
  id,
  signature,
  actual,
  expected,
  hint,
  reproduced,
  seen,
  datagrams,
  folder,
}: FindingRow): string[] {
  const more = datagrams.length - MOST_DATAGRAMS;
  return [
    '',
    `### ${markdownText(id)}: ${markdownText(signature)}`,
    '',
    `- expected: ${markdownText(expected)}`,
    `- seen: ${markdownText(actual)}`,
    ...(hint === null ? [] : [`- hint: ${markdownText(hint)}`]),
    `- shown by ${markdownText(reproduced)} re-runs, seen ${countText(seen, 'time')}`,
    ...(folder === null ? [] : [`- folder: ${markdownCode(folder)}`]),
    ...(datagrams.length === 0
      ? []
      : [
          '',
          ...markdownBlock([
            ...datagrams.slice(0, MOST_DATAGRAMS),
            ...(more > 0 ? [`... and ${more} more`] : []),
          ]),
        ]),
  ];
}
