/**
 * What a run of `check`, `fuzz` or `interop` came to, for every report that is made of it.
 */
import type { TriedCell } from '../../fuzz/event.ts';
import { BUILT_IN } from '../../interop/meeting.ts';
import type { Language } from '../../lang/language.ts';
import type { Said } from '../../lang/said.ts';
import { tell } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import type { Level } from '../../oracle/requirement.ts';
import type { Verdict } from '../../oracle/verdict.ts';
import { shellQuote } from '../escape.ts';
import { type InteropNode, type Meetings, nameText } from '../interop-report.ts';

/** Of a whole run. */
export type RunVerdict = 'pass' | 'fail' | 'inconclusive';

export type RunCommand = 'check' | 'fuzz' | 'interop';

export interface RunReport {
  readonly command: RunCommand;
  readonly version: string;
  readonly target: RunTarget;
  readonly seed: number | null;
  /** A date in the form of ISO 8601, as the file has it. */
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly verdict: RunVerdict;
  /** Why it ended before its time; `cut` if its log has no end. Null if it did not. */
  readonly ended: string | null;
  /** Why the program did not come up. */
  readonly start: string | null;
  /** The same as data. */
  readonly startSaid?: Sentence | undefined;
  /** Of `check`. */
  readonly results: readonly ResultRow[];
  readonly stages: readonly StageRow[];
  readonly completeUpTo: string | null;
  readonly next: NextStep | null;
  readonly likeness: readonly LikenessRow[];
  /** The free choices that were seen, by their names; null where the run did not tell. */
  readonly dialect: Readonly<Record<string, string | null>> | null;
  /** Rows as `TLV-2 unknown-tlv-skipped` that were judged differently when they were tried again. */
  readonly flaky: readonly string[];
  /** Of `fuzz`. */
  readonly findings: readonly FindingRow[];
  readonly reach: Reach | null;
  /** What it tried, and what it did not: a count for each combination. Null if its log does not say. */
  readonly tried: readonly TriedCell[] | null;
  /** Of `interop`: who met whom. */
  readonly interop: Meetings | null;
}

interface NextStep {
  readonly stage: string;
  readonly what: string;
  /** `what` as data. */
  readonly said?: Sentence | undefined;
}

/** Both null: the built-in node, a capture, or several nodes. */
export interface RunTarget {
  readonly endpoint: string | null;
  readonly command: readonly string[] | null;
}

export interface ResultRow {
  readonly requirement: string;
  readonly check: string;
  readonly section: string;
  readonly level: Level;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly actual: string;
  readonly hint: string | null;
  /** The texts as data, where they have figures; runs of before have none. */
  readonly said?: Said | undefined;
  /** The row that failed and that this one, which is skipped, rests on. */
  readonly because: string | null;
  readonly evidence: Evidence | null;
  readonly datagram: DatagramRow | null;
  /** A command to paste. */
  readonly byHand: string | null;
}

/** A capture in the folder of the run, and the frames of it, from 1, that show the finding. */
export interface Evidence {
  readonly capture: string;
  readonly packets: readonly number[];
}

/** The datagram that shows a finding best. */
export interface DatagramRow {
  readonly direction: 'sent' | 'received';
  readonly from: string;
  readonly to: string;
  readonly hex: string;
  readonly marks: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

export interface StageRow {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly passed: number;
  readonly of: number;
  readonly points: number;
  readonly worth: number;
}

export interface LikenessRow {
  readonly bug: string;
  readonly summary: string | null;
}

export interface FindingRow {
  readonly id: string;
  readonly kind: string;
  readonly signature: string;
  readonly requirement: string | null;
  readonly expected: string;
  readonly actual: string;
  readonly hint: string | null;
  readonly said?: Said | undefined;
  /** `5/5`. */
  readonly reproduced: string;
  readonly seen: number;
  /** In hex, in order. */
  readonly datagrams: readonly string[];
  /** The last lines that the target printed. */
  readonly output: string;
  readonly folder: string | null;
}

/** How far a campaign of `fuzz` went; `lost` null: nobody knows. */
export interface Reach {
  readonly cases: number;
  readonly datagrams: number;
  readonly lost: number | null;
  readonly dropped: number;
}

/** The target in words, or the nodes. */
export function targetName(
  { target: { endpoint, command }, interop }: Pick<RunReport, 'target' | 'interop'>,
  lang: Language = 'en',
): string {
  if (interop !== null) return nodesName(interop.nodes, lang);
  return command?.map(shellQuote).join(' ') ?? endpoint ?? tell(lang, BUILT_IN);
}

const MOST_NAMES = 4;

/** `./a, ./b`. */
function nodesName(nodes: readonly InteropNode[], lang: Language): string {
  const names = nodes.slice(0, MOST_NAMES).map((node) => nameText(node, lang));
  const more = nodes.length - MOST_NAMES;
  const text = names.join(', ');
  return more > 0 ? tell(lang, '{pairs} and {count} more', { pairs: text, count: more }) : text;
}

/** Whether the row is a complaint: a failure, or a warning of a run that failed by its warnings alone (`--strict`). */
export function complains(row: ResultRow, { verdict, results }: RunReport): boolean {
  if (row.verdict === 'fail') return true;
  return row.verdict === 'warn' && verdict === 'fail' && results.every((one) => one.verdict !== 'fail');
}

/** What is worst of a requirement; undefined if the run says nothing of it. */
export function worstRow({ results }: RunReport, requirement: string): ResultRow | undefined {
  const own = results.filter((row) => row.requirement === requirement);
  return WORST.flatMap((verdict) => own.find((row) => row.verdict === verdict) ?? [])[0];
}

const WORST: readonly Verdict[] = ['fail', 'warn', 'inconclusive', 'pass', 'not-observed', 'skipped'];

/** A report of nothing, to be filled. */
export const NOTHING = {
  results: [],
  stages: [],
  completeUpTo: null,
  next: null,
  likeness: [],
  dialect: null,
  flaky: [],
  findings: [],
  reach: null,
  tried: null,
  interop: null,
  start: null,
  ended: null,
} as const;
