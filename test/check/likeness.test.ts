import { describe, expect, it } from 'vitest';
import { nearest, symptomsOf } from '../../src/check/likeness.ts';
import { SYMPTOMS } from '../../src/check/symptoms.ts';
import { BUGS } from '../../src/node/bugs/table.ts';

const TABLE = {
  slow: ['HEL-1 schedule fail', 'HEL-2 added warn'],
  deaf: ['HEL-2 added fail', 'HEL-3 renewed fail'],
  twin: ['HEL-2 added fail', 'HEL-6 back fail'],
};

describe('what a target behaves like', () => {
  it('is the bug with the same symptoms, or nearly', () => {
    expect(nearest(['HEL-1 schedule fail', 'HEL-2 added warn'], TABLE)).toEqual(['slow']);
    expect(nearest(['HEL-1 schedule fail'], TABLE)).toEqual(['slow']);
    expect(nearest(['HEL-2 added fail', 'HEL-3 renewed fail', 'HEL-6 back warn'], TABLE)).toEqual(['deaf']);
  });

  it('is nothing if less than half is shared, or something else failed first', () => {
    expect(nearest(['HEL-1 schedule fail', 'a b fail', 'c d fail', 'e f fail'], TABLE)).toEqual([]);
    expect(nearest(['HDR-2 x fail', 'HEL-1 schedule fail', 'HEL-2 added warn'], TABLE)).toEqual([]);
    expect(nearest([], TABLE)).toEqual([]);
  });

  it('is each of up to six that are equally near, none of more', () => {
    expect(nearest(['HEL-2 added fail'], TABLE)).toEqual(['deaf', 'twin']);
    const three = { ...TABLE, third: ['HEL-2 added fail', 'HEL-4 x fail'] };
    expect(nearest(['HEL-2 added fail'], three)).toEqual(['deaf', 'twin', 'third']);
    const more = (count: number): Record<string, string[]> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`bug ${i}`, ['HEL-2 added fail', `HEL-5 x${i} fail`]]),
      );
    expect(nearest(['HEL-2 added fail'], more(6))).toHaveLength(6);
    expect(nearest(['HEL-2 added fail'], more(7))).toEqual([]);
  });

  it('reads failures and warnings, each once', () => {
    const base = { requirement: 'HEL-1', check: 'c', expected: '', actual: '', hint: null, evidence: [] };
    const judgements = (['fail', 'fail', 'warn', 'pass', 'skipped', 'inconclusive'] as const).map(
      (verdict) => ({
        ...base,
        verdict,
      }),
    );
    expect(symptomsOf(judgements)).toEqual(['HEL-1 c fail', 'HEL-1 c warn']);
  });

  it('has symptoms of bugs that exist', () => {
    const names = BUGS.map(({ name }) => name);
    expect(Object.keys(SYMPTOMS).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(SYMPTOMS).length).toBeGreaterThan(20);
  });
});
