/**
 * `check --from`: judges what was recorded; nothing is sent. The folder of a run of ours, or the captures of its
 * traces, give its verdict again; in a stranger's capture each node is judged by what a capture can tell.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Overheard } from '../../capture/overheard/overheard.ts';
import type { CaptureEvent, Damage } from '../../capture/packet.ts';
import { readCapture } from '../../capture/reader.ts';
import { fileChunks } from '../../capture/source.ts';
import { factsIn, TraceReader } from '../../check/recorded.ts';
import type { RunRecord } from '../../check/run-record.ts';
import { judgeOverheard } from '../../oracle/overheard/node-verdict.ts';
import { checkJson, type RunFacts } from '../../report/check-json.ts';
import { checkText } from '../../report/check-text.ts';
import { escapeText } from '../../report/escape.ts';
import { countText } from '../../report/number-text.ts';
import { type FileNode, nodesText, overheardText, worst } from '../../report/overheard.ts';
import { overheardJson } from '../../report/overheard-json.ts';
import { type Endpoint, parseEndpoint } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { tellDamage } from '../damage.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';
import { endOf, type RecordedFile, recordOf, rejudge } from './check-recorded.ts';
import { VERDICT_EXIT } from './check-run.ts';
import { type Selection, select } from './check-select.ts';
import { interruptible } from './standard-input.ts';

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
  const selected = selection(context, record);
  const files: RecordedFile[] = [];
  let damaged = false;
  for (const file of record.traces) {
    const { reader, damaged: ends } = await readCaptureOf(context, join(folder, file), file, []);
    if (reader instanceof TraceReader) files.push({ file, recorded: reader.recorded });
    else context.out.complain(`${escapeText(file)}: no trace of a check`);
    damaged ||= ends || !(reader instanceof TraceReader);
  }
  const strict = record.strict || context.options.flag('strict');
  const end = { ...endOf(record, selected.probes, files), wanted: selected.wanted, strict };
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
  const named = context.options.texts('node').map((text) => nodeOf(text));
  const read: Read[] = [];
  for (const file of files) read.push(await readCaptureOf(context, file, file, named));
  const traces = read.flatMap(({ file, reader }) =>
    reader instanceof TraceReader ? [{ file, recorded: reader.recorded }] : [],
  );
  if (traces.length === 0) return judgeStrangers(context, read);
  if (traces.length < read.length)
    throw new UsageError('traces of a check and other captures together: one or the other');
  return judgeTraces(
    context,
    traces,
    read.some(({ damaged }) => damaged),
  );
}

async function judgeTraces(
  context: Context,
  traces: readonly RecordedFile[],
  damaged: boolean,
): Promise<number> {
  const { out, options } = context;
  const { wanted } = selection(context, { only: [], skip: [] });
  const end = { wanted, strict: options.flag('strict'), stopped: false, dropped: 0 };
  const { result, places } = rejudge(traces, end, (text) => out.talk(text));
  const facts = { ...NO_RUN, version: version(), startedAt: new Date(traces[0]?.recorded.startedAt ?? 0) };
  await print(context, result, places, facts);
  return damaged ? EXIT.DAMAGED : VERDICT_EXIT[result.verdict];
}

async function judgeStrangers(context: Context, read: readonly Read[]): Promise<number> {
  const { out, options, theme, lang } = context;
  const { wanted } = selection(context, { only: [], skip: [] });
  const nodes: FileNode[] = [];
  for (const { file, reader } of read) {
    if (reader instanceof TraceReader || reader === null) continue;
    if (reader.limited) out.talk(`${escapeText(file)}: too long: its beginning alone is judged`);
    const judged = judgeOverheard(reader, { strict: options.flag('strict'), wanted });
    if (reader.datagrams === 0) out.complain(`${escapeText(file)}: ${nothingText(reader.packets)}`);
    nodes.push(...judged.map((node) => ({ ...node, file })));
  }
  const facts = { ...NO_RUN, version: version(), ...timesOf(read) };
  if (options.flag('json')) await out.data(`${JSON.stringify(overheardJson(nodes, facts))}\n`);
  else await out.data(overheardText(nodes, theme, lang));
  if (nodes.length > 1) out.talk(nodesText(nodes));
  return read.some(({ damaged }) => damaged) ? EXIT.DAMAGED : VERDICT_EXIT[worst(nodes)];
}

function nothingText(packets: number): string {
  return `no datagram of the protocol in ${countText(packets, 'packet')}; --node ADDR:PORT names a node whose header is wrong`;
}

/** From the first packet of the earliest capture to the last of any. */
function timesOf(read: readonly Read[]): { readonly startedAt: Date; readonly durationMs: number } {
  const spans = read.flatMap(({ reader }) => {
    if (!(reader instanceof Overheard) || reader.clock.begin === null) return [];
    const begin = Number(reader.clock.begin / 1_000_000n);
    return [{ begin, end: begin + reader.clock.now }];
  });
  const begin = spans.reduce((first, span) => Math.min(first, span.begin), spans[0]?.begin ?? 0);
  const end = spans.reduce((last, span) => Math.max(last, span.end), begin);
  const startedAt = new Date(begin);
  // A file may claim any time; a date holds 275,000 years.
  return { startedAt: Number.isNaN(startedAt.getTime()) ? new Date(0) : startedAt, durationMs: end - begin };
}

