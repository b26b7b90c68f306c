import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../fixtures/c/node.c', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../bin/peerprobe.js', import.meta.url));

/** Compiles the C node, with one fault or none; the path of the program. */
export function compileNode(fault: string | null, flags: readonly string[] = []): string {
  const program = join(mkdtempSync(join(tmpdir(), 'peerprobe-c-')), 'node');
  const define = fault === null ? [] : [`-DFAULT_${fault}`];
  execFileSync('gcc', ['-std=gnu11', '-Wall', '-Wextra', '-O1', ...flags, ...define, '-o', program, SOURCE]);
  return program;
}

export interface CheckRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program with these words. */
export function peerprobe(words: readonly string[], input = ''): Promise<CheckRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (text.stdout += chunk));
    child.stderr.on('data', (chunk) => (text.stderr += chunk));
    child.on('close', (code) => resolve({ code, ...text }));
    child.stdin.end(input);
  });
}

interface Report {
  readonly verdict: string;
  readonly results: readonly {
    readonly requirement: string;
    readonly verdict: string;
    readonly actual: string;
  }[];
}

/** `check --json` of the C node with that fault. */
export async function checkNode(
  fault: string | null,
  words: readonly string[] = [],
): Promise<Report & CheckRun> {
  const run = await peerprobe(['check', '--json', ...words, '--', compileNode(fault)]);
  return { ...run, ...(JSON.parse(run.stdout) as Report) };
}

/** The requirements that failed. */
export function failedRows(report: Report): string[] {
  return [...new Set(report.results.filter((row) => row.verdict === 'fail').map((row) => row.requirement))];
}
