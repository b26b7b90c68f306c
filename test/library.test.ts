import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

interface Export {
  readonly name: string;
  readonly text: string;
}

/** What `index.ts` hands out, each with the source that declares it. */
function exports(): Export[] {
  const index = readFileSync(`${SRC}index.ts`, 'utf8');
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/(.*?)';$/gm)].flatMap(
    ([, names = '', file = '']) => {
      const text = readFileSync(`${SRC}${file}`, 'utf8');
      const words = names.split(',').map((name) => name.trim().replace(/^type /, ''));
      return words.filter((name) => name !== '').map((name) => ({ name, text }));
    },
  );
}

const DOC = String.raw`/\*\*(?:(?!\*/)[^])+\*/\n`;
const KIND = 'const|class|function|async function|async function\\*|function\\*|interface|type';

/** The comment that stands in front of the declaration; null if there is none. */
function docOf({ name, text }: Export): string | null {
  return new RegExp(`(${DOC})(?://.*\\n)*export (?:${KIND}) ${name}\\b`).exec(text)?.[1] ?? null;
}

/** The public members of a class, and whether a comment stands in front of each. */
function members({ name, text }: Export): [member: string, told: boolean][] {
  const [, body = ''] = new RegExp(`^export class ${name}\\b[^\\n]*\\{\\n(.*?)^\\}`, 'ms').exec(text) ?? [];
  const found = body.matchAll(/((?:^ {2}(?:\/\*\*.*|\*.*| \*.*)\n)*)^ {2}(?:async |get |\*)?([a-z]\w*)\(/gim);
  return Array.from(found, ([, doc = '', member = '']) => [member, doc !== '' || member === 'constructor']);
}

describe('the library', () => {
  const all = exports();

  it('hands out what it is for', () => {
    const names = all.map(({ name }) => name);
    for (const name of [
      'dissect',
      'encode',
      'Walk',
      'Node',
      'readCapture',
      'PcapngWriter',
      'judgeOverheard',
      'check',
    ])
      expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says of every export what it is', () => {
    expect(all.filter((one) => docOf(one) === null).map(({ name }) => name)).toEqual([]);
    const classes = all.filter(({ name, text }) => text.includes(`export class ${name} `));
    expect(classes.map(({ name }) => name)).toEqual(expect.arrayContaining(['Node', 'Walk', 'VirtualClock']));
    for (const one of classes) {
      expect(members(one).length).toBeGreaterThan(1);
      expect([one.name, members(one).filter(([, told]) => !told)]).toEqual([one.name, []]);
    }
  });

  // What the bytes mean comes from a place in the text.
  it.each(['dissect', 'parse', 'encode', 'encodeAll', 'craft', 'Walk', 'TLVS', 'HEADER'])(
    '%s names the section that it comes from',
    (name) => {
      const one = all.find((candidate) => candidate.name === name);
      expect(one && docOf(one)).toMatch(/§\d/);
    },
  );

  it('would see a comment that is missing', () => {
    const text =
      '/** Says. */\nexport class A {\n  /** Does. */\n  run() {}\n\n  stop() {}\n}\n\nexport type B = 1;\n';
    expect([docOf({ name: 'A', text }), docOf({ name: 'B', text })]).toEqual(['/** Says. */\n', null]);
    expect(members({ name: 'A', text })).toEqual([
      ['run', true],
      ['stop', false],
    ]);
  });
});
