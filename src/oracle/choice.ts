/**
 * Free rows: several behaviours conform, so the judgement passes and says which one was seen. That a node does not
 * survive the occasion is no choice.
 */
import type { DialectKey } from '../node/dialect.ts';
import { choiceSeen } from './dialect-seen.ts';
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
  const keys = (requirement(id).dialect ?? []) as readonly DialectKey[];
  const seen = keys.map((key) => ({ key, value: choiceSeen(traces, key) }));
  return seen.map(({ key, value }) => (value === null ? `${key} unknown` : `${key}=${value}`)).join(', ');
}
