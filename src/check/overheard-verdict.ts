/**
 * What the judges say of a node in a stranger's capture. What shows in a datagram counts; what rests on something
 * that is missing counts only where the capture seems whole. Every requirement occurs.
 */
import { type DialectSeen, dialectSeen } from '../oracle/dialect-seen.ts';
import { Family } from '../oracle/family.ts';
import { hinted } from '../oracle/hint.ts';
import { REQUIREMENTS, requirement } from '../oracle/requirement.ts';
import { judgeSent } from '../oracle/sender.ts';
import { STANDING } from '../oracle/standing/table.ts';
import { type Judgement, judging, overall } from '../oracle/verdict.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { CheckResult } from './event.ts';
import { hearsayOf } from './hearsay.ts';
import type { Overheard, OverheardNode } from './overheard.ts';
import { type Hearsay, judgeInventedOverheard, judgeOrderOverheard } from './overheard-address.ts';
import { judgeHellosOverheard } from './overheard-schedule.ts';
import type { Wanted } from './result.ts';

/** What a capture tells of a node; the findings are in the order of the requirements. */
export type NodeResult = Pick<CheckResult, 'verdict' | 'findings' | 'dialect' | 'seen'>;

/** One node, judged. */
export interface NodeVerdict {
  readonly endpoint: Endpoint;
  readonly result: NodeResult;
  /** Frame numbers of a judgement's evidence. */
  readonly frames: (judgement: Judgement) => number[];
}

export interface OverheardOptions {
  readonly strict: boolean;
  /** Whether a result was asked for. */
  readonly wanted: Wanted;
}

/** The verdicts, node by node. */
export function judgeOverheard(overheard: Overheard, options: OverheardOptions): NodeVerdict[] {
  const hearsay = hearsayOf(overheard.said);
  return Array.from(overheard.nodes(), (node) => judgeNode(node, hearsay, options));
}

function judgeNode(node: OverheardNode, hearsay: Hearsay, { strict, wanted }: OverheardOptions): NodeVerdict {
  const { endpoint, trace, frames, doubts } = node;
  const family = new Family(trace);
  const invented = judgeInventedOverheard(trace, hearsay);
  const judged = [
    ...judgeSent(trace),
    judgeHellosOverheard(trace),
    judgeOrderOverheard(trace, family, hearsay),
    ...(invented === null ? [] : [invented]),
    ...STANDING.map(({ judge }) => judge(trace, family)),
  ]
    .filter((one) => wanted(one.requirement, one.check))
    .map((one) => hinted(doubted(one, doubts), null));
  const dialect = dialectSeen([trace]);
  const covered = new Set(judged.map((one) => one.requirement));
  const judgements = REQUIREMENTS.flatMap(({ id }) =>
    covered.has(id) ? judged.filter((one) => one.requirement === id) : [uncovered(id, dialect)],
  );
  const seen = trace.events.some(({ type }) => type === 'received');
  // A long capture has many traces: none is kept when it has been judged.
  const findings = judgements.map((judgement) => ({ judgement, trace: null }));
  return {
    endpoint,
    result: { verdict: overall(judgements, seen, strict), findings, dialect, seen },
    frames: ({ evidence }) => evidence.flatMap((index) => frames[index] ?? []),
  };
}

// What stands in a datagram that is there.
const SHOWN: ReadonlySet<string> = new Set(['HDR-2', 'TLV-1', 'TLV-5', 'SIZ-1']);

function doubted(judgement: Judgement, [doubt]: readonly string[]): Judgement {
  const { requirement: id, verdict, actual } = judgement;
  if (doubt === undefined || SHOWN.has(id) || (verdict !== 'fail' && verdict !== 'warn')) return judgement;
  return { ...judgement, verdict: 'inconclusive', actual: `${actual}; but ${doubt}` };
}

function uncovered(id: string, dialect: DialectSeen): Judgement {
  const say = judging(id, 'none');
  const { level, dialect: keys = [] } = requirement(id);
  const seen = Object.entries(dialect).filter(([key, value]) => keys.includes(key) && value !== null);
  if (level === 'free' && seen.length > 0)
    return say('pass', seen.map(([key, value]) => `${key}: ${value}`).join(', '));
  return say('not-observed', 'a capture cannot tell');
}
