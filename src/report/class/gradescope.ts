/**
 * Targets as the `results.json` that Gradescope's autograder reads: a test for each stage of the exercise, with its
 * points brought to the target's weight. Keys and their form are Gradescope's.
 */

import { stageRows } from '../../oracle/stage.ts';
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import { complains, type RunReport, type StageRow } from '../run/run-report.ts';
import { type ClassRow, cents, rowPoints, rowVerdict, weightedStages } from './class-report.ts';

/** The object; the names of the targets are told where there are several. */
export function gradescopeJson(rows: readonly ClassRow[]): Record<string, unknown> {
  return {
    score: cents(rows.reduce((sum, row) => sum + rowPoints(row).points, 0)),
    output: rows.map((row) => summaryOf(row, rows.length > 1)).join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    stdout_visibility: 'hidden',
    tests: rows.flatMap((row) => testsOf(row, rows.length > 1)),
  };
}

function summaryOf(row: ClassRow, named: boolean): string {
  const { name, problem, run } = row;
  const why = problem ?? run?.start ?? null;
  const told = rowVerdict(row) === 'inconclusive' ? 'could not be told' : rowVerdict(row);
  return escapeText(`${named ? `${name}: ` : ''}${told}${why === null ? '' : `: ${why}`}`);
}

function testsOf(row: ClassRow, named: boolean): object[] {
  const { run, name } = row;
  const lead = named ? `${escapeText(name)}: ` : '';
  const stages = weightedStages(row);
  // Nothing is known of it: one test says so, and keeps what there was to be earned.
  if (run === null || stages.length === 0)
    return [{ name: `${lead}not judged`, score: 0, max_score: row.weight, output: summaryOf(row, false) }];
  return stages.map(({ stage, points, worth }) => ({
    name: `${lead}the node ${escapeText(stage.title)}`,
    number: escapeText(stage.id),
    score: cents(points),
    max_score: cents(worth),
    status: stage.state === 'complete' ? 'passed' : 'failed',
    output: outputOf(stage, run),
  }));
}

function outputOf({ id, state, passed, of }: StageRow, run: RunReport): string {
  const requirements = stageRows(id);
  const rows = run.results.filter((row) => requirements.includes(row.requirement) && complains(row, run));
  const lines = rows.flatMap(({ requirement, check, expected, actual, hint }) => [
    rowName({ requirement, check }),
    `  expected: ${expected}`,
    `  seen: ${actual}`,
    ...(hint === null ? [] : [`  hint: ${hint}`]),
  ]);
  return [`${STATES[state] ?? state}: ${passed} of ${of}`, ...lines].map(escapeText).join('\n');
}

const STATES: Readonly<Record<string, string>> = {
  complete: 'complete',
  begun: 'not complete',
  'not-reached': 'not reached yet',
};
