/**
 * A class as the one object of `check --many --json`, schema version 1.
 */
import {
  alikeTargets,
  type ClassReport,
  type ClassRow,
  classVerdict,
  complaintsOf,
  failedRequirements,
  requirementCounts,
  rowPoints,
  rowVerdict,
} from './class-report.ts';

/** The object that programs read. */
export function classJson(report: ClassReport): Record<string, unknown> {
  const { rows, version, seed, startedAt } = report;
  const count = (verdict: string): number => rows.filter((row) => rowVerdict(row) === verdict).length;
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version,
    command: 'check --many',
    seed,
    startedAt,
    verdict: classVerdict(rows),
    summary: {
      targets: rows.length,
      pass: count('pass'),
      fail: count('fail'),
      inconclusive: count('inconclusive'),
      notJudged: rows.filter(({ run }) => run === null).length,
    },
    targets: rows.map(rowJson),
    requirements: requirementCounts(rows).map(
      ({ requirement: { id, section, level, title }, counts, of }) => ({
        requirement: id,
        section,
        level,
        title,
        of,
        ...counts,
      }),
    ),
    groups: alikeTargets(rows),
  };
}

function rowJson(row: ClassRow): Record<string, unknown> {
  const { name, folder, weight, run, problem } = row;
  return {
    name,
    folder,
    weight,
    target: run?.target ?? null,
    verdict: rowVerdict(row),
    problem: problem ?? run?.start ?? null,
    ...rowPoints(row),
    completeUpTo: run?.completeUpTo ?? null,
    failed: failedRequirements(row),
    complaints: complaintsOf(row),
    likeness: run?.likeness ?? [],
    dialect: run?.dialect ?? null,
    durationMs: run?.durationMs ?? null,
  };
}
