import { describe, expect, it } from 'vitest';
import { agreed, needsAnother } from '../../src/check/agree.ts';
import type { Judgement, Verdict } from '../../src/oracle/verdict.ts';

function run(verdict: Verdict, requirement = 'TLV-2'): Judgement {
  return { requirement, check: 'c', verdict, expected: '', actual: verdict, hint: null, evidence: [] };
}

function of(...verdicts: Verdict[]): Verdict {
  return agreed(verdicts.map((verdict) => run(verdict))).verdict;
}

describe('several runs of a probe', () => {
  it('fail only if two of them do', () => {
    expect(of('fail', 'fail')).toBe('fail');
    expect(of('fail', 'inconclusive', 'fail')).toBe('fail');
    expect(of('fail', 'pass')).toBe('warn');
    expect(of('fail', 'inconclusive', 'inconclusive')).toBe('inconclusive');
    expect(of('inconclusive', 'fail', 'pass')).toBe('warn');
  });

  it('pass if a quiet one does, and are unsure if none could tell', () => {
    expect(of('pass')).toBe('pass');
    expect(of('inconclusive', 'pass')).toBe('pass');
    expect(of('inconclusive', 'inconclusive')).toBe('inconclusive');
  });

  it('do not hold a should against the node that warned once', () => {
    expect(agreed([run('warn', 'REQ-2'), run('pass', 'REQ-2')]).verdict).toBe('pass');
    expect(agreed([run('warn', 'REQ-2'), run('warn', 'REQ-2')]).verdict).toBe('warn');
  });

  it('are at most three, and one if it passes', () => {
    expect(needsAnother([])).toBe(true);
    expect(needsAnother(['pass'])).toBe(false);
    expect(needsAnother(['fail'])).toBe(true);
    expect(needsAnother(['fail', 'fail'])).toBe(false);
    expect(needsAnother(['fail', 'inconclusive'])).toBe(true);
    expect(needsAnother(['fail', 'inconclusive', 'fail'])).toBe(false);
  });

  it('say so where a probe fails in the company of others and passes alone', () => {
    expect(agreed([run('fail'), run('pass')], true)).toMatchObject({
      verdict: 'warn',
      hint: expect.stringContaining('fails in company, passes alone'),
    });
    expect(agreed([run('fail'), run('pass')]).hint).toContain('not again on a quiet instance');
  });
});
