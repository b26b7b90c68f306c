/**
 * Free rows: several behaviours conform, so the judgement passes and says which one was seen. That a node does not
 * survive the occasion is no choice.
 */
import { sentence } from '../lang/sentence.ts';
import { list, type Sentence } from '../lang/value.ts';
import type { DialectKey } from '../node/dialect.ts';
import { choiceSeen } from './dialect-seen.ts';
import { deathOf, deathSaid, isOutside, lastEvents } from './probe-judge.ts';
import { requirement } from './requirement.ts';
import type { Trace } from './trace.ts';
import { type Judgement, judging } from './verdict.ts';

/** What one trace tells of the choices of a free row. */
export function judgeChoice(trace: Trace, check: string, id: string): Judgement {
  const say = judging(id, check);
  const death = deathOf(trace);
  if (death !== null && !isOutside(death))
    return say(
      'inconclusive',
      sentence('{what}: see ROB-1', { what: deathSaid(death) }),
      lastEvents(trace, death.at),
    );
  return say('pass', choicesSaid([trace], id));
}

/** The choices of a row in words: `malformed.short=keep-prefix, malformed.cut unknown`. */
export function choicesSaid(traces: readonly Trace[], id: string): Sentence {
  const keys = (requirement(id).dialect ?? []) as readonly DialectKey[];
  const seen = keys.map((key) => ({ key, value: choiceSeen(traces, key) }));
  const each = seen.map(({ key, value }) =>
    value === null ? sentence('{choice} unknown', { choice: key }) : `${key}=${value}`,
  );
  return sentence('{choices}', { choices: list(each, ', ') });
}
