import { describe, expect, it } from 'vitest';
import { EXPLANATIONS, explanation } from '../../src/oracle/explanation.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';

const IDS = REQUIREMENTS.map(({ id }) => id);

describe('the explanations', () => {
  it('are one for each requirement, in their order', () => {
    expect(Object.keys(EXPLANATIONS)).toEqual([
      ...IDS.filter((id) => !/^(ROB|SIZ)/.test(id)),
      ...IDS.filter((id) => id.startsWith('SIZ')),
      ...IDS.filter((id) => id.startsWith('ROB')),
    ]);
  });

  it('say something in whole sentences, each something else', () => {
    const all = Object.values(EXPLANATIONS);
    for (const { meaning, mistakes } of all) {
      expect(meaning).toMatch(/^[A-Z].{60,}\.$/s);
      expect(meaning.match(/\.(\s|$)/g)?.length).toBeGreaterThan(1);
      expect(mistakes.length).toBeGreaterThan(0);
      expect(mistakes.length).toBeLessThan(4);
      for (const mistake of mistakes) expect(mistake.length).toBeGreaterThan(30);
    }
    const texts = all.flatMap(({ meaning, mistakes }) => [meaning, ...mistakes]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('are missing for no row without a word', () => {
    expect(() => explanation('TLV-99')).toThrow('no explanation of TLV-99');
  });
});
