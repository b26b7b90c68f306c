import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/check/catalogue.ts';
import { FRENCH } from '../../src/lang/french.ts';
import { french } from '../../src/lang/sentence.ts';
import type { Sentence } from '../../src/lang/value.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { DIALECT, DIALECT_KEYS } from '../../src/node/dialect.ts';
import { EXPLANATIONS } from '../../src/oracle/explanation.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import { STAGES } from '../../src/oracle/stage.ts';
import { ISSUES } from '../../src/wire/issue.ts';

const SLOT = /\{(\w+)\}/g;

function slots(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(SLOT), ([, name = '']) => name))].sort();
}

/** The French of a template, with one and with many in each slot. */
function readings(text: string): string[] {
  return [1, 7].map((count) => {
    const values: Sentence['values'] = Object.fromEntries(slots(text).map((name) => [name, count]));
    return french(text, values) ?? '';
  });
}

describe('the French of what is declared elsewhere', () => {
  // What the compiler does not ask for: tables below the catalogue, or typed more widely.
  it.each([
    ['requirements', REQUIREMENTS.map(({ title }) => title)],
    ['explanations', Object.values(EXPLANATIONS).flatMap((one) => [one.meaning, ...one.mistakes])],
    ['stages', STAGES.flatMap(({ title, task }) => [title, task])],
    ['checks', CHECKS.map(({ title }) => title)],
    ['bugs on purpose', BUGS.map(({ summary }) => summary)],
    ['free choices', DIALECT_KEYS.map((key) => DIALECT[key].meaning)],
    ['values of free choices', DIALECT_KEYS.flatMap((key) => DIALECT[key].values.map(([, does]) => does))],
    ['issues', Object.values(ISSUES).map(({ title }) => title)],
  ] as const)('lacks nothing: %s', (_, texts) => {
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => french(text) === null)).toEqual([]);
  });
});

describe('each French sentence', () => {
  const all = Object.keys(FRENCH);

  it('has the slots of the English one', () => {
    const wrong = all.filter((text) =>
      readings(text).some((said) => String(slots(said)) !== String(slots(text))),
    );
    expect(wrong).toEqual([]);
  });

  it('is composed, and set as French is: no plain space before a sign, no straight quotation marks', () => {
    const wrong = all.filter((text) =>
      readings(text).some((said) => / [:;?!»]|[“”"]/.test(said) || said !== said.normalize('NFC')),
    );
    expect(wrong).toEqual([]);
  });

  it('ends as the English one ends', () => {
    const end = (text: string): string => /[.:?]$/.exec(text)?.[0] ?? '';
    const wrong = all.filter((text) => readings(text).some((said) => end(said) !== end(text)));
    expect(wrong).toEqual([]);
  });
});
