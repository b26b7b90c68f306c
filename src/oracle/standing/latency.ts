/**
 * REQ-7: answers come within a second.
 */
import { sentence } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { largest } from '../ascending.ts';
import { exchanges } from '../exchange.ts';
import type { Family } from '../family.ts';
import { lateness, type Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

// Our reading of "an answer": 250 ms is fine, a second is not.
const LIMIT_MS = 1000;
const ENOUGH = 2;
// A timer of ours that was late meanwhile may tell a little later.
const TOLD_MS = 100;

/** From the request to the first datagram of its answer, over all clean exchanges. */
export function judgeLatency(trace: Trace, _family: Family): Judgement {
  const say = judging('REQ-7', 'answer-in-time');
  const timed = exchanges(trace).flatMap(({ at, clean, answers, index }) => {
    const first = answers[0];
    if (!clean || first === undefined) return [];
    const late = lateness(trace, at, first.at + TOLD_MS);
    return [{ ms: first.at - at, late, pair: [index, first.index] }];
  });
  if (timed.length === 0) return say('not-observed', 'no request was answered');
  const sorted = timed.map(({ ms }) => ms).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const actual = sentence('n {count}, median {median}, min {least}, max {most}; own lateness {late}', {
    count: sorted.length,
    median: quantity(median, 0, 'ms'),
    least: quantity(sorted[0] ?? 0, 0, 'ms'),
    most: quantity(sorted.at(-1) ?? 0, 0, 'ms'),
    late: quantity(largest(timed.map(({ late }) => late)), 0, 'ms'),
  });
  // Protocol.md, bounds: widened by twice our own lateness in that window.
  const slow = timed.filter(({ ms, late }) => ms > LIMIT_MS + 2 * late);
  if (slow.length >= ENOUGH && slow.length * 2 >= timed.length)
    return say(broken('REQ-7'), actual, slow.flatMap(({ pair }) => pair).slice(0, 8));
  // Most were slow, but it may have been this machine, or chance.
  const over = timed.filter(({ ms }) => ms > LIMIT_MS);
  return say(over.length * 2 > timed.length ? 'inconclusive' : 'pass', actual);
}
