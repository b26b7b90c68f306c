/** Schemas of `report`. */

import type { RunDiff } from '../run/run-diff.ts';
import type { FindingRow, Reach, RunCommand, RunReport } from '../run/run-report.ts';
import { LIKENESS, NEXT, RESULT, STAGE } from './check.ts';
import { REQUIREMENT } from './datagram.ts';
import { TRIED_CELL } from './fuzz.ts';
import { RUN_VERDICT, SAID, TARGET, VERSION_1 } from './head.ts';
import { MEETINGS } from './interop.ts';
import {
  COUNT,
  exactly,
  HEX,
  listOf,
  mapOf,
  NUMBER,
  nullable,
  type RequiredOf,
  record,
  recordOf,
  TEXT,
  told,
  wordOf,
} from './shape.ts';

const COMMANDS = wordOf<RunCommand>({ check: true, fuzz: true, interop: true });

const FINDING = recordOf<FindingRow>(
  {
    id: TEXT,
    kind: TEXT,
    signature: TEXT,
    requirement: nullable(REQUIREMENT),
    expected: TEXT,
    actual: TEXT,
    hint: nullable(TEXT),
    reproduced: TEXT,
    seen: COUNT,
    datagrams: listOf(HEX),
    output: TEXT,
    folder: nullable(TEXT),
  },
  { said: SAID },
);

const REACH = recordOf<Reach>({ cases: COUNT, datagrams: COUNT, lost: nullable(COUNT), dropped: COUNT }, {});

const RUN: RequiredOf<RunReport & { readonly name: string }> = {
  name: TEXT,
  command: COMMANDS,
  version: TEXT,
  target: TARGET,
  seed: nullable(COUNT),
  startedAt: TEXT,
  durationMs: nullable(NUMBER),
  verdict: RUN_VERDICT,
  ended: nullable(TEXT),
  start: nullable(TEXT),
  results: listOf(RESULT),
  stages: listOf(STAGE),
  completeUpTo: nullable(TEXT),
  next: NEXT,
  likeness: listOf(LIKENESS),
  dialect: nullable(mapOf(nullable(TEXT))),
  flaky: listOf(TEXT),
  findings: listOf(FINDING),
  reach: nullable(REACH),
  tried: nullable(listOf(TRIED_CELL)),
  interop: told(nullable(MEETINGS), 'of interop: who met whom'),
};

export const HEAD = { ...VERSION_1, tool: exactly('peerprobe') };

export const REPORT = record({ ...HEAD, command: exactly('report'), runs: listOf(record(RUN)) });

const SIDE = record({ name: TEXT, command: COMMANDS, target: TARGET, startedAt: TEXT, verdict: RUN_VERDICT });
const NAMES = listOf(TEXT);
export const DIFF: RequiredOf<RunDiff> = {
  fixed: NAMES,
  broken: NAMES,
  still: NAMES,
  flaky: NAMES,
  untold: NAMES,
};

export const REPORT_DIFF = record({
  ...HEAD,
  command: exactly('report diff'),
  before: SIDE,
  after: SIDE,
  ...DIFF,
});
