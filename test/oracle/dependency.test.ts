import { describe, expect, it } from 'vitest';
import { EXPLAINS, EXPLAINS_WITHOUT_HELLO, needsOf, rootCauses } from '../../src/oracle/dependency.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import type { Judgement, Verdict } from '../../src/oracle/verdict.ts';

const IDS = new Set(REQUIREMENTS.map(({ id }) => id));
const ALL: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...IDS].map((id) => [id, [...(EXPLAINS[id] ?? []), ...(EXPLAINS_WITHOUT_HELLO[id] ?? [])]]),
);

function row(requirement: string, verdict: Verdict, check = 'c'): Judgement {
  return { requirement, check, verdict, expected: '', actual: '', hint: null, evidence: [] };
}

/** `HEL-1 fail` and so on -> the same with what became of it. */
function verdicts(rows: readonly string[], options: { greeted?: boolean; died?: string } = {}): string[] {
  const judgements = rows.map((text) => {
    const [id = '', verdict = ''] = text.split(' ');
    return row(id, verdict as Verdict);
  });
  const caused = rootCauses(judgements, {
    greeted: options.greeted ?? true,
    died: (one) => one.verdict === 'fail' && one.requirement === options.died,
  });
  return caused.map(({ judgement, because }) =>
    [judgement.requirement, judgement.verdict, ...(because === null ? [] : [because])].join(' '),
  );
}

describe('the rows that explain others', () => {
  it('are rows of the protocol', () => {
    const named = [
      ...Object.keys(EXPLAINS),
      ...Object.keys(EXPLAINS_WITHOUT_HELLO),
      ...Object.values(ALL).flat(),
    ];
    expect([...named, ...[...IDS].flatMap(needsOf)].filter((id) => !IDS.has(id))).toEqual([]);
  });

  it('go in no circle, so that no failure explains itself away', () => {
    const circle = (id: string, trail: readonly string[]): string[] | null => {
      if (trail.includes(id)) return [...trail, id];
      for (const cause of ALL[id] ?? []) {
        const found = circle(cause, [...trail, id]);
        if (found !== null) return found;
      }
      return null;
    };
    expect([...IDS].map((id) => circle(id, [])).filter((found) => found !== null)).toEqual([]);
  });

  it('never need themselves', () => {
    expect([...IDS].filter((id) => needsOf(id).includes(id))).toEqual([]);
  });
});

describe('root causes', () => {
  it('leave the cause and skip what rests on it, through what does not pass', () => {
    expect(verdicts(['TLV-1 fail', 'HEL-1 fail', 'REQ-6 warn'])).toEqual([
      'TLV-1 fail',
      'HEL-1 skipped TLV-1',
      'REQ-6 skipped TLV-1',
    ]);
    expect(verdicts(['HEL-2 fail', 'HEL-3 inconclusive', 'HEL-4 fail'])).toEqual([
      'HEL-2 fail',
      'HEL-3 skipped HEL-2',
      'HEL-4 skipped HEL-2',
    ]);
  });

  it('take what is told to others than who asked for an answer that went astray', () => {
    expect(verdicts(['REQ-1 fail', 'REQ-9 warn'])).toEqual(['REQ-1 fail', 'REQ-9 skipped REQ-1']);
    expect(verdicts(['REQ-1 pass', 'REQ-9 warn'])).toEqual(['REQ-1 pass', 'REQ-9 warn']);
  });

  it('take answers from another port, or without a header, for answers that are not seen', () => {
    expect(verdicts(['HDR-5 fail', 'REQ-1 fail'])).toEqual(['HDR-5 fail', 'REQ-1 skipped HDR-5']);
    expect(verdicts(['HDR-2 fail', 'REQ-1 fail'])).toEqual(['HDR-2 fail', 'REQ-1 skipped HDR-2']);
  });

  it('blame a length that is counted wrongly for what stands behind it', () => {
    expect(verdicts(['TLV-1 fail', 'HDR-3 fail', 'ADR-1 fail', 'TLV-3 fail', 'REQ-9 warn'])).toEqual([
      'TLV-1 fail',
      'HDR-3 skipped TLV-1',
      'ADR-1 skipped TLV-1',
      'TLV-3 skipped TLV-1',
      'REQ-9 skipped TLV-1',
    ]);
  });

  it('do not take a failure through a doubt that has another cause', () => {
    expect(verdicts(['REQ-1 fail', 'HDR-3 inconclusive', 'ADR-1 fail'])).toEqual([
      'REQ-1 fail',
      'HDR-3 skipped REQ-1',
      'ADR-1 fail',
    ]);
    expect(verdicts(['REQ-1 fail', 'HDR-3 inconclusive', 'ADR-1 inconclusive'])[2]).toBe(
      'ADR-1 skipped REQ-1',
    );
  });

  it('do not go through a row that passes', () => {
    expect(verdicts(['HEL-5 pass', 'ADR-2 fail', 'REQ-4 warn'])).toEqual([
      'HEL-5 pass',
      'ADR-2 fail',
      'REQ-4 warn',
    ]);
  });

  it('are failures: a warning or a doubt explains nothing', () => {
    const rows = ['TLV-1 warn', 'HEL-1 fail'];
    expect(verdicts(rows)).toEqual(rows);
    const doubt = ['HEL-2 inconclusive', 'HEL-3 fail'];
    expect(verdicts(doubt)).toEqual(doubt);
  });

  it('do not let a wrong pace hide a newcomer that is ignored, but a silent node has one fault', () => {
    const rows = ['HEL-1 fail', 'HEL-2 fail'];
    expect(verdicts(rows)).toEqual(rows);
    expect(verdicts(rows, { greeted: false })).toEqual(['HEL-1 fail', 'HEL-2 skipped HEL-1']);
  });

  it('skip what could not be tried, and name the failure behind it', () => {
    expect(verdicts(['TLV-5 fail', 'HEL-1 fail', 'TLV-2 inconclusive'])).toEqual([
      'TLV-5 fail',
      'HEL-1 skipped TLV-5',
      'TLV-2 skipped TLV-5',
    ]);
    expect(verdicts(['ADR-1 fail', 'REQ-7 inconclusive'])).toEqual(['ADR-1 fail', 'REQ-7 inconclusive']);
  });

  it('leave a death where it happened, and let it explain nothing', () => {
    expect(verdicts(['HDR-4 fail', 'TLV-4 fail'], { died: 'TLV-4' })).toEqual(['HDR-4 fail', 'TLV-4 fail']);
    expect(verdicts(['HDR-4 fail', 'TLV-4 fail'], { died: 'HDR-4' })).toEqual(['HDR-4 fail', 'TLV-4 fail']);
  });

  it('say in the hint what is to be mended first', () => {
    const [, second, third] = rootCauses(
      [row('HEL-2', 'fail'), row('HEL-3', 'fail'), row('REQ-7', 'inconclusive')],
      {
        greeted: true,
        died: () => false,
      },
    );
    expect(second?.judgement.hint).toBe('rests on HEL-2, which failed: mend that first');
    expect(third?.judgement.hint).toBe('could not be tried: HEL-2 failed');
  });

  it('always leave a failure where there was one', () => {
    for (const cause of IDS) {
      const rows = [...IDS].map((id) => `${id} ${id === cause ? 'fail' : 'inconclusive'}`);
      expect(verdicts(rows, { greeted: false }).filter((text) => text.endsWith(' fail'))).toHaveLength(1);
    }
    const everything = [...IDS].map((id) => `${id} fail`);
    expect(verdicts(everything).some((text) => text.endsWith(' fail'))).toBe(true);
  });
});
