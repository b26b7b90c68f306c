/**
 * The stages of the exercise (§2.1, §2.2, §2.3) as data, and how far a node has come in them: a half-finished
 * node is graded by the steps that it has taken, and not judged for those it has not.
 */
import type { PlainPhrase } from '../lang/french.ts';
import { inWords, sentence } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import type { Caused } from './dependency.ts';
import { requirement } from './requirement.ts';
import { skipped } from './verdict.ts';

/** One step of the guide, or of what goes beyond it. */
export interface Stage {
  /** `2.1.6`: sections of the exercise. */
  readonly id: string;
  /** What the node does that has taken it: completes the sentence "the node ...". */
  readonly title: PlainPhrase;
  /** What its author does next: completes the sentence "next: ...". */
  readonly task: PlainPhrase;
  /** The rows that it is graded by. Empty: by whether anything came from the node at all. */
  readonly rows: readonly string[];
  /** Rows that are not judged either while it is not reached, but count for nothing. */
  readonly advice: readonly string[];
  /** What the whole stage is worth. */
  readonly worth: number;
}

/** In the order in which they are taken. Every must row belongs to exactly one. */
export const STAGES: readonly Stage[] = [
  {
    id: '2.1.1-3',
    title: 'lives, holds its port and sends by itself',
    task: 'send something to the first peer every second',
    rows: [],
    advice: [],
    worth: 1,
  },
  {
    id: '2.1.4',
    title: 'begins what it sends with the header',
    task: 'write the header',
    rows: ['HDR-2'],
    advice: [],
    worth: 1,
  },
  {
    id: '2.1.5',
    title: 'says Hello',
    task: 'send Hellos',
    rows: ['HEL-1', 'TLV-5', 'HDR-5'],
    advice: ['HEL-7'],
    worth: 1,
  },
  {
    id: '2.1.6',
    title: 'reads datagrams, adds and renews peers',
    task: 'read Hellos: add the sender, or renew its date',
    rows: ['HDR-1', 'HDR-3', 'HDR-4', 'TLV-1', 'TLV-2', 'TLV-3', 'TLV-4', 'HEL-2', 'HEL-3'],
    advice: [],
    worth: 1,
  },
  {
    id: '2.2.1',
    title: 'sends Peer Requests',
    task: 'send a Peer Request to each peer at an interval',
    rows: ['REQ-8'],
    advice: [],
    worth: 1,
  },
  {
    id: '2.2.2',
    title: 'answers a Peer Request',
    task: 'answer a Peer Request',
    rows: ['REQ-1'],
    advice: ['REQ-2', 'REQ-7', 'REQ-9'],
    worth: 1,
  },
  {
    id: '2.2.3',
    title: 'sends all its peers, 1400 bytes at most',
    task: 'list all peers, in several datagrams if need be',
    rows: ['SIZ-1', 'REQ-3', 'REQ-10', 'ADR-2'],
    advice: ['REQ-4', 'REQ-5', 'REQ-6'],
    worth: 1,
  },
  {
    id: '2.2.4',
    title: 'takes in addresses and any datagram',
    task: 'add the addresses of a Peer Address',
    rows: ['ADR-1', 'ADR-5', 'HEL-5', 'SIZ-2', 'SIZ-3'],
    advice: ['ADR-3'],
    worth: 1,
  },
  {
    id: '2.2.5',
    title: 'drops silent peers, takes them back',
    task: 'drop a peer that is silent for 4 s',
    rows: ['HEL-4', 'HEL-6'],
    advice: ['ROB-4'],
    worth: 1,
  },
  {
    id: 'robustness',
    title: 'survives whatever arrives',
    task: 'survive whatever arrives',
    rows: ['ROB-1', 'ROB-2', 'ROB-5'],
    advice: ['ROB-3'],
    worth: 1,
  },
];

/** The requirements that a stage is graded by; none for a stage that is not there. */
export function stageRows(id: string): readonly string[] {
  return STAGES.find((stage) => stage.id === id)?.rows ?? [];
}

/** `not-judged`: none of its rows was selected, or could be told. */
export type StageState = 'complete' | 'begun' | 'not-reached' | 'not-judged';

