import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandSignature } from '../../../src/cli/commands/check-watch.ts';
import { compileNode } from '../../support/c-node.ts';
import { need } from '../../support/need.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/peerprobe.js', import.meta.url));

describe('what tells that a program has changed', () => {
  it('is the file, a script behind an interpreter too, and nothing while it is missing or empty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerprobe-watch-'));
    const script = join(folder, 'node.py');
    writeFileSync(script, 'one');
    const signature = commandSignature(['sh', script, '-v']);
    const before = signature();
    expect(before).not.toBeNull();
    expect(signature()).toBe(before);
    writeFileSync(script, 'another');
    expect(signature()).not.toBe(before);
    writeFileSync(script, '');
    expect(signature()).toBeNull();
    rmSync(script);
    expect(signature()).toBeNull();
  });
});

describe.runIf(need('gcc'))('check --watch', () => {
  it('runs again when the program is replaced, tells results as they come, and ends by Ctrl-C', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerprobe-watch-'));
    const program = join(folder, 'server');
    copyFileSync(compileNode(null), program);
    const words = ['check', '--watch', '--json', '--only', 'ADR-1', '--', program];
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const verdicts: string[] = [];
    let told = '';
    child.stderr.on('data', (chunk) => (told += chunk));
    for await (const line of createInterface({ input: child.stdout })) {
      verdicts.push((JSON.parse(line) as { verdict: string }).verdict);
      if (verdicts.length === 1) {
        // As a build does it: the new file in place of the old one.
        copyFileSync(compileNode('ANNOUNCED_IGNORED'), `${program}.new`);
        renameSync(`${program}.new`, program);
      } else child.kill('SIGINT');
    }
    expect(verdicts).toEqual(['pass', 'fail']);
    // No terminal reads this: as they come they are told there too.
    expect(told).toMatch(/announced-greeted: ADR-1 pass\n.*announced-greeted: ADR-1 fail\n/s);
    expect(await ended).toBe(130);
  });
});
