/**
 * What a run of `check` or `fuzz` came to, read back from its JSON, for every report that is made of it. A file may hold
 * anything: each field is checked, and what is wrong is named.
 */
import {
  integer,
  isRecord,
  isTime,
  listOf,
  nullable,
  type Shape,
  shaped,
  shapeOf,
  text,
  words,
} from '../../capture/shape.ts';
import type { Level } from '../../oracle/requirement.ts';
import type { Verdict } from '../../oracle/verdict.ts';

/** Of a whole run. */
export type RunVerdict = 'pass' | 'fail' | 'inconclusive';

export interface RunReport {
  readonly command: 'check' | 'fuzz';
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
  /** Of `check`. */
  readonly results: readonly ResultRow[];
  readonly stages: readonly StageRow[];
  readonly completeUpTo: string | null;
  readonly next: { readonly stage: string; readonly what: string } | null;
  readonly likeness: readonly LikenessRow[];
  /** Rows as `TLV-2 unknown-tlv-skipped` that were judged differently when they were tried again. */
  readonly flaky: readonly string[];
  /** Of `fuzz`. */
  readonly findings: readonly FindingRow[];
  readonly reach: Reach | null;
}

/** Both null: the built-in node, or a capture. */
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

/** The report that `--json` prints and the last line of a log holds; a string says what is wrong with it. Never throws. */
export function readReport(value: unknown): RunReport | string {
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== 1) return 'its schemaVersion is not 1';
  const head = shaped(value, HEAD);
  if (typeof head === 'string') return wrong(head);
  const tail =
    value['command'] === 'check'
      ? shaped(value, CHECK)
      : value['command'] === 'fuzz'
        ? shaped(value, FUZZ)
        : 'command';
  if (typeof tail === 'string') return wrong(tail);
  const start = value['start'];
  const flaky = value['flaky'];
  return {
    ...NOTHING,
    ...head,
    ...tail,
    command: value['command'] === 'check' ? 'check' : 'fuzz',
    start: text(start) ? start : isRecord(start) && text(start['text']) ? start['text'] : null,
    flaky: Array.isArray(flaky) ? flaky.filter(isFlaky).map(rowName) : [],
    reach: value['command'] === 'fuzz' ? reachOf(value) : null,
  };
}

/** `TLV-2 unknown-tlv-skipped`: what tells rows apart, in one run and between two. */
export function rowName({ requirement, check }: Pick<ResultRow, 'requirement' | 'check'>): string {
  return `${requirement} ${check}`;
}

/** The target in words. */
export function targetName({ endpoint, command }: RunTarget): string {
  return command?.join(' ') ?? endpoint ?? 'the built-in node';
}

/** Whether the row is a complaint: a failure, or a warning of a run that failed by its warnings alone (`--strict`). */
export function complains(row: ResultRow, { verdict, results }: RunReport): boolean {
  if (row.verdict === 'fail') return true;
  return row.verdict === 'warn' && verdict === 'fail' && results.every((one) => one.verdict !== 'fail');
}

/** A report of nothing, to be filled. */
export const NOTHING = {
  results: [],
  stages: [],
  completeUpTo: null,
  next: null,
  likeness: [],
  flaky: [],
  findings: [],
  reach: null,
  start: null,
  ended: null,
} as const;

function wrong(field: string): string {
  return `"${field}" is missing or wrong`;
}

function isFlaky(value: unknown): value is Pick<ResultRow, 'requirement' | 'check'> {
  return isRecord(value) && text(value['requirement']) && text(value['check']);
}

function reachOf(value: Readonly<Record<string, unknown>>): Reach | null {
  const reach = shaped<Reach>(value, {
    cases: integer,
    datagrams: integer,
    lost: nullable(integer),
    dropped: integer,
  });
  return typeof reach === 'string' ? null : reach;
}

const VERDICT = words<Verdict>({ pass: 1, fail: 1, warn: 1, inconclusive: 1, 'not-observed': 1, skipped: 1 });
const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const TARGET: Shape<RunTarget> = { endpoint: nullable(text), command: nullable(listOf(text)) };

const HEAD: Shape<
  Pick<RunReport, 'version' | 'target' | 'seed' | 'startedAt' | 'durationMs' | 'verdict' | 'ended'>
> = {
  version: text,
  target: shapeOf(TARGET),
  seed: nullable(integer),
  startedAt: text,
  durationMs: nullable(isTime),
  verdict: words<RunVerdict>({ pass: 1, fail: 1, inconclusive: 1 }),
  ended: nullable(text),
};

const EVIDENCE: Shape<Evidence> = { capture: text, packets: listOf(integer) };

const DATAGRAM: Shape<DatagramRow> = {
  direction: words({ sent: 1, received: 1 }),
  from: text,
  to: text,
  hex: text,
  marks: listOf(shapeOf<DatagramRow['marks'][number]>({ start: integer, end: integer, text })),
};

const RESULT: Shape<ResultRow> = {
  requirement: text,
  check: text,
  section: text,
  level: words<Level>({ must: 1, should: 1, free: 1 }),
  verdict: VERDICT,
  expected: text,
  actual: text,
  hint: nullable(text),
  because: nullable(text),
  evidence: nullable(shapeOf(EVIDENCE)),
  datagram: nullable(shapeOf(DATAGRAM)),
  byHand: nullable(text),
};

const STAGE: Shape<StageRow> = {
  id: text,
  title: text,
  state: text,
  passed: integer,
  of: integer,
  points: number,
  worth: number,
};

const CHECK: Shape<Pick<RunReport, 'results' | 'stages' | 'completeUpTo' | 'next' | 'likeness'>> = {
  results: listOf(shapeOf(RESULT)),
  stages: listOf(shapeOf(STAGE)),
  completeUpTo: nullable(text),
  next: nullable(shapeOf({ stage: text, what: text })),
  likeness: listOf(shapeOf<LikenessRow>({ bug: text, summary: nullable(text) })),
};

const FINDING: Shape<FindingRow> = {
  id: text,
  kind: text,
  signature: text,
  requirement: nullable(text),
  expected: text,
  actual: text,
  hint: nullable(text),
  reproduced: text,
  seen: integer,
  datagrams: listOf(text),
  output: text,
  folder: nullable(text),
};

const FUZZ: Shape<Pick<RunReport, 'findings'>> = { findings: listOf(shapeOf(FINDING)) };
