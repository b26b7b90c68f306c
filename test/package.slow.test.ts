/** The package as it would be published: what is in it, and that it works where nothing else is. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import type { NodeConfig } from '../src/node/config.ts';
import { capture, conversation } from './support/conversation.ts';
import { faulty } from './support/virtual-campaign.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEPENDENCIES = [...Object.keys(manifest.dependencies), 'pure-rand'];
const place = mkdtempSync(join(tmpdir(), 'peerprobe-package-'));
const home = join(place, 'node_modules', 'peerprobe');
let files: string[] = [];

beforeAll(() => {
  const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', place];
  const tarball = join(place, execFileSync('npm', words, { cwd: ROOT, encoding: 'utf8' }).trim());
  mkdirSync(home, { recursive: true });
  // Whatever lies in the folders above is not asked.
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  execFileSync('tar', ['xzf', tarball, '-C', home, '--strip-components=1']);
  for (const name of DEPENDENCIES) {
    symlinkSync(join(ROOT, 'node_modules', name), join(place, 'node_modules', name));
  }
  files = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('holds what is needed and no more', () => {
  const odd = files.filter(
    (file) =>
      !/^(bin\/peerprobe\.js|dist\/.*\.(js|d\.ts)|dist\/schemas\/[a-z-]+\.json|dist\/kernel\/(count|lines)\.wasm)$/.test(
        file,
      ),
  );
  expect(odd.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
});

test('everything that is imported is there', () => {
  const led = new Set([...reached('bin/peerprobe.js', /\.js$/), ...reached('dist/index.js', /\.js$/)]);
  const all = [...led, ...reached('dist/index.d.ts', /\.d\.ts$/)];
  expect(all.filter((file) => !existsSync(join(home, file)))).toEqual([]);
  // The program is in a few files of its own; of the others some are the library's, or threads and processes.
  const code = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
  expect(code.filter((file) => dirname(file) === 'dist/program' && !led.has(file))).toEqual([]);
  const rooms = (some: Iterable<string>) => new Set([...some].map((file) => file.split('/')[1]));
  expect([...rooms(code)].filter((room) => !rooms(led).has(room))).toEqual([]);
});

/** The files that a file leads to: by relative imports, and as threads and processes of their own. */
function reached(from: string, ending: RegExp): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!existsSync(join(home, file))) return;
    const text = readFileSync(join(home, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from |import |import\()['"](\.[^'"]+\.[jt]s)['"]/g)) {
      const target = join(dirname(file), name.replace(/\.(ts|js)$/, ''));
      visit(`${target}${ending.source === '\\.js$' ? '.js' : '.d.ts'}`);
    }
    for (const [, name = ''] of text.matchAll(/builtProgram\(['"]([^'"]+\.js)['"]\)/g)) visit(`dist/${name}`);
  };
  visit(from);
  return found;
}

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: home, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});

const EXAMPLES = section('As a library').matchAll(/^```js\n(.*?)^```$/gms);
const [WIRE = '', NODES = '', CAPTURE = '', JUDGING = ''] = Array.from(EXAMPLES, ([, code = '']) => code);

describe('the examples of the README', () => {
  test.each([
    ['wire', WIRE],
    ['nodes', NODES],
    ['capture', CAPTURE],
  ])('%s', (_name, code) => {
    const comments = code.matchAll(/^(?:\/\/|.*console\.log\(.*\); \/\/) (.*)$/gm);
    const printed = Array.from(comments, ([, text = '']) => `${text}\n`);
    expect(printed.length).toBeGreaterThan(1);
    expect(run('--input-type=module', '-e', code)).toMatchObject({ stdout: printed.join(''), stderr: '' });
  });

  test('judging', async () => {
    const spoil = (config: NodeConfig): NodeConfig => faulty('hello-3s', 1)(config.self, config.start);
    const parts = [{ startPeer: null }, { startPeer: 0, spoil }, { startPeer: 0 }];
    writeFileSync(join(place, 'evening.pcapng'), capture(await conversation(parts, 30_000)));
    const { stdout, stderr } = run('--input-type=module', '-e', JUDGING);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^10\.0\.0\.11:4201 fail\nHEL-1 .* \d+,\d+/m);
    expect(stdout).toMatch(/^10\.0\.0\.12:4202 pass$/m);
  });

  test('are what the types say', () => {
    const names = [WIRE, NODES, CAPTURE, JUDGING].map((code, i) => {
      writeFileSync(join(place, `example-${i}.mjs`), code);
      return join(place, `example-${i}.mjs`);
    });
    const flags = '--noEmit --checkJs --allowJs --strict --noImplicitAny false --target es2023 --types node';
    const roots = ['--typeRoots', join(ROOT, 'node_modules/@types')];
    const words = [
      join(ROOT, 'node_modules/.bin/tsc'),
      ...flags.split(' '),
      '--module',
      'nodenext',
      ...roots,
    ];
    const { stdout, status } = spawnSync(process.execPath, [...words, ...names], {
      cwd: place,
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });
});

function section(title: string): string {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

function run(...words: string[]) {
  return spawnSync(process.execPath, words, { cwd: place, encoding: 'utf8' });
}

test('runs where nothing else is, and can be imported', () => {
  expect(run(join(home, 'bin/peerprobe.js'), '--version').stdout).toBe(`peerprobe ${manifest.version}\n`);
  const script = `import { dissect } from 'peerprobe';
    import schema from 'peerprobe/schemas/check.json' with { type: 'json' };
    console.log(dissect(Uint8Array.of(104, 1, 1, 2)).tlvs.length, schema.required.length > 10);`;
  const imported = run('--input-type=module', '--no-warnings', '-e', script);
  expect([imported.stdout, imported.stderr]).toEqual(['1 true\n', '']);
});
