/**
 * What is tried with each pairing, and what may come of it.
 */
import { asSentence, inWords, type Message, sentence, verbatim } from '../lang/sentence.ts';
import { list, type Sentence } from '../lang/value.ts';
import type { Role } from './meeting.ts';

export const TESTS = [
  { name: 'find', letter: 'F', title: 'they find each other: each says Hello to the other' },
  { name: 'keep', letter: 'K', title: 'they keep each other: Hellos go on, and the hub lists who joined it' },
  { name: 'hearsay', letter: 'H', title: 'who joined learns of others by the hub, and says Hello to them' },
  { name: 'lose', letter: 'L', title: 'the hub loses a stopped one: it lists it no more' },
  { name: 'words', letter: 'W', title: 'what they say is well formed, and names addresses that are right' },
  { name: 'calm', letter: 'C', title: 'they do not answer each other for ever' },
] as const;

export type TestName = (typeof TESTS)[number]['name'];

/**
 * `unsupported`: the occasion never came, and the text leaves that free. `inconclusive`: it should have come, and nobody
 * can tell why it did not.
 */
export const OUTCOMES = ['pass', 'fail', 'inconclusive', 'unsupported'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface TestResult {
  readonly test: TestName;
  readonly outcome: Outcome;
  /** What was seen, in a sentence or a few. */
  readonly text: string;
  /** The same as data, where it has figures. */
  readonly said?: Sentence | undefined;
  /** What was broken, by whom; empty unless it failed. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** The row of the protocol that is broken. */
  readonly requirement: string;
  readonly by: Role;
  readonly text: string;
  readonly said?: Sentence | undefined;
}

/** Writes the results of one test. */
export interface Say {
  readonly pass: (what: Message) => TestResult;
  readonly fail: (requirement: string, by: Role | readonly Role[], what: Message) => TestResult;
  readonly inconclusive: (what: Message) => TestResult;
  readonly unsupported: (what: Message) => TestResult;
}

export function saying(test: TestName): Say {
  const open = (outcome: Outcome, what: Message): TestResult => ({
    test,
    outcome,
    ...seen(what),
    faults: [],
  });
  return {
    pass: (what) => open('pass', what),
    fail: (requirement, by, what) => {
      const roles = typeof by === 'string' ? [by] : by;
      const faults = roles.map((role) => ({ requirement, by: role, ...seen(what) }));
      return { test, outcome: 'fail', ...seen(what), faults };
    },
    inconclusive: (what) => open('inconclusive', what),
    unsupported: (what) => open('unsupported', what),
  };
}

function seen(what: Message): Pick<TestResult, 'text' | 'said'> {
  const said = asSentence(what);
  return { text: inWords('en', said), ...(Object.keys(said.values).length === 0 ? {} : { said }) };
}

/** What a result tells, to be put into another sentence. */
export function sentenceOf({ text, said }: Pick<TestResult, 'text' | 'said'>): Sentence {
  return said ?? verbatim(text);
}

/**
 * Several results of one test: the worst outcome counts, a failure, then what could not be told, then what passed, then
 * what never came. What somebody broke several times is told once.
 */
export function together(test: TestName, results: readonly TestResult[]): TestResult {
  const outcome = WORST.find((one) => results.some((result) => result.outcome === one));
  if (outcome === undefined) return saying(test).inconclusive('it was not tried');
  const alike = results.filter((one) => one.outcome === outcome);
  const faults = alike
    .flatMap((one) => one.faults)
    .filter((one, i, all) => all.findIndex((other) => keyOf(other) === keyOf(one)) === i);
  const told = outcome === 'fail' ? faults : alike;
  const texts = new Map(told.map((one) => [one.text, sentenceOf(one)]));
  const [only, ...others] = texts.values();
  const all = list([...texts.values()], '; ');
  const what = only !== undefined && others.length === 0 ? only : sentence('{sentences}', { sentences: all });
  return { test, outcome, ...seen(what), faults };
}

function keyOf({ requirement, by }: Fault): string {
  return `${requirement} ${by}`;
}

const WORST: readonly Outcome[] = ['fail', 'inconclusive', 'pass', 'unsupported'];
