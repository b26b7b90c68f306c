import { describe, expect, test } from 'vitest';
import { closingText, summaryJson, summaryText } from '../../src/report/sniff-summary.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { Summary } from '../../src/sniff/summary.ts';
import { summaryFacts } from '../../src/sniff/summary-facts.ts';

const SUMMARY = new Summary();
const FACTS = summaryFacts(SUMMARY);
const PLAIN = makeTheme(0);

const WHY = 'only whole captures are';
const LOOK = { theme: PLAIN, zone: 'utc', lang: 'en' } as const;

describe('of a live capture', () => {
  test('drops are said to be unknown, or how many there are at least', () => {
    expect(closingText(SUMMARY, 0, new Set(), { dropped: null, lost: 0 })).toMatch(/, drops unknown$/);
    expect(closingText(SUMMARY, 0, new Set(), { dropped: null, lost: 7 })).toMatch(/, drops at least 7$/);
    expect(summaryText(FACTS, { dropped: null, lost: 7 }, WHY, LOOK)).toMatch(/^drops +at least 7$/m);
    expect(summaryJson(FACTS, { dropped: null, lost: 7 }, WHY)).toMatchObject({
      drops: 'unknown',
      lost: 7,
    });
  });
});

test('drops that were counted are a number', () => {
  expect(closingText(SUMMARY, 0, new Set(), { dropped: 0, lost: 0 })).toMatch(/, drops 0$/);
  expect(summaryText(FACTS, { dropped: 5, lost: 7 }, WHY, LOOK)).toMatch(/^drops +12$/m);
  expect(summaryJson(FACTS, { dropped: 5, lost: 0 }, WHY)).toMatchObject({ drops: 5, lost: 0 });
});

test('a file has no drops to speak of', () => {
  expect(closingText(SUMMARY, 0, new Set(), null)).not.toContain('drops');
  expect(summaryText(FACTS, null, WHY, LOOK)).not.toContain('drops');
  expect(summaryJson(FACTS, null, WHY)).not.toHaveProperty('drops');
});
