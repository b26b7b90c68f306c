import { describe, expect, it } from 'vitest';
import { CHECKS, PROBES, SHOWN_BY } from '../../../src/check/catalogue.ts';
import { select } from '../../../src/cli/commands/check-select.ts';

function ids(only: readonly string[], skip: readonly string[] = []): string[] {
  return [...new Set(select(only, skip).probes.map((probe) => probe.requirement))];
}

describe('the selection of checks', () => {
  it('is everything by default', () => {
    expect(select([], []).probes).toEqual(PROBES);
    expect(select([], []).wanted('TLV-2', 'unknown-tlv-skipped')).toBe(true);
  });

  it('takes families, ids and checks, with commas or one by one, whatever their case', () => {
    // The last one shows what TLV-5 judges.
    expect(ids(['TLV'])).toEqual(['TLV-1', 'TLV-2', 'TLV-3', 'TLV-4', 'TLV-6', 'REQ-3']);
    expect(ids(['tlv-2,HEL-1'])).toEqual(['TLV-2', 'HEL-1']);
    expect(ids(['TLV-2', 'hello-schedule'])).toEqual(['TLV-2', 'HEL-1']);
    expect(select(['unknown-tlv'], []).probes.map((probe) => probe.check)).toEqual(['unknown-tlv-skipped']);
  });

  it('takes a probe for any row that it judges, and wants that row alone', () => {
    const { probes, wanted } = select(['HDR-2'], []);
    expect(probes.map(({ check }) => check)).toEqual(['long-list-complete']);
    expect(wanted('HDR-2', 'long-answer')).toBe(true);
    expect(wanted('REQ-3', 'long-list-complete')).toBe(false);
    expect(select(['REQ-8'], []).probes.map(({ check }) => check)).toContain('hello-not-returned');
    expect(select(['REQ-8'], ['hello-not']).probes.map(({ check }) => check)).toEqual(['requests-watched']);
    expect(select([], ['REQ-3']).probes.map(({ check }) => check)).not.toContain('long-list-complete');
    expect(select(['hello-overheard'], []).wanted('HEL-1', 'hello-overheard')).toBe(true);
  });

  it('names each row that any probe judges', () => {
    for (const { requirement, check } of CHECKS)
      expect(select([requirement], []).wanted(requirement, check)).toBe(true);
  });

  it('leaves out what is skipped, also of what was asked for', () => {
    expect(ids([], ['TLV'])).not.toContain('TLV-2');
    expect(ids([], ['TLV'])).toContain('HEL-1');
    expect(ids(['TLV'], ['TLV-2,extra-bytes'])).toEqual(['TLV-1', 'TLV-4', 'TLV-6', 'REQ-3']);
    expect(ids(['TLV'], ['TLV-5'])).toEqual(['TLV-1', 'TLV-2', 'TLV-3', 'TLV-4', 'TLV-6']);
    expect(select([], ['TLV-5']).wanted('TLV-5', 'sent-tlvs')).toBe(false);
    expect(select([], ['TLV-5']).wanted('SIZ-1', 'sent-size')).toBe(true);
  });

  it('makes some traffic for what only watches traffic', () => {
    const { probes, wanted } = select(['REQ-7'], []);
    expect(probes).toHaveLength(1);
    expect(wanted('REQ-7', 'answer-in-time')).toBe(true);
    expect(wanted(probes[0]?.requirement ?? '', probes[0]?.check ?? '')).toBe(false);
  });

  it('takes the probes that show what only watches traffic, and wants nothing else of them', () => {
    const { probes, wanted } = select(['REQ-10'], []);
    expect(probes.map(({ check }) => check)).toEqual(['address-byte-order']);
    expect(wanted('REQ-10', 'nothing-invented')).toBe(true);
    expect(wanted('ADR-2', 'address-byte-order')).toBe(false);
    expect(select(['SIZ-1'], ['long-list']).probes.map(({ check }) => check)).not.toContain(
      'long-list-complete',
    );
    // By its own name it goes with what is named beside it.
    expect(select(['alive', 'silent-dropped'], []).probes.map(({ check }) => check)).toEqual([
      'silent-dropped',
    ]);
    expect(select(['nothing-invented'], []).probes).toEqual(probes);
    const known = PROBES.map(({ check }) => check);
    for (const check of Object.values(SHOWN_BY).flat()) expect(known).toContain(check);
  });

  it('refuses a word that names nothing, and a selection of nothing', () => {
    expect(() => select(['TLV-9'], [])).toThrow('--only TLV-9 names no check');
    expect(() => select([], ['nonsense'])).toThrow('--skip nonsense names no check');
    expect(() => select([''], [])).toThrow('needs a name');
    expect(() => select(['TLV-2'], ['TLV'])).toThrow('no check is selected');
  });
});
