/**
 * What a trace shows that no conforming node does, by the judges of the oracle: the symptoms of one run. A function of
 * the trace alone.
 */
import { asSentence, sentence } from '../lang/sentence.ts';
import { quantity } from '../lang/value.ts';
import { fromTarget } from '../oracle/answer.ts';
import { familyOf, OWED_MS } from '../oracle/family.ts';
import { deathOf, doubtOf, judgeProbe } from '../oracle/probe-judge.ts';
import { requirement } from '../oracle/requirement.ts';
import { judgeSchedule } from '../oracle/schedule.ts';
import { judgeByteOrder, judgeSent, judgeSource } from '../oracle/sender.ts';
import { STANDING } from '../oracle/standing/table.ts';
import { eventsOf, type MarkEvent, type Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { dissect } from '../wire/dissect.ts';
import { symptomOfEnd } from './ending.ts';
import { CALM_CHECK, judgeFlooded } from './flooded.ts';
import { judgeGrown } from './grown.ts';
import { HANG_CHECK } from './hang.ts';
import { ANSWER_CHECK, QUIET_CHECK } from './observed.ts';
import { type Symptom, type SymptomKind, seen } from './symptom.ts';

/** All of them, the gravest first; none of a conforming node. `strict`: what should not be counts too. */
export function symptomsOf(trace: Trace, strict = false): Symptom[] {
  const ends = eventsOf(trace, 'exited').flatMap((event) => symptomOfEnd(event) ?? []);
  const said = sentSymptoms(trace);
  // Of one that ended, silence and what follows from it tell nothing.
  if (deathOf(trace) !== null) return [...ends, ...said];
  const hangs = hangSymptoms(trace);
  const kept = growthSymptoms(trace);
  if (hangs.length > 0) return [...ends, ...hangs, ...said, ...kept];
  return [...ends, ...said, ...kept, ...listSymptoms(trace, strict), ...quietSymptoms(trace)];
}

/** Header, TLVs, size and source of what it sends. */
function sentSymptoms(trace: Trace): Symptom[] {
  return [...judgeSent(trace), judgeSource(trace)].flatMap((judgement) => {
    if (judgement.verdict !== 'fail') return [];
    const code = issueOf(trace, judgement);
    // From a wrong port: nothing is wrong with the datagram itself.
    const kind = judgement.requirement === 'HDR-5' ? 'wrong-answer' : 'malformed-output';
    return [symptomOf(kind, judgement, `${judgement.requirement} ${code ?? judgement.check}`)];
  });
}

/** The code of the first issue of that requirement in the evidence; null if none of the datagram tells. */
function issueOf(trace: Trace, { requirement: id, evidence: [first] }: Judgement): string | null {
  const event = first === undefined ? undefined : trace.events[first];
  if (event?.type !== 'received') return null;
  return dissect(event.bytes).issues.find((issue) => issue.requirement === id)?.code ?? null;
}

/** What its answers hold, and that they come. */
function listSymptoms(trace: Trace, strict: boolean): Symptom[] {
  const family = familyOf(trace);
  const broken = STANDING.map(({ judge }) => judge(trace, family)).filter(
    ({ verdict }) => verdict === 'fail' || (strict && verdict === 'warn'),
  );
  const order = judgeByteOrder(trace);
  // A wrong reading of one peer may be an address that somebody else announced.
  const strange = order.evidence.some((index) => isStrange(trace, index));
  if (order.verdict === 'fail' && strange) broken.unshift(order); // what is missing from lists follows from it
  const answered = judgeProbe(trace, ANSWER_CHECK, 'REQ-1');
  if (answered.verdict === 'fail') broken.push(answered);
  return broken.map((judgement) =>
    symptomOf('wrong-answer', judgement, `${judgement.requirement} ${judgement.check}`),
  );
}

/** A datagram at that place lists somebody that no conforming node may list. */
function isStrange(trace: Trace, index: number): boolean {
  const family = familyOf(trace);
  const one = fromTarget(trace).find((received) => received.index === index);
  return one?.keys.some((key) => !family.mayBeListed(key, one.at)) ?? false;
}

function growthSymptoms(trace: Trace): Symptom[] {
  if (eventsOf(trace, 'sample').length < 2) return [];
  const judgement = judgeGrown(trace);
  if (judgement.verdict !== 'fail') return [];
  const what = /^(\w+) grows? /.exec(judgement.actual)?.[1] ?? 'memory';
  return [symptomOf('leak', judgement, what)];
}

/** Of our own timers: what came too late for them may be late for the target as well. */
export const LATE_MS = 300;

function hangSymptoms(trace: Trace): Symptom[] {
  const family = familyOf(trace);
  const [mark] = eventsOf(trace, 'mark').filter(({ check, part, at, until }) => {
    if (check !== HANG_CHECK) return false;
    if (eventsOf(trace, 'late', at, until + LATE_MS).some(({ ms }) => ms > LATE_MS)) return false;
    if (part.startsWith('unread')) return true;
    const start = trace.startedAt !== null && until - trace.startedAt <= OWED_MS + 1000;
    const owed =
      start || (family.mustBeConnected(at + OWED_MS).length > 0 && family.mustBeConnected(until).length > 0);
    return owed && doubtOf(trace, at, until) === null;
  });
  if (mark === undefined) return [];
  return [hang(mark)];
}

function hang({ part, at, until }: MarkEvent): Symptom {
  const [what = '', how = ''] = part.split(' ');
  const text = what === 'unread' ? UNREAD : UNSENT;
  const actual = sentence(text, { time: quantity((until - at) / 1000, 1, 's') });
  return {
    kind: 'hang',
    signature: how === '' ? 'hang' : `hang ${how}`,
    requirement: 'ROB-1',
    expected: `the node ${requirement('ROB-1').title}`,
    ...seen(how === 'spinning' ? sentence('{what}, while it uses a whole CPU', { what: actual }) : actual),
  };
}

const UNREAD = 'the node lives and has read nothing for {time}: datagrams wait at its socket';
const UNSENT = 'the node lives and has sent nothing for {time}, to nobody';

/** The Hellos and what else comes while nothing is asked of the target but lists by the witnesses. */
function quietSymptoms(trace: Trace): Symptom[] {
  const marks = eventsOf(trace, 'mark');
  const quiet = marks.filter(({ check }) => check === QUIET_CHECK);
  const calm = marks.filter(({ check }) => check === CALM_CHECK);
  const floods = [...quiet, ...calm].flatMap((mark) => judgeFlooded(trace, mark) ?? []);
  return [...floods.slice(0, 1), ...schedule(trace, quiet)];
}

// In less even a series with one loss looks like none.
const WATCH_MS = 7000;
const LEAST_SHARE = 0.6;
const MOST_SHARE = 1.5;

/** HEL-1. Two lost Hellos in one series look like a gap, so one series convicts only if it is far off. */
function schedule(trace: Trace, marks: readonly MarkEvent[]): Symptom[] {
  const broken = marks.flatMap(({ peer, at, until }) => {
    if (until - at < WATCH_MS) return [];
    const judged = judgeSchedule(trace, peer, at, until);
    if (judged.verdict !== 'fail' || doubtOf(trace, at, until) !== null) return [];
    const hellos = judged.evidence.length;
    const owed = (until - at) / 1000;
    return [{ judged, far: hellos < LEAST_SHARE * owed || hellos > MOST_SHARE * owed }];
  });
  const [worst] = broken.filter(({ far }) => far).concat(broken.length >= 2 ? broken : []);
  if (worst === undefined) return [];
  return [
    {
      kind: 'schedule',
      signature: 'HEL-1 hello-schedule',
      requirement: 'HEL-1',
      expected: `the node ${requirement('HEL-1').title}`,
      ...seen(sentence('the Hellos to a connected peer: {what}', { what: asSentence(worst.judged.actual) })),
    },
  ];
}

function symptomOf(kind: SymptomKind, judgement: Judgement, signature: string): Symptom {
  const { requirement: id, expected, actual, said } = judgement;
  return { kind, signature, requirement: id, expected, actual, said };
}
