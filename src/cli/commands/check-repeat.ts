/**
 * `--repeat N` and `--baseline RUN`: what is added to a report by other runs of the same check.
 */
import { readFile } from 'node:fs/promises';
import { type BaselineRow, type Comparison, compare, readBaseline } from '../../check/baseline.ts';
import type { CheckResult } from '../../check/event.ts';
import { type FlakyRow, flakyRows, repeatedVerdict } from '../../check/repeat.ts';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { escapeText } from '../../report/escape.ts';
import { itemText } from '../../report/run/run-line.ts';
import { readRunLog } from '../../report/run/run-log.ts';
import { UsageError } from '../error.ts';
import type { Addition, Ran } from './check-run.ts';
import { runFile } from './run-file.ts';

/** The rows of an earlier run: its folder, its log, or a file with what `--json` printed. UsageError if it is none. */
export async function loadBaseline(name: string): Promise<readonly BaselineRow[]> {
  const text = await readFile(await runFile(name), 'utf8');
  const rows = readBaseline(text);
  if (rows !== null) return rows;
  const log = readRunLog(text);
  if (typeof log !== 'string' && log.report.command === 'check') return log.report.results;
  throw new UsageError(`--baseline ${name} is no run of check`, 'name what check --out DIR or --json left');
}

/** The run whose report stands for all of them: the last one that came to their common verdict. */
export function standsForAll(runs: readonly Ran[]): Ran {
  const verdict = repeatedVerdict(runs.map(({ result }) => result.verdict));
  const chosen = runs.findLast(({ result }) => result.verdict === verdict) ?? runs.at(-1);
  if (chosen === undefined) throw new Error('no run');
  return { ...chosen, result: { ...chosen.result, verdict } };
}

/** Which runs there were and which rows differ; null for one run. */
export function repetition(runs: readonly Ran[], lang: Language = 'en'): Addition | null {
  if (runs.length < 2) return null;
  const flaky = flakyRows(runs.map(({ result }) => result));
  const verdicts = runs.map(({ result }) => result.verdict);
  const json = {
    runs: runs.map(({ result, facts }) => ({
      verdict: result.verdict,
      startedAt: facts.startedAt.toISOString(),
      durationMs: Math.round(facts.durationMs),
    })),
    flaky,
  };
  const lines = [
    '',
    tell(lang, '{count} runs: {verdicts}; overall the worst verdict that two of them came to', {
      count: runs.length,
      verdicts: verdicts.map((one) => tell(lang, one)).join(', '),
    }),
    ...(flaky.length === 0
      ? [tell(lang, 'every row was judged the same in all of them')]
      : flaky.map((row) => flakyText(row, lang))),
  ];
  return { json, text: `${lines.join('\n')}\n`, verdict: repeatedVerdict(verdicts) };
}

function flakyText({ requirement, check, verdicts }: FlakyRow, lang: Language): string {
  return tell(lang, 'flaky: {row}: {verdicts}', {
    row: `${requirement} ${check}`,
    verdicts: verdicts.map((verdict) => tell(lang, verdict ?? 'absent')).join(', '),
  });
}

/** What is new against the baseline; the exit code depends on that alone. */
export function comparison(
  result: CheckResult,
  baseline: readonly BaselineRow[],
  file: string,
  strict: boolean,
  lang: Language = 'en',
): Addition {
  const { verdict, ...rows } = compare(result, baseline, strict);
  const lines = [
    '',
    rows.fresh.length === 0
      ? tell(lang, 'against {file}: nothing new', { file: escapeText(file) })
      : tell(lang, 'against {file}: {count} new', { file: escapeText(file), count: rows.fresh.length }),
    ...LISTS.flatMap(([key, words]) =>
      rows[key].map((name) => `  ${itemText(lang, words, escapeText(name))}`),
    ),
  ];
  const json = { baseline: { file, verdict, new: rows.fresh, ...named(rows) } };
  return { json, text: `${lines.join('\n')}\n`, verdict };
}

function named({ known, fixed, untold }: Omit<Comparison, 'verdict'>): Record<string, readonly string[]> {
  return { known, fixed, untold };
}

const LISTS = [
  ['fresh', 'new'],
  ['known', 'still there'],
  ['fixed', 'fixed'],
  ['untold', 'not told this time'],
] as const;
