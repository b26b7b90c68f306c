import { describe, expect, it } from 'vitest';
import { nearest, symptomsOf } from '../../src/check/likeness.ts';
import { type Manner, UNKNOWN } from '../../src/check/manner.ts';
import { MANNERS, SYMPTOMS } from '../../src/check/symptoms.ts';
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

  it('is each of up to three that are equally near, none of more', () => {
    expect(nearest(['HEL-2 added fail'], TABLE)).toEqual(['deaf', 'twin']);
    const three = { ...TABLE, third: ['HEL-2 added fail', 'HEL-4 x fail'] };
    expect(nearest(['HEL-2 added fail'], three)).toEqual(['deaf', 'twin', 'third']);
    const more = (count: number): Record<string, string[]> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`bug ${i}`, ['HEL-2 added fail', `HEL-5 x${i} fail`]]),
      );
    expect(nearest(['HEL-2 added fail'], more(3))).toHaveLength(3);
    expect(nearest(['HEL-2 added fail'], more(4))).toEqual([]);
  });

  describe('what was measured', () => {
    const steady = (rhythm: Manner['rhythm']): Manner => ({ rhythm, ends: false });
    const schedule = {
      never: ['HEL-1 schedule fail', 'HEL-1 traffic fail'],
      'every-3s': ['HEL-1 schedule fail', 'HDR-3 x fail', 'TLV-3 x fail', 'SIZ-3 x fail'],
      'every-500ms': ['HEL-1 schedule fail', 'HEL-1 traffic fail'],
      twice: ['HEL-1 schedule fail', 'HEL-1 traffic fail'],
      stops: ['HEL-1 schedule fail', 'HEL-1 traffic fail'],
    };
    const manners = {
      never: steady('none'),
      'every-3s': steady(3000),
      'every-500ms': steady(500),
      twice: steady('uneven'),
    };
    const like = (rhythm: Manner['rhythm'], symptoms: readonly string[] = schedule.never): string[] =>
      nearest(symptoms, schedule, steady(rhythm), manners);

    it('decides between those that fail the same, and contradicts the others', () => {
      expect(like('none')).toEqual(['never']);
      expect(like(500)).toEqual(['every-500ms']);
      // Which rows it fails is chance: HEL-1 and its rhythm are enough.
      expect(like(2950)).toEqual(['every-3s']);
      expect(like(2000)).toEqual([]);
      expect(like(1000)).toEqual(['twice', 'stops']);
      expect(like('uneven')).toEqual(['every-500ms', 'twice', 'stops']);
      // Four fit as well as each other.
      expect(like(null)).toEqual([]);
    });

    it('says nothing where another row is broken first, but whether it ended', () => {
      const table = { crash: ['TLV-4 x fail', 'ROB-1 y fail'], hang: ['TLV-4 x fail', 'ROB-1 y fail'] };
      const ends: Manner = { rhythm: 1000, ends: true };
      const named = (seen: Manner): string[] => nearest(table.crash, table, seen, { crash: ends });
      expect(named({ rhythm: 3000, ends: true })).toEqual(['crash']);
      expect(named({ rhythm: 'none', ends: false })).toEqual(['hang']);
      expect(named(UNKNOWN)).toEqual(['crash', 'hang']);
    });
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
    expect(Object.keys(MANNERS).filter((name) => SYMPTOMS[name] === undefined)).toEqual([]);
    expect(MANNERS['hello-3s']).toEqual({ rhythm: 3000, ends: false });
    expect(MANNERS['crash-on-short']).toEqual({ rhythm: 1000, ends: true });
  });
});
