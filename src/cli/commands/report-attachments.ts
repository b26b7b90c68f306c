/**
 * What lies beside a run's log and belongs into its page: the captures of its evidence, of its findings and of meetings
 * that failed, and the trace that shows its Hello schedule. A report is foreign: it names files of its own folder,
 * nothing else, and no large ones.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCapture } from '../../capture/reader.ts';
import { fileChunks } from '../../capture/source.ts';
import { factsIn, type Recorded, TraceReader } from '../../check/recorded.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { Attachment, HtmlRun } from '../../report/html/attachment.ts';
import { caseCapture } from '../../report/html/finding-part.ts';
import { intervalSeries } from '../../report/html/interval-plot.ts';
import type { NamedRun } from '../../report/run/named-run.ts';

const CAPTURE_FILE =
  /^(captures\/|findings\/[A-Za-z0-9][A-Za-z0-9._-]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*\.pcapng$/;
const TRACES = 'traces';
/** Of one capture, and of all in a page: what is larger, or comes when that is full, is named only. */
const MAX_BYTES = { one: 2 * 1024 * 1024, page: 32 * 1024 * 1024 } as const;
// The trace of a run that looks at the schedule; where all probes shared the target, it is in the one of all.
const SCHEDULE_TRACE = /-(hello-schedule|all)-\d+\.pcapng$/;

/** A run, and where its log lies; null for a report without a folder. */
export interface PlacedRun {
  readonly run: NamedRun;
  readonly folder: string | null;
}

/** Runs with all that goes into their page. */
export async function withAttachments(placed: readonly PlacedRun[]): Promise<HtmlRun[]> {
  const runs: HtmlRun[] = [];
  let room: number = MAX_BYTES.page;
  for (const { run, folder } of placed) {
    const attachments =
      folder === null ? new Map<string, Attachment>() : await attachmentsOf(run, folder, room);
    for (const { bytes } of attachments.values()) room -= bytes.length;
    runs.push({
      ...run,
      folder,
      attachments,
      schedule: folder === null ? null : await scheduleOf(folder, attachments),
    });
  }
  return runs;
}

async function attachmentsOf(
  { report }: NamedRun,
  folder: string,
  room: number,
): Promise<Map<string, Attachment>> {
  const attachments = new Map<string, Attachment>();
  let left = room;
  for (const capture of capturesOf(report)) {
    if (!CAPTURE_FILE.test(capture)) continue;
    const path = join(folder, capture);
    const size = await sizeOf(path);
    if (size === null || size > MAX_BYTES.one || size > left) continue;
    const bytes = await readFile(path);
    attachments.set(capture, { bytes, recorded: await recordedOf(path) });
    left -= bytes.length;
  }
  return attachments;
}

/** Those that show a complaint, each once. */
function capturesOf({ results, findings, interop }: NamedRun['report']): Set<string> {
  const failed = interop?.pairings.filter(({ outcome }) => outcome === 'fail') ?? [];
  return new Set([
    ...results.flatMap(({ evidence }) => evidence?.capture ?? []),
    ...findings.flatMap((finding) => caseCapture(finding) ?? []),
    ...failed.flatMap(({ captures }) => captures),
  ]);
}

/** The trace with the most Hellos at one peer: of the run's own, or of its evidence. */
async function scheduleOf(
  folder: string,
  attachments: ReadonlyMap<string, Attachment>,
): Promise<Trace | null> {
  const names = await readdir(join(folder, TRACES)).catch(() => []);
  const files = names.filter((name) => CAPTURE_FILE.test(name) && SCHEDULE_TRACE.test(name)).sort();
  const traces = [...attachments].flatMap(([name, { recorded }]) =>
    name.startsWith('HEL-1-') && recorded !== null ? [recorded.trace] : [],
  );
  for (const file of files) {
    const path = join(folder, TRACES, file);
    const size = await sizeOf(path);
    const recorded = size === null || size > MAX_BYTES.one ? null : await recordedOf(path);
    if (recorded !== null) traces.push(recorded.trace);
  }
  const gaps = (trace: Trace): number => intervalSeries(trace)[0]?.gaps.length ?? 0;
  return traces.toSorted((a, b) => gaps(b) - gaps(a))[0] ?? null;
}

/** In bytes; null for what is no plain file, a link included. */
async function sizeOf(path: string): Promise<number | null> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() === true ? found.size : null;
}

/** What a capture of ours recorded; null if it is none. */
async function recordedOf(path: string): Promise<Recorded | null> {
  let reader: TraceReader | null = null;
  for await (const batch of readCapture(fileChunks(path), path))
    for (const event of batch) {
      if (reader === null) {
        const facts = event.type === 'section' ? factsIn(event.comments) : null;
        if (facts === null || typeof facts === 'string') return null;
        reader = new TraceReader(facts);
      }
      if (event.type !== 'damage') reader.take(event);
    }
  return reader?.recorded ?? null;
}
