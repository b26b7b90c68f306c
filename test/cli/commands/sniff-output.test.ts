import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/sniff.ts';
import { Output } from '../../../src/cli/output.ts';
import { openSink } from '../../../src/cli/sink.ts';
import { nodeFileName } from '../../../src/cli/sniff/split.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { entry, type } from '../terminal.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/peerprobe.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'peerprobe-output-'));
afterAll(() => rmSync(root, { recursive: true }));

const [A, B, C] = ['127.0.0.1:4201', '127.0.0.1:4200', '127.0.0.2:4200'];
const LINES = [
  `${A} > ${B} 68010102`,
  `${B} > ${C} 68010202`,
  `${A} > ${B} 68010100`,
  `${A} > ${A} 68010102`,
];
const BYTES = sampleFile(LINES);
const HELLO = '22:13:20.123456789 127.0.0.1:4201 > 127.0.0.1:4200 hello\n';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'run-'));
  file = join(folder, 'in.pcapng');
  writeFileSync(file, BYTES);
});

function sniff(...words: string[]) {
  return type(['sniff', ...words], [entry(command)]);
}

function others(): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'in.pcapng')
    .sort();
}

describe('sniff -o FILE', () => {
  test('writes there what it would print, plain, and nothing else', async () => {
    const out = join(folder, 'out.txt');
    const { code, stdout } = await sniff('-c', '1', '-o', out, file);
    expect([code, stdout, readFileSync(out, 'utf8'), others()]).toEqual([0, '', HELLO, ['out.txt']]);
    await sniff('--summary', '--json', '-o', out, file);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ packets: 4, ours: 3, internal: 1 });
  });

  test('replaces the file that a link names, and keeps the link', async () => {
    const [out, link] = [join(folder, 'out.txt'), join(folder, 'link')];
    writeFileSync(out, 'old');
    symlinkSync(out, link);
    await sniff('-c', '1', '-o', link, file);
    expect([readFileSync(out, 'utf8'), others()]).toEqual([HELLO, ['link', 'out.txt']]);
  });

  test('says so where the disk is full, and lets a finished capture stand beside', async () => {
    const { code, stderr } = await sniff('-o', '/dev/full', '-w', join(folder, 'w.pcapng'), file);
    expect(code).toBe(4);
    expect(stderr).toContain('ENOSPC');
    expect(others()).toEqual(['w.pcapng.part']);
    expect(stderr).toContain(`what was written is in ${join(folder, 'w.pcapng.part')}`);
  });

  test('keeps what was printed although the capture beside it failed', async () => {
    const out = join(folder, 'out.txt');
    const { code, stderr } = await sniff('-c', '1', '-o', out, '-w', '/dev/full', file);
    expect([code, stderr]).toEqual([4, expect.stringContaining('ENOSPC')]);
    // The error comes while there is still something to print, or after it.
    const [name = ''] = others();
    expect([name.replace('.part', ''), readFileSync(join(folder, name), 'utf8')]).toEqual(['out.txt', HELLO]);
  });

  test('has an end, in whatever order its outputs fail', async () => {
    const path = join(folder, 'sink');
    const out = new Output(new PassThrough(), new PassThrough(), () => {});
    const sink = await openSink(path, '--output', [file], out);
    sink.write(BYTES);
    expect([existsSync(path), sink.part]).toEqual([false, null]); // nothing of it is on the disk yet
    await sink.close();
    await sink.abandon();
    expect([readFileSync(path).equals(BYTES), sink.part, others()]).toEqual([true, null, ['sink']]);
  });

  test.each([
    [['-o', 'in.pcapng'], 'is the file that is read'],
    [['-w', 'in'], 'is the file that is read'],
    [['-o', 'none/x'], 'there is no folder'],
    [['-o', 'x', '-w', 'x'], '-w and -o name the same file'],
    [['--csv', '--json'], '--csv is one row a datagram'],
    [['--csv', '--summary'], '--csv is one row a datagram'],
    [['--split-by', 'node'], '--split-by goes with -w FOLDER'],
    [['--split-by', 'port', '-w', 'x'], '"port" is not one of node'],
    [['--split-by', 'node', '-w', 'in.pcapng'], 'is no folder'],
  ])('refuses %j and leaves nothing behind', async (words, message) => {
    const paths = words.map((word) => (/^(in.pcapng|in|none\/x|x)$/.test(word) ? join(folder, word) : word));
    // `-w in` would write in.part: here that is the capture.
    const part = join(folder, 'in.part');
    writeFileSync(part, BYTES);
    const { code, stderr } = await sniff(...paths, part, file);
    expect(stderr).toContain(message);
    expect([code, others(), readFileSync(part).equals(BYTES)]).toEqual([2, ['in.part'], true]);
  });
});

