/**
 * What the judges say of a node in a stranger's capture. What shows in a datagram counts; what rests on something
 * that is missing counts only where the capture seems whole. Every requirement occurs.
 */
import { asSentence, type Message, sentence } from '../../lang/sentence.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { type DialectSeen, dialectSeen } from '../dialect-seen.ts';
import { Family } from '../family.ts';
import { hinted } from '../hint.ts';
import { REQUIREMENTS, requirement } from '../requirement.ts';
import { judgeSent } from '../sender.ts';
import { STANDING } from '../standing/table.ts';
import type { Trace } from '../trace.ts';
import { type Judgement, judging, overall, reworded, seenIn } from '../verdict.ts';
import { type Hearsay, judgeInventedOverheard, judgeOrderOverheard } from './address.ts';
import { hearsayOf, type Saying } from './hearsay.ts';
import { judgeHellosOverheard } from './schedule.ts';

/** One node of a capture. */
export interface OverheardNode {
  readonly endpoint: Endpoint;
  /** `sent` is what others sent to it, `received` what it sent; what it says to itself is neither. */
  readonly trace: Trace;
  /** Frame numbers, by the indexes of the events. */
  readonly frames: readonly number[];
  /** Why something that is missing may have been there; empty if the capture seems whole. */
  readonly doubts: readonly Message[];
}

/** What a capture holds: all that was said, and the nodes, each put together when it is asked for. */
export interface Conversation {
  readonly said: Iterable<Saying>;
  nodes(): Iterable<OverheardNode>;
}

/** What a capture tells of a node; the findings are in the order of the requirements, and have no traces. */
export interface NodeResult {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly findings: readonly { readonly judgement: Judgement; readonly trace: null }[];
  /** The node's free choices, as far as they showed. */
  readonly dialect: DialectSeen;
  /** Anything came from it at all. */
  readonly seen: boolean;
}

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
  readonly wanted: (requirement: string, check: string) => boolean;
}

/**
 * The verdicts, node by node: what is broken in a datagram that was seen fails; what a capture cannot tell is
 * `not-observed`. Never throws.
 */
export function judgeOverheard(overheard: Conversation, options: OverheardOptions): NodeVerdict[] {
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

function doubted(judgement: Judgement, [doubt]: readonly Message[]): Judgement {
  const { requirement: id, verdict } = judgement;
  if (doubt === undefined || SHOWN.has(id) || (verdict !== 'fail' && verdict !== 'warn')) return judgement;
  const actual = sentence('{what}; but {doubt}', { what: seenIn(judgement), doubt: asSentence(doubt) });
  return { ...judgement, verdict: 'inconclusive', ...reworded(judgement, actual) };
}

function uncovered(id: string, dialect: DialectSeen): Judgement {
  const say = judging(id, 'none');
  const { level, dialect: keys = [] } = requirement(id);
  const seen = Object.entries(dialect).filter(([key, value]) => keys.includes(key) && value !== null);
  if (level === 'free' && seen.length > 0)
    return say(
      'pass',
      sentence('{choices}', { choices: seen.map(([key, value]) => `${key}: ${value}`).join(', ') }),
    );
  return say('not-observed', 'a capture cannot tell');
}
