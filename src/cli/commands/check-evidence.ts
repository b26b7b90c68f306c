/**
 * Puts captures of a run into a folder: one pcapng for each failure and, with `--out`, one for each trace, with the
 * record by which `check --from` judges the run again.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult, Finding } from '../../check/event.ts';
import { RUN_RECORD, type RunRecord, recordText, traceFile, traceRuns } from '../../check/run-record.ts';
import type { TraceRun } from '../../check/trace-comment.ts';
import { EnvironmentError } from '../../net/error.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { EvidencePlace } from '../../report/check-json.ts';
import { type EvidenceFacts, evidenceCapture, evidenceFrames } from '../../report/evidence.ts';
import { concat } from '../../wire/bytes.ts';

/** Where a run's captures come from. */
export interface Recording {
  /** The program that writes. */
  readonly application: string;
  /** Added to the traces' times to make them dates. */
  readonly epochMs: number;
}

/** Writes the captures; where none is asked for by `out`, a temporary folder is made and named on stderr. */
export async function writeEvidence(
  result: CheckResult,
  out: string | undefined,
  recording: Recording,
  talk: (text: string) => void,
): Promise<Map<Finding, EvidencePlace>> {
  const places = new Map<Finding, EvidencePlace>();
  const worth = result.findings.filter(
    ({ judgement, trace }) => trace !== null && WORTH.has(judgement.verdict),
  );
  if (worth.length === 0) return places;
  const runs = traceRuns(result.runs);
  return written(async () => {
    const folder = out ?? (await mkdtemp(join(tmpdir(), 'peerprobe-check-')));
    if (out === undefined) talk(`evidence: ${folder}`);
    for (const finding of worth) {
      if (finding.trace === null) continue;
      const { judgement, trace } = finding;
      const capture = `${judgement.requirement}-${judgement.check}.pcapng`;
      const facts = factsOf(recording, runs.get(trace) ?? []);
      await writeFile(join(folder, capture), gathered(evidenceCapture(judgement, trace, facts)));
      places.set(finding, { capture, packets: evidenceFrames(judgement, trace) });
    }
    return places;
  });
}

/** Writes every trace of the run into `traces/` of the folder, in place of an earlier run's, and its record. */
export async function writeTraces(
  result: CheckResult,
  folder: string,
  recording: Recording,
  record: Omit<RunRecord, 'traces'>,
): Promise<void> {
  await written(async () => {
    // First: a record that is there is of traces that are whole.
    await rm(join(folder, RUN_RECORD), { force: true });
    await mkdir(join(folder, 'traces'), { recursive: true });
    const traces: string[] = [];
    for (const [trace, runs] of traceRuns(result.runs)) {
      const file = traceFile(traces.length + 1, runs);
      traces.push(file);
      await writeTrace(join(folder, file), trace, factsOf(recording, runs));
    }
    await writeFile(join(folder, RUN_RECORD), recordText({ ...record, traces }));
  });
}

function writeTrace(path: string, trace: Trace, facts: EvidenceFacts): Promise<void> {
  return writeFile(path, gathered(evidenceCapture(null, trace, facts)));
}

function factsOf({ application, epochMs }: Recording, runs: readonly TraceRun[]): EvidenceFacts {
  return { application, epochMs: Math.round(epochMs), runs };
}

async function written<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      `the evidence cannot be written: ${reason}`,
      'choose another folder with --out DIR',
      { cause },
    );
  }
}

const PIECE = 256 * 1024;

/** Small pieces gathered to some of about PIECE bytes: one write each. */
function* gathered(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < PIECE) continue;
    yield concat(held);
    held = [];
    size = 0;
  }
  yield concat(held);
}

const WORTH: ReadonlySet<string> = new Set(['fail', 'warn', 'inconclusive']);