export interface StageResult {
  readonly id: string;
  readonly title: string;
  /** Of `of` rows that were judged, so many passed. */
  readonly passed: number;
  readonly of: number;
  /** What it earned of `worth`: in proportion to the rows, to two decimals. */
  readonly points: number;
  readonly worth: number;
  readonly state: StageState;
}

export interface NextStep {
  readonly stage: string;
  /** A task, or `mend HDR-3, HEL-2`. */
  readonly what: string;
  /** The same as data, where rows are named. */
  readonly said?: Sentence;
}

/** How far a node has come. */
export interface Progress {
  readonly stages: readonly StageResult[];
  /** The last stage of those that are complete without a gap; null if there is none, or not every row was judged. */
  readonly completeUpTo: string | null;
  /** What to do next; null if nothing is left, or not every row was judged. */
  readonly next: NextStep | null;
  /** The judgements, where those of stages that are not reached are skipped. */
  readonly judged: readonly Caused[];
}

// Rows that a node passes by doing nothing: they do not show that their stage is reached.
const PASSED_BY_DOING_NOTHING: ReadonlySet<string> = new Set([
  ...['HDR-1', 'HDR-4', 'HDR-5', 'TLV-1', 'TLV-4', 'HEL-5', 'HEL-7', 'REQ-9', 'REQ-10'],
  ...['ADR-3', 'ADR-5', 'SIZ-1', 'SIZ-2'],
]);
const LAST = 'robustness';

// `blocked`: it rests on a failure of this stage or of an earlier one.
type RowState = 'passed' | 'failed' | 'blocked' | 'unsure' | 'untold';

/** How far the node has come; `spoke`: anything came from its address. */
export function progress(judgements: readonly Caused[], spoke: boolean): Progress {
  const graded = STAGES.map((stage, index) => ({ stage, rows: rowStates(stage, index, judgements, spoke) }));
  // Of a part of the catalogue nothing follows about the whole.
  const whole = STAGES.every((stage) =>
    stage.rows.every((id) => judgements.some((one) => one.judgement.requirement === id && isTried(one))),
  );
  const reached = whole ? firstUnreached(graded, judgements) : graded.length;
  const stages = graded.map(({ stage, rows }, index) =>
    result(stage, rows, index >= reached && stage.id !== LAST),
  );
  const judged = judgements.map((one) => unreached(one, stages));
  const place = whole ? standing(graded, stages, judgements) : { completeUpTo: null, next: null };
  return { stages, ...place, judged };
}

interface Graded {
  readonly stage: Stage;
  readonly rows: readonly (readonly [id: string, state: RowState])[];
}

function rowStates(
  stage: Stage,
  index: number,
  judgements: readonly Caused[],
  spoke: boolean,
): Graded['rows'] {
  if (stage.rows.length === 0) return [['it sends', spoke ? 'passed' : 'failed']];
  return stage.rows.map((id) => {
    const states = judgements
      .filter((one) => one.judgement.requirement === id)
      .map((one) => rowState(one, index));
    return [id, RANK.find((state) => states.includes(state)) ?? 'untold'];
  });
}

const RANK: readonly RowState[] = ['failed', 'blocked', 'unsure', 'passed', 'untold'];

function rowState({ judgement, because, was }: Caused, index: number): RowState {
  switch (judgement.verdict) {
    case 'pass':
      return 'passed';
    case 'fail':
      return 'failed';
    case 'warn':
      // A must row that warns is within its band; a should row that warns is not done.
      return requirement(judgement.requirement).level === 'must' ? 'passed' : 'failed';
    case 'inconclusive':
      return 'unsure';
    case 'not-observed':
      return 'untold';
    case 'skipped':
      if (because === null) return 'untold';
      if (was !== 'inconclusive') return stageIndex(because) > index ? 'failed' : 'blocked';
      // What could not be tried for want of a later stage, or beyond all stages, says nothing of this one.
      return stageIndex(because) > index || STAGES[index]?.id === LAST ? 'untold' : 'blocked';
  }
}

