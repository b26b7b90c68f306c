/**
 * `check --from` on what a run of ours left: its folder, or captures of single traces. The judges read the traces
 * again; nothing is sent.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROBES } from '../../check/catalogue.ts';
import type { CheckResult, Finding, Run } from '../../check/event.ts';
import { judgementsOf, type Probe } from '../../check/probe.ts';
import type { Recorded } from '../../check/recorded.ts';
import { type RunEnd, resultOf } from '../../check/result.ts';
import { RUN_RECORD, type RunRecord, readRecord } from '../../check/run-record.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { EvidencePlace } from '../../report/check-json.ts';
import { escapeText } from '../../report/escape.ts';
import { UsageError } from '../error.ts';

/** A trace and the name of its capture. */
export interface RecordedFile {
  readonly file: string;
  readonly recorded: Recorded;
}

// Nobody's run has more; a larger file is not ours.
const MAX_RECORD = 1024 * 1024;

/** The record of the folder. UsageError if it has none that can be read. */
export async function recordOf(folder: string): Promise<RunRecord> {
  const path = join(folder, RUN_RECORD);
  const content = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
    throw new UsageError(`${folder} holds no ${RUN_RECORD}`, 'check --out DIR leaves one; or name captures', {
      cause,
    });
  });
  const record =
    content.length > MAX_RECORD ? 'it is too long' : readRecord(new TextDecoder().decode(content));
  if (typeof record === 'string') throw new UsageError(`${path} cannot be used: ${escapeText(record)}`);
  return record;
}

/** How the run of the record ended, that had selected these probes and left these traces. */
export function endOf(record: RunRecord, probes: readonly Probe[], files: readonly RecordedFile[]): RunEnd {
  const { command, strict, ended, start, rig, dropped } = record;
  const done = new Set(files.flatMap(({ recorded }) => recorded.runs.map(({ check }) => check)));
  const left = probes.filter(({ check }) => !done.has(check));
  const reason = start === null ? ended : 'start';
  return {
    strict,
    stopped: ended !== null,
    ended,
    undone: reason === null || reason === 'interrupted' ? null : { reason, probes: left },
    start,
    rig,
    // Only a target that somebody else runs is shared by the probes.
    company: command === null,
    dropped,
  };
}

/** What the traces add up to, and where in the captures it shows. Checks that we do not have are named to `talk`. */
export function rejudge(
  files: readonly RecordedFile[],
  end: RunEnd,
  talk: (text: string) => void,
): { readonly result: CheckResult; readonly places: Map<Finding, EvidencePlace> } {
  const result = resultOf(runsOf(files, talk), end);
  const owners = new Map<Trace, RecordedFile>(files.map((one) => [one.recorded.trace, one]));
  const places = new Map<Finding, EvidencePlace>();
  for (const finding of result.findings) {
    const owner = finding.trace === null ? undefined : owners.get(finding.trace);
    if (owner === undefined || !WORTH.has(finding.judgement.verdict)) continue;
    const packets = finding.judgement.evidence.flatMap((index) => owner.recorded.frames[index] ?? []);
    places.set(finding, { capture: owner.file, packets });
  }
  return { result, places };
}

const WORTH: ReadonlySet<string> = new Set(['fail', 'warn', 'inconclusive']);

/** Probe by probe in the order of their first appearance, each with its tries in theirs. */
function runsOf(files: readonly RecordedFile[], talk: (text: string) => void): Run[] {
  const found = new Map<string, { readonly attempt: number; readonly trace: Trace }[]>();
  for (const { recorded } of files) {
    for (const { check, attempt } of recorded.runs) {
      const tries = found.get(check) ?? [];
      found.set(check, tries);
      tries.push({ attempt, trace: recorded.trace });
    }
  }
  return [...found].flatMap(([check, tries]) => {
    const probe = PROBES.find((one) => one.check === check);
    if (probe === undefined) talk(`no check here is named ${escapeText(check)}: its runs are not judged`);
    if (probe === undefined) return [];
    return tries
      .toSorted((a, b) => a.attempt - b.attempt)
      .map(({ trace }) => ({ probe, trace, judgements: judgementsOf(probe, trace) }));
  });
}
