import { describe, expect, it } from 'vitest';
import { SINGULARS } from '../../src/lang/english.ts';
import { FRENCH } from '../../src/lang/french.ts';
import { counted, inWords, sentence, tell } from '../../src/lang/sentence.ts';
import type { Value } from '../../src/lang/value.ts';

const SLOT = /\{(\w+)\}/g;
const ROWS = Object.entries(SINGULARS) as [string, (values: Readonly<Record<string, number>>) => string][];

/** The template with that figure in each slot, not yet filled. */
function reading([text, form]: (typeof ROWS)[number], figure: number): string {
  return form(Object.fromEntries(Array.from(text.matchAll(SLOT), ([, name = '']) => [name, figure])));
}

describe('English of one', () => {
  it('is of sentences that there are', () => {
    expect(ROWS.length).toBeGreaterThan(40);
    expect(ROWS.map(([text]) => text).filter((text) => !Object.hasOwn(FRENCH, text))).toEqual([]);
  });

  it('is the template for none and for several, and another with the same slots for one', () => {
    for (const row of ROWS) {
      const [text] = row;
      expect([reading(row, 0), reading(row, 7)]).toEqual([text, text]);
      expect(reading(row, 1)).not.toBe(text);
      const slots = (words: string): string[] => Array.from(words.matchAll(SLOT), ([slot]) => slot);
      expect(slots(reading(row, 1))).toEqual(slots(text));
    }
  });
});

it.each([
  [0, '0 answers hold every peer that they owe', '0 réponse nomme chaque pair dû'],
  [1, '1 answer holds every peer that it owes', '1 réponse nomme chaque pair dû'],
  ['1', '1 answer holds every peer that it owes', '1 réponse nomme chaque pair dû'],
  [2, '2 answers hold every peer that they owe', '2 réponses nomment chaque pair dû'],
  ['1,234', '1,234 answers hold every peer that they owe', '1,234 réponses nomment chaque pair dû'],
  [
    counted(1, 'pair'),
    '1 pair answer holds every peer that it owes',
    '1 couple réponse nomme chaque pair dû',
  ],
] as const)('%j is counted right in both languages', (count: Value, english, french) => {
  const said = sentence('{count} answers hold every peer that they owe', { count });
  expect(inWords('en', said)).toBe(english);
  expect(inWords('fr', said).replaceAll('\u00a0', ' ')).toBe(french);
});

it('several figures of one sentence agree each for itself', () => {
  const text =
    '{peer} is connected and missing in {count} answers, and {more} others; the last of them lists {listed} peers';
  const [peer, count] = ['127.0.0.1:4200', 1];
  expect(tell('en', text, { peer, count, more: 2, listed: 1 })).toBe(
    '127.0.0.1:4200 is connected and missing in 1 answer, and 2 others; it lists 1 peer',
  );
  expect(tell('fr', text, { peer, count: 3, more: 1, listed: 0 })).toBe(
    '127.0.0.1:4200 est connecté et manque dans 3 réponses, et 1 autre\u00a0; la dernière nomme 0 pair',
  );
  const pairings = (left: number): string =>
    tell('fr', '{head}; {pairings} not tried', { head: 'x', pairings: counted(left, 'pairing') });
  expect([pairings(1), pairings(4)]).toEqual([
    'x\u00a0; 1\u00a0rencontre pas essayée',
    'x\u00a0; 4\u00a0rencontres pas essayées',
  ]);
});