function isTried({ judgement, because }: Caused): boolean {
  return judgement.verdict !== 'skipped' || because !== null;
}

function stageIndex(id: string): number {
  return STAGES.findIndex((stage) => stage.rows.includes(id) || stage.advice.includes(id));
}

/**
 * The place of the first stage that is not reached: from it on nothing passes that a node must do something for,
 * and before it something failed that stays a finding. So a single fault in an otherwise complete node is never
 * hidden by this: some later row passes.
 */
function firstUnreached(graded: readonly Graded[], judgements: readonly Caused[]): number {
  const shown = graded.map(
    ({ stage, rows }) =>
      stage.id !== LAST && rows.some(([id, state]) => state === 'passed' && !PASSED_BY_DOING_NOTHING.has(id)),
  );
  const first = shown.lastIndexOf(true) + 1;
  const failures = judgements.filter((one) => one.judgement.verdict === 'fail');
  const place = Math.min(
    ...failures.map((one) => stageIndex(one.judgement.requirement)).filter((index) => index >= 0),
  );
  return Math.max(first, place + 1);
}

function result(stage: Stage, rows: Graded['rows'], isUnreached: boolean): StageResult {
  const told = rows.filter(([, state]) => state !== 'untold');
  const passed = told.filter(([, state]) => state === 'passed');
  const { id, title, worth } = stage;
  const counts = { id, title, passed: passed.length, of: told.length, points: 0, worth };
  const shown = passed.some(([row]) => !PASSED_BY_DOING_NOTHING.has(row));
  const states = new Set(told.map(([, state]) => state));
  const blocked = states.has('blocked') && !states.has('failed') && !states.has('unsure');
  if (isUnreached || (blocked && !shown)) return { ...counts, state: 'not-reached' };
  // What a node passes by doing nothing completes no stage of which nothing else could be told.
  if (passed.length === told.length && !shown) return { ...counts, state: 'not-judged' };
  const points = Math.round((100 * worth * passed.length) / told.length) / 100;
  return { ...counts, points, state: passed.length === told.length ? 'complete' : 'begun' };
}

function unreached(one: Caused, stages: readonly StageResult[]): Caused {
  const { judgement, because, died } = one;
  const stage = stages[stageIndex(judgement.requirement)];
  if (stage?.state !== 'not-reached' || because !== null || died) return one;
  if (!['fail', 'warn', 'inconclusive'].includes(judgement.verdict)) return one;
  const hint = sentence('not judged: stage {stage} is not reached', { stage: stage.id });
  return { ...one, judgement: skipped(judgement, hint) };
}

function standing(
  graded: readonly Graded[],
  stages: readonly StageResult[],
  judgements: readonly Caused[],
): Pick<Progress, 'completeUpTo' | 'next'> {
  const open = stages.findIndex(({ state }) => state === 'begun' || state === 'not-reached');
  const done = stages.slice(0, open < 0 ? stages.length : open).filter(({ state }) => state === 'complete');
  const completeUpTo = done.filter(({ id }) => id !== LAST).at(-1)?.id ?? null;
  const here = graded[open];
  if (here === undefined) return { completeUpTo, next: null };
  const failed = here.rows.filter(([, state]) => state === 'failed' || state === 'blocked').map(([id]) => id);
  const partly = stages[open]?.passed !== 0 && failed.length > 0;
  const stage = here.stage.id;
  if (!partly) return { completeUpTo, next: { stage, what: here.stage.task } };
  const said = sentence('mend {rows}', { rows: causesOf(failed, judgements).join(', ') });
  return { completeUpTo, next: { stage, what: inWords('en', said), said } };
}

/** The rows that failed by themselves, and in place of the others what they rest on: what is to be mended. */
function causesOf(ids: readonly string[], judgements: readonly Caused[]): string[] {
  const causes = ids.flatMap((id) => {
    const mine = judgements.filter((one) => one.judgement.requirement === id);
    const own = mine.some((one) => one.because === null && rowState(one, 0) === 'failed');
    return own ? [id] : mine.flatMap(({ because }) => because ?? []);
  });
  return [...new Set(causes)];
}
