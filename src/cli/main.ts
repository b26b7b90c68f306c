/**
 * The program: hands the process to `run` and lets it end by itself. Never `process.exit` after writing: it
 * cuts off what a pipe has not taken yet. The exception is a crash outside of every promise, after which
 * nothing that keeps the process alive can be trusted.
 */
import { failure } from './error.ts';
import { EXIT } from './exit.ts';
import { run } from './run.ts';

// What a process that crashed may take to flush and clean up.
const LAST_WORDS_MS = 2000;
// How node ends when the top level waits for what nothing will ever settle.
const NODE_UNSETTLED = 13;

let [ended, stdinTouched] = [false, false];

const crash = new Promise<never>((_, reject) => {
  process.on('uncaughtException', (error) => {
    process.exitCode = EXIT.BUG;
    if (ended) say(error);
    else reject(error);
    setTimeout(() => process.exit(EXIT.BUG), LAST_WORDS_MS).unref();
  });
});
crash.catch(() => {});

process.on('exit', () => {
  if (process.exitCode !== NODE_UNSETTLED || ended) return;
  process.exitCode = EXIT.BUG;
  say(new Error('the command waits for something that will never come'));
});

const code = await run(process.argv.slice(2), {
  get stdin() {
    stdinTouched = true;
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  process,
  crash,
});
ended = true;
process.exitCode ??= code;
// An open stdin that was not read to its end would keep us alive.
if (stdinTouched) process.stdin.destroy();

function say(error: unknown): void {
  process.stderr.write(`${failure(error, 'peerprobe').lines.join('\n')}\n`);
}
