import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compiledNode } from '../../support/c-node.ts';
import { need } from '../../support/need.ts';
import { PROGRAM } from './program.ts';

const README = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
const [, RECIPE = ''] = /^```yaml\n(.*?)^```$/ms.exec(README) ?? [];
const LIMIT_MS = 200_000;

interface Step {
  readonly line: string;
  /** It runs although one before it failed. */
  readonly always: boolean;
}

/** The shell steps, in order. */
function steps(): Step[] {
  const found = RECIPE.matchAll(/^ +(- if: \$\{\{ !cancelled\(\) \}\}\n +|- )run: (.*)$/gm);
  return Array.from(found, ([, head = '', line = '']) => ({ line, always: head.includes('cancelled') }));
}

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

/** A student's repository, whose `make` leaves a C node, and what is installed on the machine. */
async function repository(fault: string | null): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'peerprobe-recipe-'));
  places.push(place);
  const bin = join(place, 'bin');
  mkdirSync(bin);
  copyFileSync(await compiledNode(fault), join(place, 'built'));
  const program = (name: string, text: string): void =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program('make', 'cp built server');
  program('peerprobe', `exec '${process.execPath}' '${PROGRAM}' "$@"`);
  return place;
}

/** The exit code and the output of each step that ran, as a runner of GitHub goes through them. */
async function job(place: string): Promise<{ line: string; code: number | null; output: string }[]> {
  const ran = [];
  let failed = false;
  for (const { line, always } of steps()) {
    if (line.startsWith('npm install') || (failed && !always)) continue;
    const { code, output } = await shell(place, line);
    failed ||= code !== 0;
    ran.push({ line, code, output });
  }
  return ran;
}

function shell(place: string, line: string): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, PATH: `${join(place, 'bin')}:${process.env['PATH']}`, FUZZ_TIME: '3s' };
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', line], { cwd: place, env, timeout: LIMIT_MS });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

// Most of a check is waiting.
describe.runIf(need('gcc'))(
  'the recipe for CI in the README',
  { concurrent: true, timeout: 2 * LIMIT_MS },
  () => {
    it('has the steps that it is read for here', () => {
      expect(steps().map(({ line }) => line.split(' ', 2).join(' '))).toEqual([
        'npm install',
        'make',
        'peerprobe check',
        'peerprobe fuzz',
        'peerprobe report',
      ]);
      expect(RECIPE).toContain('FUZZ_TIME: 60s');
      expect(RECIPE.match(/run:/g)).toHaveLength(steps().length);
    });

    it('passes a right program', async () => {
      const place = await repository(null);
      const ran = await job(place);
      expect(ran.map(({ line }) => line.split(' ')[1] ?? 'make')).toEqual([
        'make',
        'check',
        'fuzz',
        'report',
      ]);
      // A machine that is too busy to tell is not the program's fault.
      for (const { code, output } of ran) expect([0, 3], output).toContain(code);
      expect(ran.at(-1)?.code).toBe(0);
      expect(ran.at(-1)?.output).not.toContain('::error');
      expect(readFileSync(join(place, 'junit.xml'), 'utf8')).toContain('failures="0"');
    });

    it('fails a wrong one, and says where', async () => {
      const place = await repository('CRASH_ON_CUT');
      const [make, check, fuzz, report] = await job(place);
      expect([make?.code, check?.code, report?.code]).toEqual([0, 1, 0]);
      expect(fuzz?.output).toMatch(/^sent: /m);
      expect(report?.output).toMatch(/^::error title=TLV-4 .*::/m);
      const junit = readFileSync(join(place, 'junit.xml'), 'utf8');
      expect(junit).toMatch(/<failure /);
      expect(readFileSync(join(place, 'report.html'), 'utf8')).toContain('TLV-4');
    });
  },
);
