/**
 * Free rows: several behaviours conform, so the judgement passes and says which one was seen. That a node does not
 * survive the occasion is no choice.
 */
import { dialectSeen } from './dialect-seen.ts';
import { deathOf, deathText, isOutside, lastEvents } from './probe-judge.ts';
import { requirement } from './requirement.ts';
import type { Trace } from './trace.ts';
import { type Judgement, judging } from './verdict.ts';

/** What one trace tells of the choices of a free row. */
export function judgeChoice(trace: Trace, check: string, id: string): Judgement {
  const say = judging(id, check);
  const death = deathOf(trace);
  if (death !== null && !isOutside(death))
    return say('inconclusive', `${deathText(death)}: see ROB-1`, lastEvents(trace, death.at));
  return say('pass', choiceText([trace], id));
}

/** The choices of a row in words: `malformed.short=keep-prefix, malformed.cut unknown`. */
export function choiceText(traces: readonly Trace[], id: string): string {
  const seen = dialectSeen(traces);
  const keys = (requirement(id).dialect ?? []) as readonly (keyof typeof seen)[];
  return keys.map((key) => (seen[key] === null ? `${key} unknown` : `${key}=${seen[key]}`)).join(', ');
}
