import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ClassTarget } from '../../../src/check/class/target-file.ts';
import { placedCommand, targetKey } from '../../../src/check/class/target-key.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
writeFileSync(join(FOLDER, 'server'), 'one');
writeFileSync(join(FOLDER, 'node.py'), 'two');
mkdirSync(join(FOLDER, 'classes'));

function target(...command: string[]): ClassTarget {
  return { name: 'a', place: 'a', folder: FOLDER, command, build: null, endpoint: null, weight: 10 };
}

it('finds what a command names from wherever it is started', async () => {
  expect(await placedCommand(target('./server', '{port}', '-v'))).toEqual([
    join(FOLDER, 'server'),
    '{port}',
    '-v',
  ]);
  expect(await placedCommand(target('python3', 'node.py'))).toEqual(['python3', join(FOLDER, 'node.py')]);
  expect(await placedCommand(target('java', '-cp', 'classes', 'Node'))).toEqual([
    'java',
    '-cp',
    join(FOLDER, 'classes'),
    'Node',
  ]);
  // A program that is missing is named with its place.
  expect(await placedCommand(target('./nothing'))).toEqual([join(FOLDER, 'nothing')]);
  expect(await placedCommand(target('server', ''))).toEqual(['server', '']);
});

it('is another for another program, command, version or seed, and the same otherwise', async () => {
  const key = (...command: string[]) => targetKey(target(...command), ['0.1.0', 7]);
  const before = await key('./server');
  expect(await key('./server')).toBe(before);
  expect(await targetKey({ ...target('./server'), name: 'b', weight: 3 }, ['0.1.0', 7])).toBe(before);
  const others = [
    await targetKey(target('./server'), ['0.1.0', 8]),
    await targetKey(target('./server'), ['0.2.0', 7]),
    await key('./server', '-v'),
    await key('./nothing'),
    await key('python3', 'node.py'),
  ];
  expect(new Set([before, ...others]).size).toBe(6);
  writeFileSync(join(FOLDER, 'node.py'), 'three');
  expect(await key('python3', 'node.py')).not.toBe(others[4]);
  writeFileSync(join(FOLDER, 'server'), 'changed');
  expect(await key('./server')).not.toBe(before);
  chmodSync(join(FOLDER, 'server'), 0);
  expect(await key('./server')).toMatch(/^[0-9a-f]{64}$/);
});
