/**
 * Targets as the `results.json` that Gradescope's autograder reads: a test for each stage of the exercise, with its
 * points brought to the target's weight. Keys and their form are Gradescope's.
 */

import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import { stageRows } from '../../oracle/stage.ts';
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import { toldItems } from '../run/run-line.ts';
import { complains, type RunReport, type StageRow } from '../run/run-report.ts';
import { type ClassRow, cents, rowPoints, rowVerdict, weightedStages } from './class-report.ts';
import { problemWords } from './class-words.ts';

/** The object; the names of the targets are told where there are several. */
export function gradescopeJson(rows: readonly ClassRow[], lang: Language = 'en'): Record<string, unknown> {
  return {
    score: cents(rows.reduce((sum, row) => sum + rowPoints(row).points, 0)),
    output: rows.map((row) => summaryOf(row, rows.length > 1, lang)).join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    stdout_visibility: 'hidden',
    tests: rows.flatMap((row) => testsOf(row, rows.length > 1, lang)),
  };
}

function summaryOf(row: ClassRow, isNamed: boolean, lang: Language): string {
  const { name } = row;
  const why = problemWords(row, lang);
  const verdict = rowVerdict(row);
  const told = tell(lang, verdict === 'inconclusive' ? 'could not be told' : verdict);
  const text = why === null ? told : tell(lang, '{name}: {text}', { name: told, text: why });
  return escapeText(isNamed ? tell(lang, '{name}: {text}', { name, text }) : text);
}

function testsOf(row: ClassRow, isNamed: boolean, lang: Language): object[] {
  const { run, name } = row;
  const named = (text: string): string =>
    escapeText(isNamed ? tell(lang, '{name}: {text}', { name, text }) : text);
  const stages = weightedStages(row);
  // Nothing is known of it: one test says so, and keeps what there was to be earned.
  if (run === null || stages.length === 0)
    return [
      {
        name: named(tell(lang, 'not judged')),
        score: 0,
        max_score: row.weight,
        output: summaryOf(row, false, lang),
      },
    ];
  return stages.map(({ stage, points, worth }) => ({
    name: named(tell(lang, 'the node {does}', { does: inWords(lang, stage.title) })),
    number: escapeText(stage.id),
    score: cents(points),
    max_score: cents(worth),
    status: stage.state === 'complete' ? 'passed' : 'failed',
    output: outputOf(stage, run, lang),
  }));
}

function outputOf({ id, state, passed, of: all }: StageRow, run: RunReport, lang: Language): string {
  const requirements = stageRows(id);
  const rows = run.results.filter((row) => requirements.includes(row.requirement) && complains(row, run));
  const lines = rows.flatMap((row) => [rowName(row), ...toldItems(lang, row).map((line) => `  ${line}`)]);
  const done = tell(lang, '{state}: {passed} of {all}', { state: inWords(lang, state), passed, all });
  return [done, ...lines].map(escapeText).join('\n');
}
