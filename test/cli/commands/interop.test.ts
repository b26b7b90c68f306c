import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from '../../../src/cli/commands/interop.ts';
import { listedNodes, typedNodes, withIds } from '../../../src/cli/commands/interop-nodes.ts';
import { entry, type } from '../terminal.ts';

function interop(words: readonly string[]) {
  return type(['interop', ...words], [entry(command)], {});
}

describe('peerprobe interop', () => {
  it.each([
    [[], 'interop takes commands, each behind a --'],
    [['./a', '--', './b'], 'interop takes commands, each behind a --'],
    [['--many', 'x.json', '--', './b'], 'interop takes commands, each behind a --'],
    [['--many', '/nowhere/x.json'], 'there is no file /nowhere/x.json'],
    [['--'], '-- needs a command behind it'],
    [['--', './a', '--'], '-- needs a command behind it'],
    [['--', './a', '--', '--', './b'], '-- needs a command behind it'],
    [['--time', '2s', '--', './a'], '--time: 2s is not between 12s and 10m'],
    [['--time', '20', '--', './a'], '--time: "20" is not a time'],
    [['--jobs', '0', '--', './a'], '--jobs: "0" is not a number 1..64'],
  ])('refuses %j before anything is started', async (words, message) => {
    const { code, stdout, stderr } = await interop(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('takes a command behind each --', () => {
    expect(typedNodes(['./a', '-x', '--', './b c'])).toEqual([
      { id: 'A', name: './a -x', command: ['./a', '-x'], folder: null },
      { id: 'B', name: "'./b c'", command: ['./b c'], folder: null },
    ]);
  });

  it('gives one that is alone the built-in node for a partner', () => {
    expect(typedNodes(['./a']).map(({ id, command: words }) => [id, words])).toEqual([
      ['A', ['./a']],
      ['B', null],
    ]);
  });

  it('goes on after Z, and refuses what would never end', () => {
    const nodes = (count: number) =>
      Array.from({ length: count }, () => ({ name: 'x', command: ['x'], folder: null }));
    expect(withIds(nodes(28)).map(({ id }) => id)).toEqual(expect.arrayContaining(['Z', 'AA', 'AB']));
    expect(() => withIds(nodes(101))).toThrow('101 nodes are more than 100');
  });
});

describe('--many', () => {
  it('reads the list of check --many, and refuses what it cannot start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerprobe-interop-'));
    const file = join(folder, 'targets.json');
    const write = (value: unknown): void => writeFileSync(file, JSON.stringify(value));
    write([
      { name: 'alice', command: ['./server'], build: ['make'], folder: 'alice' },
      { name: 'bob', command: ['./b'] },
    ]);
    expect(await listedNodes(file)).toEqual([
      { id: 'A', name: 'alice', command: ['./server'], folder: join(folder, 'alice') },
      { id: 'B', name: 'bob', command: ['./b'], folder },
    ]);
    write([{ name: 'carol', endpoint: '127.0.0.1:4200' }]);
    const { code, stderr } = await interop(['--many', file]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('carol has no command')]);
    rmSync(folder, { recursive: true });
  });
});
