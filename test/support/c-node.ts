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
  const { objects, program } = nodeBuild(fault, flags);
  for (const made of [...objects, program]) {
    if (existsSync(made.path)) continue;
    execFileSync('gcc', made.words, { stdio: 'inherit' });
    made.keep();
  }
  return program.path;
}

/** The same, while others go on. */
export async function compiledNode(fault: string | null, flags: readonly string[] = []): Promise<string> {
  const { objects, program } = nodeBuild(fault, flags);
  await Promise.all(objects.map(make));
  await make(program);
  return program.path;
}

const making = new Map<string, Promise<void>>();

function make(made: Made): Promise<void> {
  const begun = making.get(made.path) ?? compile(made);
  making.set(made.path, begun);
  return begun;
}

async function compile(made: Made): Promise<void> {
  if (existsSync(made.path)) return;
  await promisify(execFile)('gcc', made.words);
  made.keep();
}

/** Most flags concern one source: the objects of the others are shared by nearly all builds. */
function nodeBuild(fault: string | null, flags: readonly string[]): { objects: Made[]; program: Made } {
  const names = readdirSync(SOURCES).sort();
  const header = names
    .filter((name) => name.endsWith('.h'))
    .map(sourceText)
    .join('');
  const define = fault === null ? [] : [`-DFAULT_${fault}`];
  const options = ['-std=gnu11', '-Wall', '-Wextra', '-O1', '-pthread', ...flags, ...define];
  const objects = names
    .filter((name) => name.endsWith('.c'))
    .map((name) => {
      const text = header + sourceText(name);
      const own = options.filter((word) => !word.startsWith('-D') || text.includes(word.slice(2)));
      return new Made([...own, '-c'], [join(SOURCES, name)], text);
    });
  const link = options.filter((word) => !word.startsWith('-D'));
  return {
    objects,
    program: new Made(
      link,
      objects.map(({ path }) => path),
    ),
  };
}

function sourceText(name: string): string {
  return readFileSync(join(SOURCES, name), 'utf8');
}

/** A file that gcc makes, named by all that goes into it. */
class Made {
  readonly path: string;
  readonly words: readonly string[];
  readonly #fresh: string;

  constructor(options: readonly string[], inputs: readonly string[], text = '') {
    const key = createHash('sha256')
      .update(JSON.stringify([options, inputs, text]))
      .digest('hex');
    this.path = join(runFolder(), `${key.slice(0, 16)}${text === '' ? '' : '.o'}`);
    // Two workers may make it at once: each into a file of its own, and the later one replaces its like.
    this.#fresh = `${this.path}.${randomUUID()}`;
    this.words = [...options, '-o', this.#fresh, ...inputs];
  }

  /** Takes the file that gcc has made by these words. */
  keep(): void {
    renameSync(this.#fresh, this.path);
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

/** `check --json` of the C node with that fault, built with those flags. */
export async function checkNode(
  fault: string | null,
  words: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<Report & CheckRun> {
  const run = await peerprobe(['check', '--json', ...words, '--', await compiledNode(fault, flags)]);
  return { ...run, ...(JSON.parse(run.stdout) as Report) };
}

/** The requirements that failed. */
export function failedRows(report: Report): string[] {
  return [...new Set(report.results.filter((row) => row.verdict === 'fail').map((row) => row.requirement))];
}
