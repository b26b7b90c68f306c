/**
 * Classes read back from their folders, several parts as one: for `report` and `merge`.
 */
import { sentence } from '../../lang/sentence.ts';
import type { ClassReport, ClassRow } from '../../report/class/class-report.ts';
import { NOTHING, type RunReport } from '../../report/run/run-report.ts';
import { UsageError } from '../error.ts';
import {
  CLASS_FILE,
  type ClassRecord,
  readClass,
  readRun,
  readTarget,
  targetFolder,
} from './class-folder.ts';

/** The class of that folder as far as it is done; null if it is none. UsageError if it is damaged. */
export async function classOf(folder: string): Promise<ClassReport | null> {
  const record = await readClass(folder);
  if (record === null) return null;
  if (typeof record === 'string')
    throw new UsageError(`${folder}: ${record}`, `without ${CLASS_FILE} it is no class`);
  const rows: ClassRow[] = [];
  for (const target of record.targets) rows.push(await rowOf(folder, target));
  const { version, seed, startedAt } = record;
  return { version, seed, startedAt, rows };
}

/** Parts of one class, in that order. */
export function together(parts: readonly ClassReport[]): ClassReport {
  const [first] = parts.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  if (first === undefined) throw new Error('no class');
  const seed = parts.every((part) => part.seed === first.seed) ? first.seed : null;
  return { ...first, seed, rows: parts.flatMap(({ rows }) => rows) };
}

/** What reports of runs say of a target, also of one that was not judged. */
export function runOf(
  { run, problem, problemSaid }: ClassRow,
  { version, startedAt }: ClassReport,
): RunReport {
  if (run !== null) return run;
  return {
    ...NOTHING,
    command: 'check',
    version,
    target: { endpoint: null, command: null },
    seed: null,
    startedAt,
    durationMs: null,
    verdict: 'inconclusive',
    start: problem ?? NOT_YET,
    startSaid: problem === null ? sentence(NOT_YET) : problemSaid,
  };
}

const NOT_YET = 'it has not been judged yet';

async function rowOf(folder: string, target: ClassRecord['targets'][number]): Promise<ClassRow> {
  const { name, weight } = target;
  const own = targetFolder(folder, target);
  const record = await readTarget(own);
  const isJudged = record !== null && record.problem === null;
  const run = isJudged ? await readRun(own) : null;
  const { problem = null, problemSaid } = record ?? {};
  return { name, weight, folder: own, run, problem, problemSaid };
}
