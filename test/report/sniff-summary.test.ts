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

describe('of many nodes', () => {
  const summary = new Summary();
  const hello = Uint8Array.of(104, 1, 1, 2);
  const say = (from: number, to: number, times: number): void => {
    for (let i = 0; i < times; i++) {
      summary.content.read(hello, 0, hello.length, hello.length);
      const { statistics } = summary;
      const [source, destination] = [from, to].map((low) => ({ address: `10.0.0.${low}`, port: 4200 }));
      if (source === undefined || destination === undefined) throw new Error('no such end');
      statistics.add(statistics.flow(source, destination), i * 1e6, summary.content);
    }
  };
  // 1 to 25 speak, the later the more; 2 gets answers; 100 to 109 are spoken to and silent.
  for (let node = 1; node <= 25; node++) say(node, 2, node);
  say(2, 24, 4);
  for (let node = 100; node < 110; node++) say(1, node, 1);
  const lines = summaryText(summaryFacts(summary), null, WHY, LOOK).split('\n');

  test('the first are shown, the others counted', () => {
    expect(lines).toContain('nodes      25, the first 20 and 5 more');
    expect(lines.filter((line) => /^ {2}10\.0\.0\.\d+:4200 {2}sent/.test(line))).toHaveLength(20);
    expect(lines).toContain('  10.0.0.25:4200  sent 25 (100 bytes), received 0');
    expect(lines.find((line) => line.startsWith('silent'))).toMatch(
      /^silent +10\.0\.0\.100:4200, .* and 2 more$/,
    );
  });

  test('both directions of a conversation are one line', () => {
    expect(lines).toContain('conversations 35, the first 20 and 15 more');
    const [both] = lines.filter((line) => line.includes('10.0.0.24:4200 <>'));
    expect(both).toBe(
      '  10.0.0.24:4200 <> 10.0.0.2:4200  24 there, 4 back, 112 bytes, 00:00:00.000000 to 00:00:23.000000',
    );
  });
});
