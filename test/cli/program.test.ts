import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { needFile } from '../support/need.ts';

// The program as it is installed: the file that `bin` names, in a process of its own.
const PROGRAM = fileURLToPath(new URL('../../bin/peerprobe.js', import.meta.url));

function peerprobe(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...argv], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe('exit codes of the process', () => {
  test('bare: help, 0', () => {
    const { status, stdout, stderr } = peerprobe();
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout.match(/^ {2}(node|send|sniff|check|explain|doctor) {2}/gm)?.map((line) => line.trim()),
    ).toEqual(['node', 'send', 'sniff', 'check', 'explain', 'doctor']);
  });
  test('--version: 0', () => {
    expect(peerprobe('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^peerprobe \d+\.\d+\.\d+\n$/),
    });
  });
  test.each([
    [['bogus'], 'unknown command "bogus"'],
    [['sned'], 'did you mean send?'],
    [['--bogus'], 'no command given'],
    [['help', 'bogus'], 'unknown command'],
  ])('%j: 2', (argv, text) => {
    const { status, stdout, stderr } = peerprobe(...argv);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(3);
  });
});

test('a pipe closed by its reader ends quietly', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});

test('a full disk behind stdout is told', () => {
  if (!needFile('/dev/full')) return;
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', '"$0" "$1" --help >/dev/full', process.execPath, PROGRAM],
    { encoding: 'utf8' },
  );
  expect(status).toBe(4);
  expect(stderr).toContain('cannot write: ENOSPC');
});

test('French is learnt when somebody is spoken to in it', () => {
  expect(peerprobe('check', '--list', '--lang', 'fr')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('le nœud ignore'),
  });
});
