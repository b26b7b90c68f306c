import { describe, expect, it } from 'vitest';
import { compare, readBaseline } from '../../src/check/baseline.ts';
import type { CheckResult } from '../../src/check/event.ts';
import { flakyRows, repeatedVerdict } from '../../src/check/repeat.ts';
import type { Verdict } from '../../src/oracle/verdict.ts';

type Rows = Readonly<Record<string, Verdict>>;

/** A result with these rows, named by their requirements. */
function result(rows: Rows): CheckResult {
  const findings = Object.entries(rows).map(([requirement, verdict]) => ({
    judgement: { requirement, check: 'c', verdict, expected: '', actual: '', hint: null, evidence: [] },
    trace: null,
  }));
  return { findings, seen: true } as unknown as CheckResult;
}

function baseline(rows: Rows): { requirement: string; check: string; verdict: Verdict }[] {
  return Object.entries(rows).map(([requirement, verdict]) => ({ requirement, check: 'c', verdict }));
}

describe('a baseline', () => {
  it('holds only what is new against the node', () => {
    const before = baseline({ 'TLV-1': 'fail', 'TLV-2': 'fail', 'TLV-3': 'fail', 'HEL-1': 'pass' });
    const now = result({ 'TLV-1': 'fail', 'TLV-2': 'pass', 'TLV-3': 'inconclusive', 'HEL-1': 'pass' });
    expect(compare(now, before, false)).toEqual({
      verdict: 'inconclusive', // TLV-3 is a must that was not told
      fresh: [],
      known: ['TLV-1 c'],
      fixed: ['TLV-2 c'],
      untold: ['TLV-3 c'],
    });
    expect(compare(result({ 'TLV-1': 'fail' }), before, false).verdict).toBe('pass');
    const worse = compare(result({ 'TLV-1': 'fail', 'HEL-1': 'fail' }), before, false);
    expect(worse.verdict).toBe('fail');
    expect(worse.fresh).toEqual(['HEL-1 c']);
  });

  it('takes warnings for failures if strict', () => {
    const now = result({ 'REQ-5': 'warn' });
    expect(compare(now, [], false).verdict).toBe('pass');
    expect(compare(now, [], true)).toMatchObject({ verdict: 'fail', fresh: ['REQ-5 c'] });
    expect(compare(now, baseline({ 'REQ-5': 'warn' }), true)).toMatchObject({
      verdict: 'pass',
      known: ['REQ-5 c'],
    });
  });

  it('is a report of check and nothing else', () => {
    const rows = [{ requirement: 'TLV-1', check: 'c', verdict: 'fail' }];
    const report = { schemaVersion: 1, command: 'check', results: rows };
    expect(readBaseline(JSON.stringify(report))).toEqual(rows);
    for (const text of ['', '[]', 'null', '{}', '{"results":[]}']) expect(readBaseline(text)).toBeNull();
    expect(readBaseline(JSON.stringify({ ...report, command: 'fuzz' }))).toBeNull();
    expect(readBaseline(JSON.stringify({ ...report, results: [{ requirement: 1 }] }))).toBeNull();
  });
});

describe('several runs', () => {
  it('come to the worst verdict that two of them came to', () => {
    expect(repeatedVerdict(['fail'])).toBe('fail');
    expect(repeatedVerdict(['fail', 'pass'])).toBe('inconclusive');
    expect(repeatedVerdict(['fail', 'pass', 'pass'])).toBe('pass');
    expect(repeatedVerdict(['pass', 'fail', 'pass', 'fail'])).toBe('fail');
    expect(repeatedVerdict(['pass', 'inconclusive', 'inconclusive', 'fail'])).toBe('inconclusive');
  });

  it('name the rows that differ, worst first', () => {
    const runs = [
      result({ 'TLV-1': 'pass', 'TLV-2': 'warn', 'HEL-1': 'fail' }),
      result({ 'TLV-1': 'pass', 'TLV-2': 'pass', 'HEL-1': 'pass' }),
      result({ 'TLV-1': 'pass', 'TLV-2': 'pass' }),
    ];
    expect(flakyRows(runs)).toEqual([
      { requirement: 'HEL-1', check: 'c', verdicts: ['fail', 'pass', null] },
      { requirement: 'TLV-2', check: 'c', verdicts: ['warn', 'pass', 'pass'] },
    ]);
  });
});
