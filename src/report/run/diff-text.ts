/**
 * The difference of two runs for people, and as the JSON of `report diff --json`.
 */
import { escapeText } from '../escape.ts';
import type { Style, Theme } from '../theme.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import type { RunDiff } from './run-diff.ts';

export interface DiffedRuns {
  readonly before: NamedRun;
  readonly after: NamedRun;
  readonly diff: RunDiff;
}

export function diffText({ before, after, diff }: DiffedRuns, theme: Theme): string {
  const styles: Readonly<Record<keyof RunDiff, Style>> = {
    broken: theme.error,
    still: theme.error,
    fixed: theme.ok,
    flaky: theme.warn,
    untold: theme.dim,
  };
  const lines = [
    `before: ${escapeText(runTitle(before))}: ${before.report.verdict}`,
    `after:  ${escapeText(runTitle(after))}: ${after.report.verdict}`,
    '',
    ...KINDS.flatMap(([kind]) =>
      diff[kind].map((name) => `${styles[kind](kind.padEnd(7))} ${escapeText(name)}`),
    ),
    KINDS.map(([kind, word]) => `${diff[kind].length} ${word}`).join(', '),
  ];
  return `${lines.join('\n')}\n`;
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

const KINDS: readonly (readonly [keyof RunDiff, string])[] = [
  ['broken', 'broken'],
  ['still', 'still failing'],
  ['fixed', 'fixed'],
  ['flaky', 'flaky'],
  ['untold', 'not told by both'],
];
