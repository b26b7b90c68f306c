/**
 * What a run leaves in its folder so that it can be judged again: `run.json` says how it was asked for and which
 * captures are its traces, in order; each capture says which runs of which probes it belongs to.
 */

import {
  integer,
  isRecord,
  isTime,
  listOf,
  nullable,
  optional,
  type Shape,
  shaped,
  shapeOf,
  text,
  truth,
  words,
} from '../capture/shape.ts';
import { isSentence } from '../lang/foreign-sentence.ts';
import type { Holder } from '../net/holder.ts';
import type { Rig } from '../net/rig.ts';
import type { Start } from '../net/start.ts';
import type { Trace } from '../oracle/trace.ts';
import type { EndReason } from './ending.ts';
import type { Run } from './event.ts';
import type { TraceRun } from './trace-comment.ts';

/** The name of the record in its folder. */
export const RUN_RECORD = 'run.json';

/** Everything of a run that its traces do not hold. */
export interface RunRecord {
  readonly endpoint: string | null;
  readonly command: readonly string[] | null;
  readonly seed: number;
  /** When it began, in ms since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** What `--only` and `--skip` named. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict: boolean;
  /** Why it ended before its time; null if it did not. */
  readonly ended: EndReason | null;
  /** What kept the program from coming up; null if it came up, or somebody else started it. */
  readonly start: Start | null;
  /** The machine that it was measured on; null if nobody looked. */
  readonly rig: Rig | null;
  /** Datagrams that the fence held back. */
  readonly dropped: number;
  /** The captures, relative to the folder: `traces/01-hello-schedule-1.pcapng`. */
  readonly traces: readonly string[];
}

const VERSION = 1;

/** The text of the record's file. */
export function recordText(record: RunRecord): string {
  return `${JSON.stringify({ schemaVersion: VERSION, tool: 'peerprobe', kind: 'run', ...record }, null, 2)}\n`;
}

/** Reads the record; a string says what is wrong with it. Never throws. */
export function readRecord(content: string): RunRecord | string {
  const value = parsed(content);
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== VERSION) return `its schemaVersion is not ${VERSION}`;
  const record = shaped(value, RECORD);
  return typeof record === 'string' ? `"${record}" is missing or wrong` : record;
}

/** The traces of the runs in order, each with the runs that it belongs to. */
export function traceRuns(runs: readonly Run[]): Map<Trace, TraceRun[]> {
  const found = new Map<Trace, TraceRun[]>();
  const attempts = new Map<string, number>();
  for (const { probe, trace } of runs) {
    const attempt = (attempts.get(probe.check) ?? 0) + 1;
    attempts.set(probe.check, attempt);
    found.set(trace, [...(found.get(trace) ?? []), { check: probe.check, attempt }]);
  }
  return found;
}

/** The file of a trace, the `place`th of its run from 1. What several probes share is of them all. */
export function traceFile(place: number, [first, ...others]: readonly TraceRun[]): string {
  const check = first === undefined || others.length > 0 ? 'all' : first.check;
  return `traces/${String(place).padStart(2, '0')}-${check}-${first?.attempt ?? 1}.pcapng`;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

// A record names files of its own folder, nothing else: a foreign one opens no other.
const TRACE_FILE = /^traces\/[A-Za-z0-9][A-Za-z0-9._-]*\.pcapng$/;

function traceName(value: unknown): value is string {
  return text(value) && TRACE_FILE.test(value);
}

const START: Shape<Start> = {
  problem: nullable(words({ ended: 1, 'waits-for-input': 1, 'other-port': 1, 'no-port': 1, silent: 1 })),
  text,
  said: optional(isSentence),
  output: text,
};

const RIG: Shape<Rig> = {
  loss: shapeOf<Rig['loss']>({ sent: integer, received: integer }),
  lateness: shapeOf<Rig['lateness']>({ median: isTime, max: isTime }),
  addresses: truth,
  receiveBuffer: nullable(integer),
  counters: truth,
  holder: nullable(shapeOf<Holder>({ pid: integer, name: text })),
};

const RECORD: Shape<RunRecord> = {
  endpoint: nullable(text),
  command: nullable(listOf(text)),
  seed: integer,
  startedAt: isTime,
  durationMs: isTime,
  only: listOf(text),
  skip: listOf(text),
  strict: truth,
  ended: nullable(words({ interrupted: 1, timeout: 1, lost: 1 })),
  start: nullable(shapeOf(START)),
  rig: nullable(shapeOf(RIG)),
  dropped: integer,
  traces: listOf(traceName),
};
