/**
 * A pairing over all its tries: a test has passed if it passed once, and failed if it failed twice, for what is missing
 * once may be this machine's doing (protocol.md, Hello timing: two of two tries).
 */
import { sentence } from '../lang/sentence.ts';
import type { Attempt, Trouble } from './attempt.ts';
import {
  type Outcome,
  saying,
  sentenceOf,
  TESTS,
  type TestName,
  type TestResult,
  together,
} from './outcome.ts';

/** Two nodes, by their places in the list, and the one that plays the third; null: the built-in one. */
export interface Pairing {
  readonly joiner: number;
  readonly hub: number;
  readonly third: number | null;
}

export interface PairingTest extends TestResult {
  /** What it came to in each try. */
  readonly tries: readonly Outcome[];
}

/** What its tests came to, and the worst of them. */
export interface PairingTests {
  readonly outcome: Outcome;
  readonly tests: readonly PairingTest[];
}

export interface PairingResult extends Pairing, PairingTests {
  /** Of the last try. */
  readonly troubles: readonly Trouble[];
  readonly attempts: readonly Attempt[];
}

const ENOUGH = 2;
/** What stands in a datagram that is there needs no second try. */
const SHOWN: ReadonlySet<TestName> = new Set(['words', 'calm']);
const MOST_TRIES = 3;

export function pairingResult(pairing: Pairing, attempts: readonly Attempt[]): PairingResult {
  return { ...pairing, ...pairingTests(attempts), troubles: attempts.at(-1)?.troubles ?? [], attempts };
}

/** What is judged of one try. */
type Judged = Pick<Attempt, 'results'>;

export function pairingTests(attempts: readonly Judged[]): PairingTests {
  const tests = TESTS.map(({ name }) => overTries(name, attempts));
  return { outcome: outcomeOf(tests), tests };
}

/** Whether another try may tell more. */
export function isOpen(attempts: readonly Attempt[]): boolean {
  if (attempts.length >= MOST_TRIES) return false;
  return TESTS.some(({ name }) => {
    const seen = resultsOf(name, attempts).map(({ outcome }) => outcome);
    if (seen.includes('pass') || hasFailed(name, seen)) return false;
    // What could not be told twice is not tried a third time, unless it failed once.
    return seen.length < ENOUGH ? seen.at(-1) !== 'unsupported' : seen.includes('fail');
  });
}

/** The worst of all tests counts; what never came counts for nothing. */
function outcomeOf(tests: readonly PairingTest[]): Outcome {
  const has = (outcome: Outcome): boolean => tests.some((one) => one.outcome === outcome);
  return has('fail') ? 'fail' : has('inconclusive') ? 'inconclusive' : 'pass';
}

function overTries(name: TestName, attempts: readonly Judged[]): PairingTest {
  const results = resultsOf(name, attempts);
  const tries = results.map(({ outcome }) => outcome);
  const last = (outcome: Outcome): TestResult | undefined =>
    results.findLast((one) => one.outcome === outcome);
  const failed = last('fail');
  const passed = last('pass');
  if (failed !== undefined && hasFailed(name, tries)) return { ...failed, tries };
  if (passed !== undefined) return { ...passed, tries };
  const open = last('inconclusive') ?? last('unsupported');
  if (failed !== undefined) {
    const what = sentenceOf(failed);
    const text =
      open === undefined
        ? sentence('{what}; not in another try', { what })
        : sentence('{what}; not in another try: {open}', { what, open: sentenceOf(open) });
    return { ...saying(name).inconclusive(text), tries };
  }
  return { ...(open ?? together(name, [])), tries };
}

function resultsOf(name: TestName, attempts: readonly Judged[]): TestResult[] {
  return attempts.flatMap(({ results }) => results.filter(({ test }) => test === name));
}

function hasFailed(name: TestName, outcomes: readonly Outcome[]): boolean {
  const failed = outcomes.filter((one) => one === 'fail').length;
  return failed >= (SHOWN.has(name) ? 1 : ENOUGH);
}
