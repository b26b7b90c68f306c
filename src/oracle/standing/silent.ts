/**
 * HEL-4 on any trace: peers that are listed long after their last Hello. What a probe asks at chosen times is
 * judged more closely (membership.ts).
 */
import { sentence } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { exchanges } from '../exchange.ts';
import { type Family, GONE_MS } from '../family.ts';
import { lateness, type Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

// One entry may be in an answer that was long on its way.
const ENOUGH = 2;

/** A peer that joined by its own Hello and that nobody announced is listed 6.5 s after its last one. */
export function judgeSilent(trace: Trace, family: Family): Judgement {
  const say = judging('HEL-4', 'silent-unlisted');
  // A Hello may wait as long at a target on this machine.
  const late = lateness(trace);
  let gone = 0;
  const found: { readonly key: string; readonly ms: number; readonly evidence: readonly number[] }[] = [];
  for (const { at, index, answers } of exchanges(trace)) {
    if (answers.length === 0) continue;
    gone += family.silentFor(GONE_MS, at).length;
    for (const answer of answers) {
      for (const key of answer.keys) {
        // Not its last Hello: what renews a peer besides is HEL-5's matter.
        const last = family.lastSaid(key, answer.at);
        if (last === null || at - last <= GONE_MS + late || family.isHearsay(key, answer.at)) continue;
        found.push({ key, ms: at - last, evidence: [index, answer.index] });
      }
    }
  }
  const first = found.at(-1);
  if (gone === 0) return say('not-observed', 'no answer was asked for after a peer had fallen silent');
  if (first === undefined || found.length < ENOUGH)
    return say('pass', sentence('silent peers were off the list, {count} times', { count: gone }));
  const actual = sentence('{peer} is listed {time} after it sent its last datagram; {count} such entries', {
    peer: first.key,
    time: quantity(first.ms / 1000, 1, 's'),
    count: found.length,
  });
  return say(broken('HEL-4'), actual, found.flatMap(({ evidence }) => evidence).slice(-8));
}
