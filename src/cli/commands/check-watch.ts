/**
 * `check --watch`: the check again whenever the program changes, what failed last time first. Ctrl-C ends it.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { CheckEvent } from '../../check/event.ts';
import { inWords, sentence } from '../../lang/sentence.ts';
import { systemClock } from '../../net/clock.ts';
import { EnvironmentError } from '../../net/error.ts';
import { holderOf } from '../../net/holder.ts';
import { escapeText } from '../../report/escape.ts';
import type { Context } from '../command.ts';
import { deliver, type Plan, type Ran, runCheck, tell } from './check-run.ts';

const LOOK_MS = 100;
// A build replaces a file several times: it is taken when it has been the same for so long.
const SETTLED_MS = 200;
const CLEAR = '\u001b[2J\u001b[H';

/** What tells that the program is another one than before; null while there is none to be run. */
export type Signature = () => string | null;

/** Of the files that the command line names: the program, and a script that an interpreter is to run. */
export function commandSignature(command: readonly string[], path = process.env['PATH'] ?? ''): Signature {
  const [program = '', ...words] = command;
  const files = [program.includes('/') ? program : inPath(program, path), ...words.filter(isFile)];
  return () => {
    const marks = files.map(fileMark);
    return marks.includes(null) ? null : marks.join(' ');
  };
}

/** Of a running node: the process that has its port. */
export function holderSignature({ target }: Plan): Signature {
  const { endpoint } = target;
  return () => (endpoint === null ? null : (holderOf(endpoint)?.pid.toString() ?? null));
}

/** Runs until it is interrupted; a run that a change overtakes is given up. Resolves with the last run's exit code. */
export async function watch(context: Context, plan: Plan, signature: Signature): Promise<number> {
  const { out, signal, options, lang } = context;
  let failed: ReadonlySet<string> | null = null;
  let code = 0;
  let seen = signature();
  while (!signal.aborted) {
    if (out.isTTY && !options.flag('json')) await out.data(CLEAR);
    const overtaken = new AbortController();
    const stop = AbortSignal.any([signal, overtaken.signal]);
    const ended = new AbortController();
    const change = changed(signature, seen, AbortSignal.any([signal, ended.signal]));
    change.then(() => overtaken.abort('the program has changed'));
    const ran = await attempt(context, plan, stop, failed);
    if (ran !== null && !stop.aborted) {
      code = await deliver(context, plan, ran, null);
      failed = complained(ran);
    }
    if (!options.flag('json') && !stop.aborted)
      out.talk(inWords(lang, sentence('waiting for the program to change; Ctrl-C ends')));
    if (signal.aborted) ended.abort();
    seen = await change;
  }
  return code;
}

/** A run, its results told as they come; null if the program cannot be started: it may be in the making. */
async function attempt(
  context: Context,
  plan: Plan,
  signal: AbortSignal,
  failed: ReadonlySet<string> | null,
): Promise<Ran | null> {
  const listen = (event: CheckEvent): void => tell(context, event);
  try {
    return await runCheck(context, plan, listen, { signal, first: failed ?? new Set() });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    context.out.complain(escapeText(`${error.message}: ${error.hint}`));
    return null;
  }
}

/** The checks that were not content. */
function complained({ result }: Ran): Set<string> {
  const bad = result.findings.filter(({ judgement }) =>
    ['fail', 'warn', 'inconclusive'].includes(judgement.verdict),
  );
  return new Set(bad.map(({ judgement }) => judgement.check));
}

/** The new signature, once it has settled; the old one if the signal aborts first. */
async function changed(
  signature: Signature,
  old: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  let current = old;
  let since = systemClock.now();
  while (!signal.aborted) {
    await systemClock.sleep(LOOK_MS, signal).catch(() => undefined);
    const now = signature();
    if (now !== current) {
      current = now;
      since = systemClock.now();
    } else if (current !== null && current !== old && systemClock.now() - since >= SETTLED_MS) return current;
  }
  return old;
}

/** Null for a file that is not there, or may not be read yet. */
function fileMark(file: string): string | null {
  try {
    const { mtimeMs, ino, size } = statSync(file);
    return size === 0 ? null : `${ino}/${mtimeMs}/${size}`;
  } catch {
    return null;
  }
}

function isFile(word: string): boolean {
  try {
    return statSync(word).isFile();
  } catch {
    return false;
  }
}

function inPath(program: string, path: string): string {
  const places = path.split(delimiter).map((folder) => join(folder, program));
  return places.find(isExecutable) ?? program;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
