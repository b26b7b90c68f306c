import { describe, expect, it } from 'vitest';
import { type Behaviour, nearest, symptomsOf, triggerOf } from '../../src/check/likeness.ts';
import { type Manner, type Rhythm, UNKNOWN, USUAL } from '../../src/check/manner.ts';
import { BEHAVIOURS } from '../../src/check/symptoms.ts';
import { sentence, verbatim } from '../../src/lang/sentence.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { type Judgement, judging } from '../../src/oracle/verdict.ts';

function fails(...symptoms: string[]): Behaviour {
  return { symptoms, manner: UNKNOWN, trigger: null };
}

const TABLE = {
  slow: fails('HEL-1 schedule fail', 'HEL-2 added warn'),
  deaf: fails('HEL-2 added fail', 'HEL-3 renewed fail'),
  twin: fails('HEL-2 added fail', 'HEL-6 back fail'),
};

describe('what a target behaves like', () => {
  it('is the bug with the same symptoms, or nearly', () => {
    expect(nearest(fails('HEL-1 schedule fail', 'HEL-2 added warn'), TABLE)).toEqual(['slow']);
    expect(nearest(fails('HEL-1 schedule fail'), TABLE)).toEqual(['slow']);
    const near = fails('HEL-2 added fail', 'HEL-3 renewed fail', 'HEL-6 back warn');
    expect(nearest(near, TABLE)).toEqual(['deaf']);
  });

  it('is nothing if less than half is shared, or something else failed first', () => {
    expect(nearest(fails('HEL-1 schedule fail', 'a b fail', 'c d fail', 'e f fail'), TABLE)).toEqual([]);
    expect(nearest(fails('HDR-2 x fail', 'HEL-1 schedule fail', 'HEL-2 added warn'), TABLE)).toEqual([]);
    expect(nearest(fails(), TABLE)).toEqual([]);
  });

  it('is each of up to three that are equally near, none of more', () => {
    expect(nearest(fails('HEL-2 added fail'), TABLE)).toEqual(['deaf', 'twin']);
    const three = { ...TABLE, third: fails('HEL-2 added fail', 'HEL-4 x fail') };
    expect(nearest(fails('HEL-2 added fail'), three)).toEqual(['deaf', 'twin', 'third']);
    const four = { ...three, fourth: fails('HEL-2 added fail', 'HEL-5 x fail') };
    expect(nearest(fails('HEL-2 added fail'), four)).toEqual([]);
  });

  it('is, of those that are equally near, the one that broke the row where the target did', () => {
    const [hello, request] = ['hello,extra=01 from a newcomer', 'peer-request,extra=01'];
    const table = {
      all: { ...fails('TLV-3 extra fail'), trigger: hello },
      hello: { ...fails('TLV-3 extra fail'), trigger: hello },
      request: { ...fails('TLV-3 extra fail'), trigger: request },
      silent: fails('TLV-3 extra fail'),
    };
    const like = (trigger: string | null): string[] =>
      nearest({ ...fails('TLV-3 extra fail'), trigger }, table);
    expect(like(request)).toEqual(['request']);
    expect(like(hello)).toEqual(['all', 'hello']);
    expect(like('something else')).toEqual([]);
  });

  describe('what was measured', () => {
    const schedule = (rhythm: Rhythm, ...symptoms: string[]): Behaviour => ({
      ...fails('HEL-1 schedule fail', ...symptoms),
      manner: { rhythm, ends: false },
    });
    const table = {
      never: schedule('none', 'HEL-1 traffic fail'),
      'every-3s': schedule(3000, 'HDR-3 x fail', 'TLV-3 x fail', 'SIZ-3 x fail'),
      'every-500ms': schedule(500, 'HEL-1 traffic fail'),
      twice: schedule('uneven', 'HEL-1 traffic fail'),
      stops: schedule(1000, 'HEL-1 traffic fail'),
    };
    const like = (rhythm: Rhythm): string[] => nearest(schedule(rhythm, 'HEL-1 traffic fail'), table);

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
      const crash = { ...fails('TLV-4 x fail', 'ROB-1 y fail'), manner: { rhythm: 1000, ends: true } };
      const hang = { ...crash, manner: USUAL };
      const named = (manner: Manner): string[] => nearest({ ...crash, manner }, { crash, hang });
      expect(named({ rhythm: 3000, ends: true })).toEqual(['crash']);
      expect(named({ rhythm: 'none', ends: false })).toEqual(['hang']);
      expect(named(UNKNOWN)).toEqual(['crash', 'hang']);
    });
  });

  it('takes as trigger what was said where the row first broke that explains the others', () => {
    const broken = (requirement: string, stimulus: string): Judgement => {
      const said = sentence('{stimulus}: expected {expected}; {actual}', {
        stimulus: verbatim(stimulus),
        expected: verbatim('a Hello'),
        actual: verbatim('no Hello came'),
      });
      return judging(requirement, 'x')(
        'fail',
        sentence('{what} ({count} of {all} runs)', { what: said, count: 2, all: 2 }),
      );
    };
    expect(triggerOf([broken('HEL-2', 'later'), broken('HEL-1', 'hello'), broken('HEL-1', 'again')])).toBe(
      'hello',
    );
    expect(
      triggerOf([judging('HEL-1', 'x')('fail', 'no Hello at all'), broken('HEL-2', 'later')]),
    ).toBeNull();
    expect(triggerOf([])).toBeNull();
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
    expect(Object.keys(BEHAVIOURS).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(BEHAVIOURS).length).toBeGreaterThan(20);
    expect(BEHAVIOURS['hello-3s']?.manner).toEqual({ rhythm: 3000, ends: false });
    expect(BEHAVIOURS['crash-on-short']?.manner).toEqual({ rhythm: 1000, ends: true });
  });
});
