import { describe, expect, it } from 'vitest';
import { type Caused, rootCauses } from '../../src/oracle/dependency.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import { progress, STAGES } from '../../src/oracle/stage.ts';
import type { Verdict } from '../../src/oracle/verdict.ts';

/** Every row passes but these. */
function caused(others: Readonly<Record<string, Verdict>>, died: readonly string[] = []): Caused[] {
  const judgements = REQUIREMENTS.map(({ id }) => ({
    requirement: id,
    check: 'c',
    verdict: others[id] ?? ('pass' as const),
    expected: '',
    actual: '',
    hint: null,
    evidence: [],
  }));
  return rootCauses(judgements, {
    greeted: true,
    died: (one) => one.verdict === 'fail' && died.includes(one.requirement),
  });
}

function all(ids: readonly string[], verdict: Verdict): Record<string, Verdict> {
  return Object.fromEntries(ids.map((id) => [id, verdict]));
}

function verdictOf(judged: readonly Caused[], id: string): string {
  const found = judged.find(({ judgement }) => judgement.requirement === id)?.judgement;
  return `${found?.verdict}${found?.hint === null ? '' : `: ${found?.hint}`}`;
}

// What a node shows that has done §2.1 and nothing of §2.2: without an answer, little can be tried.
const FIRST_PART = {
  ...all(['HDR-3', 'TLV-2', 'TLV-3', 'TLV-4', 'HDR-4', 'HEL-3', 'HEL-4', 'HEL-5', 'HEL-6'], 'inconclusive'),
  ...all(['REQ-3', 'REQ-7', 'ADR-2', 'SIZ-2', 'SIZ-3', 'ADR-5', 'ROB-3', 'ROB-5'], 'inconclusive'),
  ...all(['REQ-10', 'REQ-6'], 'not-observed'),
  'REQ-8': 'warn',
  'REQ-1': 'fail',
  'ADR-1': 'fail',
} as const;

describe('the stages of the exercise', () => {
  it('hold every must row exactly once, and no unknown one', () => {
    const rows = STAGES.flatMap((stage) => stage.rows);
    expect(new Set(rows).size).toBe(rows.length);
    const must = REQUIREMENTS.filter(({ level }) => level === 'must').map(({ id }) => id);
    expect(must.filter((id) => !rows.includes(id))).toEqual([]);
    const ids = REQUIREMENTS.map(({ id }) => id);
    const named = STAGES.flatMap((stage) => [...stage.rows, ...stage.advice]);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('are all complete for a node that conforms, all points earned', () => {
    const { stages, completeUpTo, next } = progress(caused({}), true);
    expect(stages.map(({ state }) => state)).toEqual(STAGES.map(() => 'complete'));
    expect(stages.map(({ points, worth }) => points - worth)).toEqual(STAGES.map(() => 0));
    expect([completeUpTo, next]).toEqual(['2.2.5', null]);
  });

  it('stay complete where a row warns within its band, was not observed, or a should is not followed', () => {
    const { completeUpTo } = progress(
      caused({ 'HEL-1': 'warn', 'REQ-8': 'not-observed', 'REQ-2': 'warn' }),
      true,
    );
    expect(completeUpTo).toBe('2.2.5');
  });

  it('say how far a half-finished node has come, and what is next', () => {
    const { stages, completeUpTo, next, judged } = progress(caused({ ...FIRST_PART, 'REQ-8': 'pass' }), true);
    expect(completeUpTo).toBe('2.2.1');
    expect(next).toEqual({ stage: '2.2.2', what: 'answer a Peer Request' });
    expect(stages.map(({ id, state }) => `${id} ${state}`)).toEqual([
      '2.1.1-3 complete',
      '2.1.4 complete',
      '2.1.5 complete',
      '2.1.6 complete',
      '2.2.1 complete',
      '2.2.2 begun',
      '2.2.3 not-reached',
      '2.2.4 not-reached',
      '2.2.5 not-reached',
      'robustness complete',
    ]);
    expect(verdictOf(judged, 'REQ-1')).toBe('fail');
    expect(verdictOf(judged, 'ADR-1')).toBe('skipped: not judged: stage 2.2.4 is not reached');
  });

  it('never leave only a warning where something failed', () => {
    const { judged, next } = progress(caused(FIRST_PART), true);
    expect(verdictOf(judged, 'REQ-1')).toBe('fail');
    expect(next?.stage).toBe('2.2.1');
  });

  it('do not hide a single fault, wherever it is', () => {
    for (const id of STAGES.flatMap((stage) => stage.rows)) {
      expect(verdictOf(progress(caused({ [id]: 'fail' }), true).judged, id), id).toBe('fail');
      const two = progress(caused({ [id]: 'fail', 'HDR-1': 'fail', 'SIZ-2': 'fail' }), true);
      if (id !== 'HDR-4' && id !== 'HDR-1') expect(verdictOf(two.judged, id), id).toBe('fail');
    }
  });

  it('leave a death where it happened', () => {
    const died = { ...FIRST_PART, 'SIZ-2': 'fail' } as const;
    expect(verdictOf(progress(caused(died, ['SIZ-2']), true).judged, 'SIZ-2')).toBe('fail');
    expect(verdictOf(progress(caused(died), true).judged, 'SIZ-2')).toMatch(/^skipped: /);
  });

  it('name what is broken in a stage that is nearly complete', () => {
    const { completeUpTo, next, stages } = progress(caused({ 'TLV-2': 'fail' }), true);
    expect(completeUpTo).toBe('2.1.5');
    expect(next).toMatchObject({ stage: '2.1.6', what: 'mend TLV-2' });
    expect(stages[3]).toMatchObject({ passed: 8, of: 9, points: 0.89, state: 'begun' });
  });

  it('name the cause where what is broken rests on a later stage', () => {
    const { next, judged } = progress(caused({ 'ADR-2': 'fail', 'HEL-2': 'fail', 'HEL-3': 'fail' }), true);
    expect(verdictOf(judged, 'HEL-2')).toContain('rests on ADR-2');
    expect(next).toMatchObject({ stage: '2.1.6', what: 'mend ADR-2' });
  });

  it('begin with sending anything at all', () => {
    const { next } = progress(caused({}), false);
    expect(next?.stage).toBe('2.1.1-3');
  });

  it('say nothing of the whole if only a part was selected', () => {
    const { completeUpTo, next, judged } = progress(
      caused({ 'HDR-2': 'skipped', 'TLV-2': 'fail', 'REQ-1': 'fail' }),
      true,
    );
    expect([completeUpTo, next]).toEqual([null, null]);
    expect(verdictOf(judged, 'REQ-1')).toBe('fail');
  });
});
