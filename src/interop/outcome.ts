/**
 * What is tried with each pairing, and what may come of it.
 */
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
  /** What was broken, by whom; empty unless it failed. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** The row of the protocol that is broken. */
  readonly requirement: string;
  readonly by: Role;
  readonly text: string;
}

/** Writes the results of one test. */
export interface Say {
  readonly pass: (text: string) => TestResult;
  readonly fail: (requirement: string, by: Role | readonly Role[], text: string) => TestResult;
  readonly inconclusive: (text: string) => TestResult;
  readonly unsupported: (text: string) => TestResult;
}

export function saying(test: TestName): Say {
  const open = (outcome: Outcome, text: string): TestResult => ({ test, outcome, text, faults: [] });
  return {
    pass: (text) => open('pass', text),
    fail: (requirement, by, text) => {
      const roles = typeof by === 'string' ? [by] : by;
      return { test, outcome: 'fail', text, faults: roles.map((role) => ({ requirement, by: role, text })) };
    },
    inconclusive: (text) => open('inconclusive', text),
    unsupported: (text) => open('unsupported', text),
  };
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
  const texts = new Set(told.map(({ text }) => text));
  return { test, outcome, text: [...texts].join('; '), faults };
}

function keyOf({ requirement, by }: Fault): string {
  return `${requirement} ${by}`;
}

const WORST: readonly Outcome[] = ['fail', 'inconclusive', 'pass', 'unsupported'];
