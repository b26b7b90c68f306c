import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/dissector.ts';
import { dissectorScript } from '../../../src/report/dissector/script.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { need } from '../../support/need.ts';
import { entry, type } from '../terminal.ts';
import { PROGRAM } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-dissector-'));
const running: ChildProcess[] = [];
afterAll(() => {
  // All behind it end when its input does.
  for (const child of running) child.stdin?.destroy();
  rmSync(folder, { recursive: true });
});

function dissector(...words: readonly string[]) {
  return type(['dissector', ...words], [entry(command)]);
}

describe('peerprobe dissector', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const script = dissectorScript(`peerprobe ${version}`);

  test('prints the script', async () => {
    expect(await dissector()).toEqual({ code: 0, stdout: script, stderr: '' });
  });

  test('-o writes it into a file', async () => {
    const file = join(folder, 'written.lua');
    expect(await dissector('-o', file)).toEqual({ code: 0, stdout: '', stderr: `written to ${file}\n` });
    expect(readFileSync(file, 'utf8')).toBe(script);
  });

  test('--json is one object', async () => {
    const { stdout } = await dissector('--json');
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, command: 'dissector', language: 'lua', script });
  });

  test.each([
    [['x'], 'takes no arguments'],
    [['--', 'x'], 'takes no arguments'],
    [['-o', ''], 'a file name is missing'],
    [['-o', join(folder, 'missing', 'x.lua')], 'no such file or directory'],
  ])('refuses %j with exit 2', async (words, message) => {
    const { code, stdout, stderr } = await dissector(...words);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe.runIf(need('tshark'))('sniff -w - into tshark with the dissector', () => {
  const LINES = ['68010102', '680103081068 0a000001', '680101'].map(
    (hex) => `127.0.0.1:4201 > 127.0.0.1:4200 ${hex.replace(' ', '')}`,
  );
  const INFOS = ['hello', 'peer-address=10.0.0.1:4200', 'raw=01 !tlv-stray'];

  // By a shell: tshark -r reads pipes, and not the sockets that node makes between its children.
  const PIPELINE = 'node="$1"; program="$2"; shift 2; "$node" "$program" sniff -w - - | exec tshark "$@"';

  /** Starts `sniff -w - - | tshark SOURCE...`; what is written to `stdin` is sniffed. */
  async function pipeline(source: readonly string[]) {
    const file = join(folder, 'peerprobe.lua');
    await dissector('-o', file);
    const words = [...source, '-l', '-X', `lua_script:${file}`, '-T', 'fields', '-e', '_ws.col.Info'];
    const child = spawn('sh', ['-c', PIPELINE, 'sh', process.execPath, PROGRAM, ...words], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    running.push(child);
    const shown = { text: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown.text += text;
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    return { stdin: child.stdin, shown, ended };
  }

  test('as a file on stdin', async () => {
    const { stdin, shown, ended } = await pipeline(['-r', '-']);
    stdin.end(sampleFile(LINES));
    await ended;
    expect(shown.text).toBe(`${INFOS.join('\n')}\n`);
  });

  test('as a live capture: each packet is there before the next one comes', async () => {
    const { stdin, shown, ended } = await pipeline(['-i', '-']);
    let written = 0;
    for (const [i, info] of INFOS.entries()) {
      const upToThis = sampleFile(LINES.slice(0, i + 1));
      stdin.write(upToThis.subarray(written));
      written = upToThis.length;
      await expect.poll(() => shown.text, { timeout: 15_000, interval: 20 }).toContain(`${info}\n`);
    }
    stdin.end();
    await ended;
    expect(shown.text).toBe(`${INFOS.join('\n')}\n`);
  });
});
