import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCES = fileURLToPath(new URL('../../fixtures/c', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../bin/peerprobe.js', import.meta.url));

/** Flags for a build whose sanitizers report; an error of the address sanitizer ends the program. */
export const SANITIZED = ['-g', '-fsanitize=address,undefined'] as const;
/** The same, where undefined behaviour ends it too. */
export const SANITIZED_FATAL = [...SANITIZED, '-fno-sanitize-recover=all'] as const;

/** Compiles the C node, with one fault or none, once a test run for the same sources and flags; its path. */
export function compileNode(fault: string | null, flags: readonly string[] = []): string {
  const build = new NodeBuild(fault, flags);
  if (!build.done()) execFileSync('gcc', build.words, { stdio: 'inherit' });
  return build.program();
}

/** The same, while others go on. */
export async function compiledNode(fault: string | null, flags: readonly string[] = []): Promise<string> {
  const build = new NodeBuild(fault, flags);
  if (!build.done()) await promisify(execFile)('gcc', build.words);
  return build.program();
}

class NodeBuild {
  readonly words: readonly string[];
  readonly #program: string;
  readonly #fresh: string;

  constructor(fault: string | null, flags: readonly string[]) {
    const files = readdirSync(SOURCES)
      .filter((name) => /\.[ch]$/.test(name))
      .sort();
    const define = fault === null ? [] : [`-DFAULT_${fault}`];
    const options = ['-std=gnu11', '-Wall', '-Wextra', '-O1', '-pthread', ...flags, ...define];
    const texts = files.map((name) => readFileSync(join(SOURCES, name), 'utf8'));
    const key = createHash('sha256')
      .update(JSON.stringify([options, files, texts]))
      .digest('hex');
    this.#program = join(runFolder(), key.slice(0, 16));
    // Two may come here at once: each has a file of its own, and the later one replaces its like.
    this.#fresh = `${this.#program}.${randomUUID()}`;
    const sources = files.filter((name) => name.endsWith('.c')).map((name) => join(SOURCES, name));
    this.words = [...options, '-o', this.#fresh, ...sources];
  }

  done(): boolean {
    return existsSync(this.#program);
  }

  program(): string {
    if (existsSync(this.#fresh)) renameSync(this.#fresh, this.#program);
    return this.#program;
  }
}

/** A folder that all workers of one test run share: they are children of one process. */
function runFolder(): string {
  const folder = join(tmpdir(), `peerprobe-c-${process.getuid?.() ?? 0}-${process.ppid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
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