describe('sniff -w FILE', () => {
  test('holds what the filters let through', async () => {
    const out = join(folder, 'w.pcapng');
    await sniff('--where', 'peer-request or malformed', '-w', out, file);
    expect((await sniff('--json', out)).stdout.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(others()).toEqual(['w.pcapng']);
  });

  test('split by node has a file for each, with what it sent and got', async () => {
    const out = join(folder, 'nodes');
    expect((await sniff('--all', '--split-by', 'node', '-w', out, file)).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      '127.0.0.1-4200.pcapng',
      '127.0.0.1-4201.pcapng',
      '127.0.0.2-4200.pcapng',
    ]);
    for (const node of [A, B, C]) {
      const [address = '', port] = node.split(':');
      const own = (await sniff('--all', '--json', join(out, nodeFileName({ address, port: Number(port) }))))
        .stdout;
      const all = (await sniff('--all', '--json', '--where', `node == ${node}`, file)).stdout;
      const times = (text: string): string[] => text.match(/"time":"[^"]*"/g) ?? [];
      expect([node, times(own)]).toEqual([node, times(all)]);
      expect(times(own).length).toBeGreaterThan(0);
    }
  });

  test('a name of a node holds no sign that a file system minds, and no two are alike', () => {
    expect(nodeFileName({ address: '127.0.0.1', port: 4200 })).toBe('127.0.0.1-4200.pcapng');
    expect(nodeFileName({ address: 'fe80::1', port: 1 })).toBe('fe80__1-1.pcapng');
  });
});

describe('the program', () => {
  test('gives both files their names on Ctrl-C, whole up to there', async () => {
    const [out, written] = [join(folder, 'out.csv'), join(folder, 'w.pcapng')];
    const child = spawn(process.execPath, [PROGRAM, 'sniff', '-', '--csv', '-o', out, '-w', written], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    child.stdin.write(BYTES);
    for (let i = 0; i < 200 && !existsSync(`${written}.part`); i++)
      await new Promise((go) => setTimeout(go, 50));
    expect(others()).toEqual(['out.csv.part', 'w.pcapng.part']);
    await new Promise((go) => setTimeout(go, 300));
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(others()).toEqual(['out.csv', 'w.pcapng']);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(3 + 2);
    expect((await sniff('--json', written)).stdout.split('\n')).toHaveLength(3 + 1);
  });

  test('ends quietly when its reader leaves, and the file has its name', () => {
    writeFileSync(file, sampleFile(Array(20_000).fill(LINES[0])));
    const line = `"$1" "$2" sniff "$3" --merge -w "$4" | head -n 1`;
    const words = ['-c', line, 'sh', process.execPath, PROGRAM, file, join(folder, 'w.pcapng')];
    const { stdout, stderr } = spawnSync('sh', words, { encoding: 'utf8' });
    expect(stdout).toBe(HELLO);
    expect(stderr).not.toContain('EPIPE');
    expect(others()).toEqual(['w.pcapng']);
  });
});

// V8 takes 10 GiB of addresses for a memory of WebAssembly.
test.each([
  ['in lines', []],
  ['in JSON', ['--json']],
  ['as counts', ['--summary', '--json']],
])('says the same %s where addresses are few', (_name, words) => {
  const run = (...prefix: string[]) => {
    const [program = '', ...rest] = [...prefix, process.execPath, PROGRAM, 'sniff', file, ...words];
    const { status, stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const limited = run('prlimit', '--as=3000000000');
  expect(limited).toEqual(run());
  expect([limited.status, limited.stdout]).toEqual([0, expect.stringContaining('hello')]);
});
