/** Schema of a class of targets: `check --many`, and `report` and `merge` of its folders. */
import { VERDICTS } from '../../oracle/verdict.ts';
import type { ClassDiff, TargetDiff } from '../class/class-diff.ts';
import type { Alike, ClassRow, Points } from '../class/class-report.ts';
import { LIKENESS } from './check.ts';
import { REQUIREMENT, SECTION } from './datagram.ts';
import { LEVEL, RUN_VERDICT, TARGET, toolHead } from './head.ts';
import { DIFF, HEAD } from './report.ts';
import {
  COUNT,
  DATE,
  exactly,
  listOf,
  mapOf,
  NUMBER,
  nullable,
  type RequiredOf,
  record,
  recordOf,
  TEXT,
  told,
} from './shape.ts';

const POINTS: RequiredOf<Points> = { points: NUMBER, worth: NUMBER };

const ROW: RequiredOf<Omit<ClassRow, 'run' | 'problemSaid'>> = {
  name: TEXT,
  folder: TEXT,
  weight: NUMBER,
  problem: told(nullable(TEXT), 'why it was not judged, or did not come up'),
};

const CLASS_TARGET = record({
  ...ROW,
  ...POINTS,
  target: nullable(TARGET),
  verdict: RUN_VERDICT,
  completeUpTo: nullable(TEXT),
  failed: listOf(REQUIREMENT),
  complaints: listOf(TEXT),
  likeness: listOf(LIKENESS),
  dialect: nullable(mapOf(nullable(TEXT))),
  durationMs: nullable(NUMBER),
});

const REQUIREMENT_COUNT = record({
  requirement: REQUIREMENT,
  section: SECTION,
  level: LEVEL,
  title: TEXT,
  of: told(COUNT, 'targets that were judged'),
  ...Object.fromEntries(VERDICTS.map((verdict) => [verdict, COUNT])),
});

const NAMES = listOf(TEXT);
/** Targets with the same unusual behaviour. */
const ALIKE = recordOf<Alike>(
  { names: NAMES, complaints: NAMES, dialect: mapOf(nullable(TEXT)), unique: NAMES },
  {},
);

export const CHECK_MANY = record({
  ...toolHead('check --many'),
  seed: nullable(COUNT),
  startedAt: DATE,
  verdict: RUN_VERDICT,
  summary: record({ targets: COUNT, pass: COUNT, fail: COUNT, inconclusive: COUNT, notJudged: COUNT }),
  targets: listOf(CLASS_TARGET),
  requirements: listOf(REQUIREMENT_COUNT),
  groups: listOf(ALIKE),
});

const TARGET_DIFF = recordOf<TargetDiff>({ name: TEXT, ...DIFF }, {});

const CLASS_DIFF: RequiredOf<ClassDiff> = {
  targets: listOf(TARGET_DIFF),
  onlyBefore: NAMES,
  onlyAfter: NAMES,
};

export const CLASS_REPORT_DIFF = record({ ...HEAD, command: exactly('report diff'), ...CLASS_DIFF });
