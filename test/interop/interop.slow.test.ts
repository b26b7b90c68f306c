import { describe, expect, it } from 'vitest';
import { BUGS } from '../../src/node/bugs/table.ts';
import { DIALECT_KEYS, dialectValues } from '../../src/node/dialect.ts';
import { configured, englishLeft, faults, open, virtualInterop } from '../support/virtual-interop.ts';

describe('nodes in virtual time', () => {
  it('that list whom they know are not blamed for a stopped one, and those that ask nobody are unsupported', async () => {
    const result = await virtualInterop([configured(null, { list: 'known' }), configured('requests-never')]);
    expect(faults(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
    const unsupported = open(result).filter((text) => text.includes('asked'));
    expect(unsupported.map((text) => text.slice(0, 24))).toEqual([
      'B>A hearsay unsupported:',
      'B>B hearsay unsupported:',
    ]);
  });

  // One for each test; the other node, which conforms, is never named.
  it.each([
    ['newcomer-ignored', ['find HEL-2 B']],
    ['hello-3s', ['keep HEL-1 B']],
    ['answers-nobody', ['hearsay REQ-1 B', 'keep REQ-1 B']],
    ['announced-ignored', ['hearsay ADR-1 B']],
    ['expiry-never', ['lose HEL-4 B']],
    ['version-0-sent', ['find HDR-2 B', 'words HDR-2 B']],
  ])('%s is named by what it breaks', async (bug, expected) => {
    const result = await virtualInterop([configured(null), configured(bug)], { timeMs: 25_000 });
    expect(faults(result)).toEqual(expected);
    expect(result.verdict).toBe('fail');
    expect(JSON.stringify(result)).not.toContain('[object');
    expect(englishLeft(result)).toEqual([]);
    const [alone] = result.pairings;
    expect(alone?.outcome).toBe('pass');
  });

  it('are not blamed for what a lossy link swallows', async () => {
    const link = { loss: 0.03, jitterMs: 30, duplicate: 0.02, seed: 7 };
    const result = await virtualInterop([configured(null), configured(null)], { link });
    expect(faults(result)).toEqual([]);
  });
});

// What somebody else's pairings show of one is nothing to the other: for every bug on purpose, and many free choices.
describe('the node that conforms', () => {
  it('is never named, whatever the other does', { timeout: 300_000 }, async () => {
    const seen: string[] = [];
    // Each fourth: all of them take a minute.
    for (const { name } of BUGS.filter((_, i) => i % 4 === 0)) {
      const found = faults(await virtualInterop([configured(null), configured(name)]));
      expect(
        found.filter((fault) => fault.endsWith(' A')),
        name,
      ).toEqual([]);
      if (found.length > 0) seen.push(name);
    }
    // Many show in answers of hundreds, or to what no node says: check finds those.
    expect(seen.length).toBeGreaterThanOrEqual(10);
  });

  it('is never named among others that choose differently', { timeout: 300_000 }, async () => {
    for (const key of DIALECT_KEYS) {
      for (const value of dialectValues(key)) {
        const other = configured(null, { [key]: value });
        expect(faults(await virtualInterop([configured(null), other])), `${key}=${value}`).toEqual([]);
      }
    }
  });
});
