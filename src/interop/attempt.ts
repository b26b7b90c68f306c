/**
 * One try of a pairing, judged: a result for each test, from its two meetings. A node that does not come up makes all
 * inconclusive, one that dies fails ROB-1 in the test that it dies in, and where the fence held something back nothing
 * that is missing is a failure.
 */
import { inWords, type Message, sentence } from '../lang/sentence.ts';
import type { Sentence, Value } from '../lang/value.ts';
import type { Start } from '../net/start.ts';
import { type DialectSeen, dialectSeen } from '../oracle/dialect-seen.ts';
import { deathSaid, isOutside } from '../oracle/probe-judge.ts';
import { judgeCalm } from './judges/calm.ts';
import { judgeFind } from './judges/find.ts';
import { judgeHearsay } from './judges/hearsay.ts';
import { judgeKeep } from './judges/keep.ts';
import { judgeLose } from './judges/lose.ts';
import { judgeWords } from './judges/words.ts';
import { called, type Ended, type Meeting, type Role, type Side, sideOf, stoppedAt } from './meeting.ts';
import { saying, sentenceOf, TESTS, type TestName, type TestResult, together } from './outcome.ts';

/** What came of one try. It keeps no datagrams: there may be thousands of tries. */
export interface Attempt {
  /** One for each test, in their order. */
  readonly results: readonly TestResult[];
  readonly troubles: readonly Trouble[];
  /** The free choices of the two, as far as they showed. */
  readonly dialects: Readonly<Record<'joiner' | 'hub', DialectSeen>>;
}

/** A node that did not come up, or ended by itself, with the last lines that it printed. */
export interface Trouble {
  readonly role: Role;
  readonly text: string;
  /** The same as data. */
  readonly said?: Sentence | undefined;
  readonly output: string;
}

export function judgeAttempt(pair: Meeting, hearsay: Meeting): Attempt {
  const judged = [...judgePair(pair), ...judgeThird(hearsay)];
  const results = TESTS.map(({ name }) =>
    together(
      name,
      judged.filter(({ test }) => test === name),
    ),
  );
  const troubles = [...troublesOf(pair), ...troublesOf(hearsay)];
  const dialect = (role: Role): DialectSeen =>
    dialectSeen([pair, hearsay].flatMap((meeting) => sideOf(meeting, role)?.trace ?? []));
  return { results, troubles, dialects: { joiner: dialect('joiner'), hub: dialect('hub') } };
}

const OVER: Message = 'it was over before they met';

function judgePair(meeting: Meeting): TestResult[] {
  const [joiner, hub] = [sideOf(meeting, 'joiner'), sideOf(meeting, 'hub')];
  const hindrance = startProblem(meeting);
  if (joiner === null || hub === null || hindrance !== null) {
    const why = hindrance ?? OVER;
    return (['find', 'keep', 'lose', 'words', 'calm'] as const).map((test) => saying(test).inconclusive(why));
  }
  const isAfter = stoppedAt(meeting) !== null;
  const found = judgeFind(meeting, joiner, hub).map((one) => doubted(one, meeting));
  return [
    ...found,
    ...deaths(meeting, isAfter ? 'lose' : 'keep'),
    ...judgeKeep(meeting, joiner, hub).map((one) => restingOn(found, doubted(one, meeting))),
    doubted(judgeLose(meeting, joiner, hub), meeting),
    ...spoken(meeting, [joiner, hub]),
  ];
}

function judgeThird(meeting: Meeting): TestResult[] {
  const [joiner, hub] = [sideOf(meeting, 'joiner'), sideOf(meeting, 'hub')];
  const hindrance = startProblem(meeting);
  if (joiner === null || hub === null || hindrance !== null)
    return [saying('hearsay').inconclusive(hindrance ?? OVER)];
  return [
    ...deaths(meeting, 'hearsay'),
    ...judgeHearsay(meeting, joiner, hub).map((one) => doubted(one, meeting)),
    ...spoken(meeting, [joiner, hub]),
  ];
}

function spoken(meeting: Meeting, sides: readonly Side[]): TestResult[] {
  return [...sides.flatMap((side) => judgeWords(meeting, side)), judgeCalm(meeting)];
}

/** Who did not find the other does not keep it either: that is told once. */
function restingOn(found: readonly TestResult[], result: TestResult): TestResult {
  const lost = found.flatMap(({ faults }) => faults.map(({ by }) => by));
  if (!result.faults.some(({ by }) => lost.includes(by))) return result;
  const what = sentenceOf(result);
  return saying(result.test).inconclusive(sentence('{what}: they had not found each other', { what }));
}

/** What is missing may have been held back. */
function doubted(result: TestResult, { events }: Meeting): TestResult {
  if (result.outcome !== 'fail') return result;
  const held = events.filter(({ type }) => type === 'held').length;
  if (held === 0) return result;
  const what = sentenceOf(result);
  return saying(result.test).inconclusive(
    sentence('{what}; but the fence held {count} datagrams back', { what, count: held }),
  );
}

/** Of the two that are watched: a third is not needed. */
function startProblem(meeting: Meeting): Sentence | null {
  for (const role of ['hub', 'joiner'] as const) {
    const start = meeting.starts[role];
    if (start === undefined) continue;
    return sentence('{name}: {text}', { name: nameOf(role, meeting), text: sentenceOf(start) });
  }
  return null;
}

/** ROB-1: a node that ends of its own. What a limit of ours or somebody else ended is no failure of the pairing. */
function deaths(meeting: Meeting, test: TestName): TestResult[] {
  const watched = endsOf(meeting).filter(({ role }) => role !== 'third');
  return watched.map(({ role, ...end }) => {
    const death = { ...end, type: 'exited' } as const;
    const text = sentence('{name}: {text}', { name: nameOf(role, meeting), text: deathSaid(death) });
    return isOutside(death) ? saying(test).inconclusive(text) : saying(test).fail('ROB-1', role, text);
  });
}

function nameOf(role: Role, { actors }: Meeting): Value {
  const actor = actors.find((one) => one.role === role);
  return actor === undefined ? role : called(actor);
}

function troublesOf(meeting: Meeting): Trouble[] {
  const starts = Object.entries(meeting.starts) as [Role, Start][];
  const output = (role: Role): string =>
    meeting.events.find((event): event is Ended => event.type === 'ended' && event.role === role)?.output ??
    '';
  const unborn = starts.map(([role, { text, said }]) => ({ role, text, said, output: output(role) }));
  const dead = endsOf(meeting).filter(({ role }) => meeting.starts[role] === undefined);
  return [
    ...unborn,
    ...dead.map((end) => {
      const said = deathSaid({ ...end, type: 'exited' });
      return { role: end.role, text: inWords('en', said), said, output: end.output };
    }),
  ];
}

function endsOf({ events }: Meeting): Ended[] {
  return events.filter((event): event is Ended => event.type === 'ended' && !event.byUs);
}
