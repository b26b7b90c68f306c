import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const PROGRAM =
  process.env['PEERPROBE_BIN'] ?? fileURLToPath(new URL('../../../bin/peerprobe.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program; `outcome` resolves when it has ended. */
export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Resolves when stderr has said this. */
  said(text: string): Promise<void>;
  /** The same for stdout. */
  printed(text: string): Promise<void>;
}

const LIMIT_MS = 20_000;

/** Starts the built program, behind the words of `prefix`. `input` null leaves its stdin open; killed after `limitMs`. */
export function start(
  args: readonly string[],
  input: string | null = '',
  prefix: readonly string[] = [],
  limitMs = LIMIT_MS,
): Running {
  const [program = '', ...words] = [...prefix, process.execPath, PROGRAM, ...args];
  const child = spawn(program, words, {
    stdio: 'pipe',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  if (input !== null) child.stdin.end(input);
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const until = (stream: Readable, text: string, sofar: () => string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => sofar().includes(text) && resolve();
      stream.on('data', look);
      child.on('close', () => reject(new Error(`ended without "${text}": ${sofar()}`)));
      look();
    });
  const said = (text: string) => until(child.stderr, text, () => stderr);
  const printed = (text: string) => until(child.stdout, text, () => stdout);
  return { child, outcome, said, printed };
}

/** Runs the built program to its end. */
export function peerprobe(args: readonly string[], input = ''): Promise<Outcome> {
  return start(args, input).outcome;
}
