/**
 * `replay` for people and for programs: a verdict for each finding, and one for all of them.
 */
import type { Finding } from '../fuzz/finding.ts';
import type { Replayed } from '../fuzz/replay.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { textIn } from '../lang/said.ts';
import { counted, inWords, tell } from '../lang/sentence.ts';
import { escapeText } from './escape.ts';
import type { FuzzFacts } from './fuzz-json.ts';
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

const WORDS: Readonly<Record<Verdict, PlainPhrase>> = {
  fixed: 'FIXED',
  failing: 'STILL FAILING',
  unknown: 'could not tell',
};
function widthIn(lang: Language): number {
  return Math.max(...Object.values(WORDS).map((word) => tell(lang, word).length));
}

/** All of them together: one that still fails counts most. */
export function worstOf(rows: readonly ReplayRow[]): Verdict {
  const has = (verdict: Verdict): boolean => rows.some(({ replayed }) => replayed.verdict === verdict);
  return has('failing') ? 'failing' : has('unknown') || rows.length === 0 ? 'unknown' : 'fixed';
}

/** A finding's line, and what is to be said about it. */
export function replayLines(
  { file, finding, replayed }: ReplayRow,
  theme: Theme,
  lang: Language = 'en',
): string[] {
  const width = widthIn(lang);
  const indent = ' '.repeat(width + 2);
  const { verdict, shown, of, symptom, reason } = replayed;
  const style = { fixed: theme.ok, failing: theme.error, unknown: theme.warn }[verdict];
  const head = `${style(tell(lang, WORDS[verdict]).padEnd(width))}  ${theme.strong(finding.id)}  ${escapeText(finding.signature)}`;
  const seen = symptom === null ? null : textIn(lang, symptom.actual, symptom.said?.actual);
  const what = seen === null || symptom === null ? null : changed(finding, symptom.signature, seen, lang);
  const often =
    what !== null && shown > 0
      ? tell(lang, '{told} ({shown} of {of} re-runs)', { told: what, shown, of })
      : what;
  const told = reason === null ? often : inWords(lang, reason);
  return [
    head,
    ...(told === null ? [] : wrap(escapeText(told), indent)),
    ...(verdict === 'failing' ? [`${indent}${escapeText(file)}`] : []),
  ];
}

/** The last line. */
export function replaySummary(rows: readonly ReplayRow[], lang: Language = 'en'): string {
  const count = (verdict: Verdict): number =>
    rows.filter(({ replayed }) => replayed.verdict === verdict).length;
  const parts = [
    tell(lang, '{count} fixed', { count: count('fixed') }),
    tell(lang, '{count} still failing', { count: count('failing') }),
    ...(count('unknown') > 0 ? [tell(lang, '{count} could not be told', { count: count('unknown') })] : []),
  ];
  return tell(lang, '{name}: {text}', { name: counted(rows.length, 'finding'), text: parts.join(', ') });
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
function changed({ signature }: Finding, now: string, told: string, lang: Language): string {
  return signature === now ? told : tell(lang, 'now {signature}: {told}', { signature: now, told });
}
