import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// DESIGN §2: a folder imports only folders named above it; the tools do not import each other.
const LAYERS = ['wire', 'node', 'lang', 'oracle', 'capture', 'net', 'TOOLS', 'report', 'cli'] as const;
const TOOLS = ['send', 'sniff', 'check', 'fuzz', 'simulate', 'interop'];
const PURE = ['wire', 'node'];
const MAX_LINES = 300;
const IMPURE =
  /\b(Date\.now|performance\.|setTimeout|setInterval|setImmediate|Math\.random|process\.|console\.|Buffer\b)/;
const BAD_NAMES = /(^|[/-])(utils?|helpers?|manager|misc|common)([.-]|$)/i;

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(): Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));
}

function imports({ path, text }: Source): string[] {
  const specifiers = [...text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+)'([^']+)'/gm)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((name) =>
    name.startsWith('.') ? relative(SRC, resolve(SRC, dirname(path), name)) : name,
  );
}

/** The place of a folder in the order; -1 for a file of none (index.ts). */
function layer(folder: string): number {
  return (LAYERS as readonly string[]).indexOf(TOOLS.includes(folder) ? 'TOOLS' : folder);
}

/** What is wrong with the imports of one file. */
function wrongImports(source: Source): string[] {
  const [own = ''] = source.path.split('/');
  if (!source.path.includes('/')) return [];
  return imports(source).flatMap((target) => {
    const [folder = ''] = target.split('/');
    if (!target.endsWith('.ts')) return PURE.includes(own) ? [`${source.path} imports ${target}`] : [];
    if (folder === own) return [];
    const below = layer(folder) >= 0 && layer(folder) < layer(own);
    return below ? [] : [`${source.path} imports ${target}`];
  });
}

describe('the layout', () => {
  const all = sources();

  it('has every source in a folder of the layout', () => {
    const outside = all.filter(({ path }) => path.includes('/') && layer(path.split('/')[0] ?? '') < 0);
    expect(outside.map(({ path }) => path)).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('imports only folders above', () => {
    expect(all.flatMap(wrongImports)).toEqual([]);
  });

  it('would see a wrong import', () => {
    const planted = (path: string, text: string): string[] => wrongImports({ path, text });
    expect(planted('wire/x.ts', "import { y } from '../node/y.ts';")).toHaveLength(1);
    expect(planted('wire/x.ts', "import { readFileSync } from 'node:fs';")).toHaveLength(1);
    expect(planted('send/x.ts', "import type { Y } from '../sniff/y.ts';")).toHaveLength(1);
    expect(planted('net/x.ts', "const y = await import('../cli/y.ts');")).toHaveLength(1);
    expect(planted('check/probes/x.ts', "import { y } from '../../report/y.ts';")).toHaveLength(1);
    expect(planted('cli/x.ts', "import { y } from '../wire/y.ts';")).toEqual([]);
  });

  // Types vanish when the code runs: two files may name each other's.
  it('has no cycle of files that run', () => {
    const runs = ({ path, text }: Source): Source => ({
      path,
      text: text.replace(/^import type [^;]*;$/gm, ''),
    });
    const graph = new Map(
      all.map(runs).map((source) => [source.path, imports(source).filter((name) => name.endsWith('.ts'))]),
    );
    expect(cycle(graph)).toBeNull();
  });

  it('keeps wire and node free of time, chance and the machine', () => {
    const impure = all.filter(
      ({ path, text }) => PURE.includes(path.split('/')[0] ?? '') && IMPURE.test(code(text)),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('prints and exits only in the command line', () => {
    const printing = all.filter(
      ({ path, text }) => !path.startsWith('cli/') && /console\.|process\.stdout/.test(code(text)),
    );
    expect(printing.map(({ path }) => path)).toEqual([]);
  });

  it('keeps files small and named by what they hold', () => {
    const long = all.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES).map(({ path }) => path);
    expect(long).toEqual([]);
    expect(all.map(({ path }) => path).filter((path) => BAD_NAMES.test(path))).toEqual([]);
  });

  it('imports fast-check nowhere but in fuzz, chalk in the theme alone', () => {
    const users = (name: string): string[] =>
      all.filter((source) => imports(source).includes(name)).map(({ path }) => path);
    expect(users('fast-check').filter((path) => !path.startsWith('fuzz/'))).toEqual([]);
    expect(users('chalk')).toEqual(['report/theme.ts']);
    expect(users('cac')).toHaveLength(1);
  });
});

/** The text without comments, so that a word in prose is no use of the thing. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}

function cycle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of graph.get(path) ?? []) {
      const found = visit(next, [...trail, path]);
      if (found !== null) return found;
    }
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const found = visit(path, []);
    if (found !== null) return found;
  }
  return null;
}
