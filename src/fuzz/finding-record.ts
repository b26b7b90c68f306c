/**
 * A finding as JSON, schema version 1 (DESIGN §3): what `replay` reads, on this machine or on another. No command
 * stands in it and none is taken from it: a finding says what to send, never what to run, nor where to.
 *
 * A file may hold anything: each field is checked, and nothing in it may make a replay last longer than MAX_MS or
 * send more than MAX_SENT datagrams.
 */
import { integer, isRecord, jsonValue, nullable, type Shape, shaped, text } from '../capture/shape.ts';
import { endpointText } from '../wire/endpoint.ts';
import type { Case } from './case.ts';
import type { Finding } from './finding.ts';
import { readEndpoint, readSteps, type StepRecord, stepRecords } from './step-record.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
import { begin, end, SYMPTOM, shortText, symptomRecord } from './symptom-record.ts';

/** The name of its file in its folder. */
export const FINDING_FILE = 'finding.json';

/** What found it. */
export interface FoundWith {
  readonly seed: number;
  /** Of peerprobe. */
  readonly version: string;
}

/** The object of a finding: in a file of its own, and in `fuzz --json`. */
export interface FindingRecord extends Symptom {
  readonly id: string;
  readonly hint: string | null;
  readonly repeat: number;
  readonly steps: readonly StepRecord[];
  /** The steps' bytes in hex, in order. */
  readonly datagrams: readonly string[];
  readonly startPeer: string | null;
  readonly target: string;
  /** `5/5`. */
  readonly reproduced: string;
  readonly origin: string;
  readonly output: string;
  readonly seen: number;
}

/** A finding that was read; its trace is not in the file. */
export interface Found extends FoundWith {
  readonly finding: Finding;
}

const VERSION = 1;
const MAX_MS = 60 * 60 * 1000;
const MAX_SENT = 10_000_000;

export function findingRecord(finding: Finding): FindingRecord {
  const { id, hint, startPeer, target, reproduced, origin, output, seen } = finding;
  const steps = stepRecords(finding.case.steps);
  return {
    id,
    ...symptomRecord(finding),
    hint: hint === null ? null : begin(hint),
    repeat: finding.case.repeat,
    steps,
    datagrams: steps.map(({ hex }) => hex),
    startPeer: startPeer === null ? null : endpointText(startPeer),
    target: endpointText(target),
    reproduced: `${reproduced.times}/${reproduced.of}`,
    origin: begin(origin),
    output: end(output),
    seen,
  };
}

/** The text of a finding's file. */
export function findingText(finding: Finding, { seed, version }: FoundWith): string {
  const head = { schemaVersion: VERSION, tool: 'peerprobe', version, seed };
  return `${JSON.stringify({ ...head, ...findingRecord(finding) }, null, 2)}\n`;
}

/** Reads a finding's file; a string says what is wrong with it. Never throws. */
export function readFinding(content: string): Found | string {
  const value = jsonValue(content);
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== VERSION) return `its schemaVersion is not ${VERSION}`;
  const record = shaped(value, RECORD);
  if (typeof record === 'string') return wrong(record);
  const steps = readSteps(value['steps']);
  if (typeof steps === 'string') return wrong(steps);
  // Only the end of a program needs nothing to be sent.
  if (steps.length === 0 && !CERTAIN.has(record.kind)) return wrong('steps');
  const [target, startPeer] = [readEndpoint(record.target), readEndpoint(record.startPeer)];
  if (target === null) return wrong('target');
  if (startPeer === null && record.startPeer !== null) return wrong('startPeer');
  const reproduced = readReproduced(record.reproduced);
  if (reproduced === null) return wrong('reproduced');
  const { seed, version, repeat, ...rest } = record;
  const one = { steps, repeat };
  const finding = { ...rest, case: one, startPeer, target, reproduced, trace: null };
  return excess(one) ?? { seed, version, finding };
}

/** What an id looks like, whoever wrote it: a name that a folder can have. */
function isFindingId(value: unknown): value is string {
  return text(value) && /^[a-z][a-z-]{0,30}-[0-9a-z]{1,32}$/.test(value);
}

const RECORD: Shape<Omit<FindingRecord, 'steps' | 'datagrams'> & FoundWith> = {
  ...SYMPTOM,
  id: isFindingId,
  hint: nullable(shortText),
  repeat: positive,
  startPeer: nullable(shortText),
  target: shortText,
  reproduced: shortText,
  origin: shortText,
  output: shortText,
  seen: positive,
  seed: integer,
  version: shortText,
};

function positive(value: unknown): value is number {
  return integer(value) && value > 0;
}

function readReproduced(value: string): Finding['reproduced'] | null {
  const [, times, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  if (times === undefined || of === undefined || Number(times) > Number(of)) return null;
  return { times: Number(times), of: Number(of) };
}

function excess({ steps, repeat }: Case): string | null {
  if (steps.length * repeat > MAX_SENT) return `it would send more than ${MAX_SENT} datagrams`;
  if ((steps.at(-1)?.at ?? 0) * repeat > MAX_MS) return 'it would take more than an hour to send';
  return null;
}

function wrong(field: string): string {
  return `"${field}" is missing or wrong`;
}
