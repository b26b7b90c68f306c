import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/check/catalogue.ts';
import { FRENCH, NOUNS } from '../../src/lang/french.ts';
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

// One from a file becomes no longer in words than it is there (sentence.ts).
it('no template names a slot twice', () => {
  const all = Object.keys(FRENCH).flatMap((text) => [text, ...readings(text)]);
  expect(all.filter((text) => [...text.matchAll(SLOT)].length > slots(text).length)).toEqual([]);
});

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const ROOM = 'lang/french/';

describe('the room of French', () => {
  it('has each sentence once', async () => {
    const modules = readdirSync(`${SRC}${ROOM}`).map((name) => import(`${SRC}${ROOM}${name}`));
    const { NOUNS: nouns, ...rooms } = Object.assign(
      {},
      ...(await Promise.all(modules)),
    ) as typeof import('../../src/lang/french.ts');
    const texts = Object.values(rooms).flatMap((room) => Object.keys(room));
    expect(nouns).toBe(NOUNS);
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  it('has none that nobody says any more', () => {
    const { literals, forms } = spoken();
    const isSaid = (text: string): boolean => literals.has(text) || forms.some((form) => form(text));
    const texts = Object.keys(FRENCH).filter(
      (text) => !isSaid(text) && !isSaid(text.replace('the node ', '')),
    );
    expect(texts).toEqual([]);
    expect(Object.keys(NOUNS).filter((noun) => !literals.has(noun))).toEqual([]);
  });
});

/** What stands in the sources outside of French: texts, names of fields, and what templates may become. */
function spoken(): { literals: ReadonlySet<string>; forms: readonly ((text: string) => boolean)[] } {
  const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('lang/french') && path !== 'lang/english.ts')
    .map((path) => readFileSync(`${SRC}${path}`, 'utf8'))
    .join('\n');
  const all = (pattern: RegExp): string[] => Array.from(code.matchAll(pattern), ([, text = '']) => text);
  const templates = all(/`((?:\\.|[^\\`\n])*)`/g);
  return {
    literals: new Set([
      ...all(/'((?:\\.|[^\\'\n])*)'/g).map((text) => text.replace(/\\(.)/g, '$1')),
      ...all(/"((?:\\.|[^\\"\n])*)"/g),
      ...all(/^ *(\w+):/gm),
      ...templates,
    ]),
    forms: templates.filter((text) => text.includes('${')).map(formOf),
  };
}

/** Whether a text may be a template's; one that is mostly slots is no sign of it. */
function formOf(template: string): (text: string) => boolean {
  const parts = template.split(/\$\{[^}]*\}/);
  const fixed = parts.join('').length;
  const pattern = new RegExp(`^${parts.map((part) => part.replace(/[^\w ]/g, '\\$&')).join('.*')}$`);
  return (text) => fixed >= 5 && fixed * 4 >= text.length && pattern.test(text);
}

it('is loaded by nobody who has not asked for it', () => {
  const folder = fileURLToPath(new URL('../../src', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('lang/french'),
  );
  const loading = files.filter((name) =>
    /^(import|export) (?!type)[^;]*\/french[^;']*\.ts'/m.test(readFileSync(`${folder}/${name}`, 'utf8')),
  );
  expect(loading).toEqual([]);
});
