/**
 * The difference of two runs for people, and as the JSON of `report diff --json`.
 */
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { escapeText } from '../escape.ts';
import type { Style, Theme } from '../theme.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import type { RunDiff } from './run-diff.ts';

export interface DiffedRuns {
  readonly before: NamedRun;
  readonly after: NamedRun;
  readonly diff: RunDiff;
}

export function diffText({ before, after, diff }: DiffedRuns, theme: Theme, lang: Language = 'en'): string {
  const lines = [
    runLine('before: {run}: {verdict}', before, lang),
    runLine('after:  {run}: {verdict}', after, lang),
    '',
    ...kindLines(diff, theme, lang),
    kindTally(diff, lang),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line for each row of which something is to be said. */
export function kindLines(diff: RunDiff, theme: Theme, lang: Language): string[] {
  const styles: Readonly<Record<keyof RunDiff, Style>> = {
    broken: theme.error,
    still: theme.error,
    fixed: theme.ok,
    flaky: theme.warn,
    untold: theme.dim,
  };
  return KINDS.flatMap(([kind]) =>
    diff[kind].map(
      (name) => `${styles[kind](tell(lang, kind).padEnd(KIND_WIDTH[lang]))} ${escapeText(name)}`,
    ),
  );
}

/** `1 broken, 2 still failing, ...`. */
export function kindTally(diff: RunDiff, lang: Language): string {
  return KINDS.map(([kind, text]) => tell(lang, text, { count: diff[kind].length })).join(', ');
}

const KIND_WIDTH: Readonly<Record<Language, number>> = { en: 7, fr: 9 };

function runLine(
  text: 'before: {run}: {verdict}' | 'after:  {run}: {verdict}',
  run: NamedRun,
  lang: Language,
): string {
  return tell(lang, text, { run: escapeText(runTitle(run, lang)), verdict: tell(lang, run.report.verdict) });
}

export function diffJson({ before, after, diff }: DiffedRuns): Record<string, unknown> {
  const run = ({ name, report }: NamedRun): object => ({
    name,
    command: report.command,
    target: report.target,
    startedAt: report.startedAt,
    verdict: report.verdict,
  });
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    command: 'report diff',
    before: run(before),
    after: run(after),
    ...diff,
  };
}

const KINDS = [
  ['broken', '{count} broken'],
  ['still', '{count} still failing'],
  ['fixed', '{count} fixed'],
  ['flaky', '{count} flaky'],
  ['untold', '{count} not told by both'],
] as const satisfies readonly (readonly [keyof RunDiff, string])[];
