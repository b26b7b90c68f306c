import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/interop/attempt.ts';
import { type Outcome, saying, TESTS, type TestName } from '../../src/interop/outcome.ts';
import { isOpen, pairingResult } from '../../src/interop/pairing.ts';
import { verbatim } from '../../src/lang/sentence.ts';
import { seenTogether } from '../../src/oracle/dialect-seen.ts';

const PAIR = { joiner: 0, hub: 1, third: null };

/** A try in which one test came to that, and all others passed. */
function attempt(test: TestName, outcome: Outcome): Attempt {
  const results = TESTS.map(({ name }) => {
    const say = saying(name);
    const so = verbatim('so');
    if (name !== test) return say.pass(so);
    return outcome === 'fail' ? say.fail('HEL-1', 'hub', so) : say[outcome](so);
  });
  const none = seenTogether([]);
  return { results, troubles: [], dialects: { joiner: none, hub: none } };
}

function over(test: TestName, outcomes: readonly Outcome[]) {
  const attempts = outcomes.map((one) => attempt(test, one));
  const result = pairingResult(PAIR, attempts);
  const found = result.tests.find((one) => one.test === test);
  return {
    open: isOpen(attempts),
    outcome: found?.outcome,
    faults: found?.faults.length,
    whole: result.outcome,
  };
}

describe('a test over several tries', () => {
  it.each<[readonly Outcome[], boolean, Outcome, Outcome]>([
    [['pass'], false, 'pass', 'pass'],
    [['unsupported'], false, 'unsupported', 'pass'],
    [['fail'], true, 'inconclusive', 'inconclusive'],
    [['fail', 'fail'], false, 'fail', 'fail'],
    [['fail', 'pass'], false, 'pass', 'pass'],
    [['inconclusive'], true, 'inconclusive', 'inconclusive'],
    [['inconclusive', 'inconclusive'], false, 'inconclusive', 'inconclusive'],
    [['inconclusive', 'fail'], true, 'inconclusive', 'inconclusive'],
    [['inconclusive', 'fail', 'fail'], false, 'fail', 'fail'],
    [['fail', 'unsupported'], true, 'inconclusive', 'inconclusive'],
  ])('%j: open %s, %s', (outcomes, open, outcome, whole) => {
    expect(over('keep', outcomes)).toEqual({ open, outcome, faults: outcome === 'fail' ? 1 : 0, whole });
  });

  it('that shows in a datagram has failed at once, whatever comes later', () => {
    expect(over('words', ['fail'])).toMatchObject({ open: false, outcome: 'fail' });
    expect(over('words', ['fail', 'pass'])).toMatchObject({ outcome: 'fail' });
  });
});
