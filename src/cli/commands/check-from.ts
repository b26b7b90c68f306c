/**
 * `check --from`: judges what was recorded. The folder of a run of ours, or the captures of its traces, give its
 * verdict again; nothing is sent.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureEvent, Damage } from '../../capture/packet.ts';
import { readCapture } from '../../capture/reader.ts';
import { fileChunks } from '../../capture/source.ts';
import { factsIn, TraceReader } from '../../check/recorded.ts';
import type { RunRecord } from '../../check/run-record.ts';
import { checkJson, type RunFacts } from '../../report/check-json.ts';
import { checkText } from '../../report/check-text.ts';
import { escapeText } from '../../report/escape.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';
import { type RecordedFile, recordOf, rejudge } from './check-recorded.ts';
import { type Selection, select } from './check-select.ts';
import { interruptible } from './standard-input.ts';

const VERDICT_EXIT = { pass: EXIT.OK, fail: EXIT.FINDINGS, inconclusive: EXIT.UNKNOWN } as const;

/** Judges the captures named by `--from` and behind it; resolves with the exit code. */
export async function checkFrom(context: Context): Promise<number> {
  const { args, options, rest } = context;
  if (rest !== null) throw new UsageError('--from judges what was recorded: no command is started');
  const files = [...options.texts('from'), ...args];
  if (files.includes('')) throw new UsageError('--from: a file name is empty');
  if (files.filter((file) => file === '-').length > 1)
    throw new UsageError('- twice: stdin can be read once');
  const [first] = files;
  for (const file of files) {
    if (!(await isFolder(file))) continue;
    if (files.length > 1 || first === undefined) throw new UsageError('--from: one folder, or captures');
    return judgeFolder(context, first);
  }
  return judgeFiles(context, files);
}

async function judgeFolder(context: Context, folder: string): Promise<number> {
  const { out } = context;
  const record = await recordOf(folder);
  const { wanted } = selection(context, record);
  const files: RecordedFile[] = [];
  let damaged = false;
  for (const file of record.traces) {
    const read = await readTrace(context, join(folder, file), file);
    if (read.recorded !== null) files.push(read.recorded);
    damaged ||= read.damaged || read.recorded === null;
  }
  const { strict, stopped, dropped } = record;
  const end = { wanted, strict: strict || context.options.flag('strict'), stopped, dropped };
  const { result, places } = rejudge(files, end, (text) => out.talk(text));
  const facts = { ...record, version: version(), startedAt: new Date(record.startedAt) };
  await print(context, result, places, facts);
  return damaged ? EXIT.DAMAGED : VERDICT_EXIT[result.verdict];
}

/** As the run was asked, unless the user asks now. */
function selection({ options }: Context, { only, skip }: Pick<RunRecord, 'only' | 'skip'>): Selection {
  const [onlyNow, skipNow] = [options.texts('only'), options.texts('skip')];
  return onlyNow.length + skipNow.length > 0 ? select(onlyNow, skipNow) : select(only, skip);
}

async function judgeFiles(context: Context, files: readonly string[]): Promise<number> {
  const { out, options } = context;
  const traces: RecordedFile[] = [];
  let damaged = false;
  for (const file of files) {
    const read = await readTrace(context, file, file);
    if (read.recorded === null) throw new UsageError(`${escapeText(file)} is no trace of a check`);
    traces.push(read.recorded);
    damaged ||= read.damaged;
  }
  const { wanted } = selection(context, { only: [], skip: [] });
  const end = { wanted, strict: options.flag('strict'), stopped: false, dropped: 0 };
  const { result, places } = rejudge(traces, end, (text) => out.talk(text));
  const facts = { ...NO_RUN, version: version(), startedAt: new Date(traces[0]?.recorded.startedAt ?? 0) };
  await print(context, result, places, facts);
  return damaged ? EXIT.DAMAGED : VERDICT_EXIT[result.verdict];
}

const NO_RUN = { endpoint: null, command: null, seed: null, durationMs: 0 } as const;

/** Reads the trace at `path`, which is called `name` in the report; null if it is none of ours. */
async function readTrace(
  context: Context,
  path: string,
  name: string,
): Promise<{ readonly recorded: RecordedFile | null; readonly damaged: boolean }> {
  const { out } = context;
  const source = path === '-' ? interruptible(context) : fileChunks(path);
  let reader: TraceReader | null = null;
  let damage: Damage | null = null;
  for await (const batch of readCapture(source, path)) {
    for (const event of batch) {
      if (event.type === 'damage') damage = event;
      else reader ??= traceReader(event, (text) => out.talk(`${escapeText(name)}: ${text}`));
      if (event.type !== 'damage') reader?.take(event);
    }
    if (reader === null) break;
  }
  if (damage !== null) tellDamage(context, damage);
  if (reader === null) return { recorded: null, damaged: damage !== null };
  const { recorded } = reader;
  for (const note of recorded.notes) out.talk(`${escapeText(name)}: ${escapeText(note)}`);
  return { recorded: { file: name, recorded }, damaged: damage !== null };
}

/** The reader of a trace of ours, if the capture begins like one. */
function traceReader(first: CaptureEvent, talk: (text: string) => void): TraceReader | null {
  const facts = first.type === 'section' ? factsIn(first.comments) : null;
  if (typeof facts === 'string') talk(facts);
  return facts === null || typeof facts === 'string' ? null : new TraceReader(facts);
}

function tellDamage({ out, errTheme }: Context, { file, offset, message }: Damage): void {
  const text = `peerprobe check: ${escapeText(file)}: damaged at offset ${offset}: ${escapeText(message)}`;
  out.talk(errTheme.error(text));
}

async function isFolder(file: string): Promise<boolean> {
  return file !== '-' && (await stat(file)).isDirectory();
}

async function print(
  { out, options, theme }: Context,
  result: Parameters<typeof checkJson>[0],
  places: Parameters<typeof checkJson>[2],
  facts: RunFacts,
): Promise<void> {
  if (options.flag('json')) await out.data(`${JSON.stringify(checkJson(result, facts, places))}\n`);
  else await out.data(checkText(result, places, theme));
}
