/**
 * `replay` for people and for programs: a verdict for each finding, and one for all of them.
 */
import type { Finding } from '../fuzz/finding.ts';
import type { Replayed } from '../fuzz/replay.ts';
import { escapeText } from './escape.ts';
import type { FuzzFacts } from './fuzz-json.ts';
import { countText } from './number-text.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

/** A finding of a file, replayed. */
export interface ReplayRow {
  readonly file: string;
  readonly finding: Finding;
  readonly replayed: Replayed;
}

/** A file that is no finding, and why. */
export interface DamagedFile {
  readonly file: string;
  readonly message: string;
}

type Verdict = Replayed['verdict'];

const WORDS: Readonly<Record<Verdict, string>> = {
  fixed: 'FIXED',
  failing: 'STILL FAILING',
  unknown: 'could not tell',
};
const WIDTH = Math.max(...Object.values(WORDS).map(({ length }) => length));
const INDENT = ' '.repeat(WIDTH + 2);

/** All of them together: one that still fails counts most. */
export function worstOf(rows: readonly ReplayRow[]): Verdict {
  const has = (verdict: Verdict): boolean => rows.some(({ replayed }) => replayed.verdict === verdict);
  return has('failing') ? 'failing' : has('unknown') || rows.length === 0 ? 'unknown' : 'fixed';
}

/** A finding's line, and what is to be said about it. */
export function replayLines({ file, finding, replayed }: ReplayRow, theme: Theme): string[] {
  const { verdict, shown, of, symptom, reason } = replayed;
  const style = { fixed: theme.ok, failing: theme.error, unknown: theme.warn }[verdict];
  const head = `${style(WORDS[verdict].padEnd(WIDTH))}  ${theme.strong(finding.id)}  ${escapeText(finding.signature)}`;
  const seen = shown > 0 ? ` (${shown} of ${of} re-runs)` : '';
  const told =
    reason ?? (symptom === null ? null : `${changed(finding, symptom.signature)}${symptom.actual}${seen}`);
  return [
    head,
    ...(told === null ? [] : wrap(escapeText(told), INDENT)),
    ...(verdict === 'failing' ? [`${INDENT}${escapeText(file)}`] : []),
  ];
}

/** The last line. */
export function replaySummary(rows: readonly ReplayRow[]): string {
  const count = (verdict: Verdict): number =>
    rows.filter(({ replayed }) => replayed.verdict === verdict).length;
  const parts = [
    `${count('fixed')} fixed`,
    `${count('failing')} still failing`,
    ...(count('unknown') > 0 ? [`${count('unknown')} could not be told`] : []),
  ];
  return `${countText(rows.length, 'finding')}: ${parts.join(', ')}`;
}

/** The object that programs read, schema version 1. */
export function replayJson(
  rows: readonly ReplayRow[],
  damaged: readonly DamagedFile[],
  facts: FuzzFacts,
): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: facts.version,
    command: 'replay',
    target: { endpoint: facts.endpoint, command: facts.command },
    startedAt: facts.startedAt.toISOString(),
    verdict: worstOf(rows),
    results: rows.map(({ file, finding, replayed }) => {
      const { id, kind, signature, requirement } = finding;
      const { verdict, shown, of, symptom, reason } = replayed;
      return { file, id, kind, signature, requirement, verdict, shown, of, symptom, reason };
    }),
    damaged,
  };
}

/** What it shows now, if that is something else. */
function changed({ signature }: Finding, now: string): string {
  return signature === now ? '' : `now ${now}: `;
}