function nodeOf(text: string): Endpoint {
  const endpoint = parseEndpoint(text);
  if (endpoint === null || endpoint.port === 0)
    throw new UsageError(`--node: "${text}" is not ADDR:PORT, an IPv4 address and a port`);
  return endpoint;
}

const NO_RUN = { endpoint: null, command: null, seed: null, durationMs: 0 } as const;

/** A capture, read to its end or to its damage. */
interface Read {
  readonly file: string;
  /** A trace of ours, or whatever a stranger captured; null if it could not be read at all. */
  readonly reader: TraceReader | Overheard | null;
  readonly damaged: boolean;
}

/** Reads the capture at `path`, which is called `file` in the report. Who names nodes wants them overheard. */
async function readCaptureOf(
  context: Context,
  path: string,
  file: string,
  named: readonly Endpoint[],
): Promise<Read> {
  const { out } = context;
  const source = path === '-' ? interruptible(context) : fileChunks(path);
  let reader: TraceReader | Overheard | null = null;
  let damage: Damage | null = null;
  for await (const batch of readCapture(source, path)) {
    for (const event of batch) {
      if (event.type === 'damage') {
        damage = event;
        continue;
      }
      reader ??= readerOf(event, named, (text) => out.talk(`${escapeText(file)}: ${text}`));
      reader.take(event);
    }
  }
  if (damage !== null) tellDamage('check', context, damage);
  const notes = reader instanceof TraceReader ? reader.recorded.notes : [];
  for (const note of notes) out.talk(`${escapeText(file)}: ${escapeText(note)}`);
  return { file, reader, damaged: damage !== null };
}

/** For a trace of ours, if the capture begins like one and nobody is named; else for a stranger's. */
function readerOf(
  first: CaptureEvent,
  named: readonly Endpoint[],
  talk: (text: string) => void,
): TraceReader | Overheard {
  const facts = first.type === 'section' && named.length === 0 ? factsIn(first.comments) : null;
  if (typeof facts === 'string') talk(facts);
  return facts === null || typeof facts === 'string' ? new Overheard(named) : new TraceReader(facts);
}

async function isFolder(file: string): Promise<boolean> {
  return file !== '-' && (await stat(file)).isDirectory();
}

async function print(
  { out, options, theme, lang }: Context,
  result: Parameters<typeof checkJson>[0],
  places: Parameters<typeof checkJson>[2],
  facts: RunFacts,
): Promise<void> {
  if (options.flag('json')) await out.data(`${JSON.stringify(checkJson(result, facts, places))}\n`);
  else await out.data(checkText(result, places, theme, { lang }));
}
