/**
 * The report of a run, read back from its JSON. A file may hold anything: each field is checked, and what is wrong is
 * named.
 */
import {
  integer,
  isRecord,
  isTime,
  listOf,
  nullable,
  optional,
  type Shape,
  shaped,
  shapeOf,
  text,
  words,
} from '../../capture/shape.ts';
import { isTriedCell } from '../../fuzz/campaign-state.ts';
import type { TriedCell } from '../../fuzz/event.ts';
import { isSaid, isSentence } from '../../lang/foreign-sentence.ts';
import type { Level } from '../../oracle/requirement.ts';
import { rowName, type Verdict } from '../../oracle/verdict.ts';
import { meetingsReport, readMeetings } from './read-interop.ts';
import {
  type DatagramRow,
  type Evidence,
  type FindingRow,
  type LikenessRow,
  NOTHING,
  type Reach,
  type ResultRow,
  type RunReport,
  type RunTarget,
  type RunVerdict,
  type StageRow,
} from './run-report.ts';

/** The report that `--json` prints and the last line of a log holds; a string says what is wrong with it. Never throws. */
export function readReport(value: unknown): RunReport | string {
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== 1) return 'its schemaVersion is not 1';
  if (value['command'] === 'interop') return interopReport(value);
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
  const dialect = value['dialect'];
  return {
    ...NOTHING,
    ...head,
    ...tail,
    command: value['command'] === 'check' ? 'check' : 'fuzz',
    start: text(start) ? start : isRecord(start) && text(start['text']) ? start['text'] : null,
    dialect: value['command'] === 'check' && isDialect(dialect) ? dialect : null,
    startSaid: isRecord(start) && isSentence(start['said']) ? start['said'] : undefined,
    flaky: Array.isArray(flaky) ? flaky.filter(isFlaky).map(rowName) : [],
    reach: value['command'] === 'fuzz' ? reachOf(value) : null,
    tried: value['command'] === 'fuzz' ? triedOf(value['tried']) : null,
  };
}

function interopReport(value: Readonly<Record<string, unknown>>): RunReport | string {
  const head = shaped(value, MET_HEAD);
  if (typeof head === 'string') return wrong(head);
  const interop = readMeetings(value);
  if (typeof interop === 'string') return wrong(interop);
  return meetingsReport({ ...head, ended: value['interrupted'] === true ? 'interrupted' : null }, interop);
}

function wrong(field: string): string {
  return `"${field}" is missing or wrong`;
}

function isDialect(value: unknown): value is Readonly<Record<string, string | null>> {
  return isRecord(value) && Object.values(value).every(nullable(text));
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

function triedOf(value: unknown): readonly TriedCell[] | null {
  const cells = isRecord(value) ? value['cells'] : null;
  return listOf(isTriedCell)(cells) ? cells : null;
}

const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const TARGET: Shape<RunTarget> = { endpoint: nullable(text), command: nullable(listOf(text)) };

/** What is known of a run when it begins. */
export type RunBegin = Pick<RunReport, 'version' | 'target' | 'seed' | 'startedAt'>;

export const BEGIN: Shape<RunBegin> = {
  version: text,
  target: shapeOf(TARGET),
  seed: nullable(integer),
  startedAt: text,
};

/** What is known of a run of `interop` when it begins. */
export type MetBegin = Omit<RunBegin, 'target'>;

export const MET_BEGIN: Shape<MetBegin> = { version: text, seed: nullable(integer), startedAt: text };

const ENDED: Shape<Pick<RunReport, 'durationMs' | 'verdict'>> = {
  durationMs: nullable(isTime),
  verdict: words<RunVerdict>({ pass: 1, fail: 1, inconclusive: 1 }),
};

const HEAD: Shape<RunBegin & Pick<RunReport, 'durationMs' | 'verdict' | 'ended'>> = {
  ...BEGIN,
  ...ENDED,
  ended: nullable(text),
};

const MET_HEAD: Shape<MetBegin & Pick<RunReport, 'durationMs' | 'verdict'>> = { ...MET_BEGIN, ...ENDED };

const EVIDENCE: Shape<Evidence> = { capture: text, packets: listOf(integer) };

const DATAGRAM: Shape<DatagramRow> = {
  direction: words({ sent: 1, received: 1 }),
  from: text,
  to: text,
  hex: text,
  marks: listOf(shapeOf<DatagramRow['marks'][number]>({ start: integer, end: integer, text })),
};

/** What a judge says of a row. */
export type JudgedRow = Pick<
  ResultRow,
  'requirement' | 'check' | 'verdict' | 'expected' | 'actual' | 'hint' | 'said'
>;

export const JUDGED: Shape<JudgedRow> = {
  requirement: text,
  check: text,
  verdict: words<Verdict>({ pass: 1, fail: 1, warn: 1, inconclusive: 1, 'not-observed': 1, skipped: 1 }),
  expected: text,
  actual: text,
  hint: nullable(text),
  said: optional(isSaid), // a run of before has none
};

const RESULT: Shape<ResultRow> = {
  ...JUDGED,
  section: text,
  level: words<Level>({ must: 1, should: 1, free: 1 }),
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
  next: nullable(shapeOf({ stage: text, what: text, said: optional(isSentence) })),
  likeness: listOf(shapeOf<LikenessRow>({ bug: text, summary: nullable(text) })),
};

/** What a line of a log tells of a finding: the rest lies in its folder. */
export type FoundRow = Omit<FindingRow, 'datagrams' | 'output' | 'folder'>;

export const FOUND: Shape<FoundRow> = {
  id: text,
  kind: text,
  signature: text,
  requirement: nullable(text),
  expected: text,
  actual: text,
  hint: nullable(text),
  said: optional(isSaid), // a run of before has none
  reproduced: text,
  seen: integer,
};

const FINDING: Shape<FindingRow> = {
  ...FOUND,
  datagrams: listOf(text),
  output: text,
  folder: nullable(text),
};

const FUZZ: Shape<Pick<RunReport, 'findings'>> = { findings: listOf(shapeOf(FINDING)) };
