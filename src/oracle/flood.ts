/**
 * ROB-3: under a flood the Hello schedule holds and connected peers stay listed.
 */

import { sentence } from '../lang/sentence.ts';
import { quantity, type Sentence } from '../lang/value.ts';
import { endpointText } from '../wire/endpoint.ts';
import { fromTarget } from './answer.ts';
import { largest } from './ascending.ts';
import { exchanges, isListedIn } from './exchange.ts';
import { deathOf, deathSaid, doubted, doubtOf, isOutside, lastEvents, unheardDoubt } from './probe-judge.ts';
import { eventsOf, lateness, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

// HEL-1's longest gap.
const GAP_MS = 1_900;

/** Reads the marks `greeted` and `listed`: a peer to whom Hellos are owed, and one that every answer owes. */
export function judgeFlood(trace: Trace, check: string): Judgement {
  const say = judging('ROB-3', check);
  const marks = eventsOf(trace, 'mark').filter((mark) => mark.check === check);
  const greeted = marks.find(({ part }) => part === 'greeted');
  const listed = marks.find(({ part }) => part === 'listed');
  const death = deathOf(trace);
  if (death !== null) {
    const text = sentence('{death} under a flood: see ROB-1', { death: deathSaid(death) });
    return say(isOutside(death) ? 'inconclusive' : broken('ROB-3'), text, lastEvents(trace, death.at));
  }
  if (greeted === undefined || listed === undefined)
    return say('inconclusive', 'the check did not get to its point');
  const { at: from, until: to } = greeted;
  const late = lateness(trace, from, to);
  const hellos = fromTarget(trace, greeted.peer).filter(({ hello, at }) => hello && at >= from && at <= to);
  const edges = [from, ...hellos.map(({ at }) => at), to];
  const gap = largest(edges.slice(1).map((at, i) => at - (edges[i] ?? at)));
  const key = endpointText(listed.peer);
  const answered = exchanges(trace).filter(({ at, answers }) => at >= from && at <= to && answers.length > 0);
  const missing = answered.filter((exchange) => !isListedIn(exchange, key));
  const actual = sentence(
    'longest gap between Hellos {gap}, {answers} answers, {missing} without a connected peer; own lateness {late}',
    {
      gap: quantity(gap / 1000, 2, 's'),
      answers: answered.length,
      missing: missing.length,
      late: quantity(late, 0, 'ms'),
    },
  );
  const slow = gap > GAP_MS;
  const isIncomplete = missing.length >= 2 || answered.length === 0;
  if (!slow && !isIncomplete) return say('pass', actual);
  // It said Hello just before the flood: its Hellos are owed whatever of the flood is lost. What is listed may be lost
  // with it. What excuses one of them does not excuse the other.
  const doubts = [
    ...(slow ? [excuse(gap, late) ?? unheardDoubt(trace, from, to)] : []),
    ...(isIncomplete ? [doubtOf(trace, from, to)] : []),
  ];
  const doubt = doubts.includes(null) ? null : (doubts[0] ?? null);
  const evidence = missing.flatMap(({ answers }) => answers.map(({ index }) => index)).slice(0, 8);
  return doubt === null
    ? say(broken('ROB-3'), actual, evidence)
    : say('inconclusive', doubted(actual, doubt));
}

function excuse(gap: number, late: number): Sentence | null {
  return gap <= GAP_MS + 2 * late ? sentence('which may be why') : null;
}
