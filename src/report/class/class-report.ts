/**
 * What the runs of a class add up to: points, which requirement how many break, and who behaves alike.
 */
import type { Sentence } from '../../lang/value.ts';
import { REQUIREMENTS, type Requirement } from '../../oracle/requirement.ts';
import { rowName, type Verdict } from '../../oracle/verdict.ts';
import { complains, type RunReport, type RunVerdict, type StageRow, worstRow } from '../run/run-report.ts';

/** One target and what it came to. */
export interface ClassRow {
  readonly name: string;
  /** Where its run lies, as the user can open it. */
  readonly folder: string;
  /** The points that a faultless one gets. */
  readonly weight: number;
  /** Null if it was not judged. */
  readonly run: RunReport | null;
  /** Why it was not; null if it was, or its turn has not come. */
  readonly problem: string | null;
  /** The same as data. */
  readonly problemSaid?: Sentence | undefined;
}

/** Several parts of one class are rows one after another. */
export interface ClassReport {
  readonly version: string;
  readonly seed: number | null;
  /** A date in the form of ISO 8601; of the earliest part. */
  readonly startedAt: string;
  readonly rows: readonly ClassRow[];
}

/** What is not judged could not be told. */
export function rowVerdict({ run }: ClassRow): RunVerdict {
  return run?.verdict ?? 'inconclusive';
}

/** Of the whole class: a failure, else something that could not be told. */
export function classVerdict(rows: readonly ClassRow[]): RunVerdict {
  const verdicts = rows.map(rowVerdict);
  return (['fail', 'inconclusive'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'pass';
}

export interface Points {
  readonly points: number;
  readonly worth: number;
}

/** A stage that could be judged, its points brought to the target's weight; not rounded. */
export interface WeightedStage extends Points {
  readonly stage: StageRow;
}

/** All that could be judged: what faultless ones are worth adds up to the weight. */
export function weightedStages({ run, weight }: ClassRow): WeightedStage[] {
  const judged = (run?.stages ?? []).filter(({ state }) => state !== 'not-judged');
  const factor = weight / sumOf(judged, ({ worth }) => worth);
  return judged.map((stage) => ({ stage, points: factor * stage.points, worth: factor * stage.worth }));
}

/** Of all of them, to two decimals. A target of which no stage could be judged has none of its weight. */
export function rowPoints(row: ClassRow): Points {
  return { points: cents(sumOf(weightedStages(row), ({ points }) => points)), worth: row.weight };
}

/** To two decimals. */
export function cents(value: number): number {
  return Math.round(100 * value) / 100;
}

/** How many targets have each verdict for a requirement: of each target the worst. */
export interface RequirementCount {
  readonly requirement: Requirement;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Of which anything is known: the targets that were judged. */
  readonly of: number;
}

/** In the order of the table. */
export function requirementCounts(rows: readonly ClassRow[]): RequirementCount[] {
  const runs = judgedRuns(rows);
  return REQUIREMENTS.map((requirement) => {
    const counts = { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-observed': 0, skipped: 0 };
    for (const run of runs) counts[worstRow(run, requirement.id)?.verdict ?? 'skipped'] += 1;
    return { requirement, counts, of: runs.length };
  });
}

/** Those that somebody breaks, the most first. */
export function worstCounts(counts: readonly RequirementCount[]): RequirementCount[] {
  return counts
    .filter((one) => one.counts.fail + one.counts.warn > 0)
    .toSorted((a, b) => b.counts.fail - a.counts.fail || b.counts.warn - a.counts.warn);
}

/** Targets that do the same unusual things: the same rows complain, and every free choice that both show is the same. */
export interface Alike {
  readonly names: readonly string[];
  /** Rows as `TLV-2 unknown-tlv-skipped`. */
  readonly complaints: readonly string[];
  readonly dialect: Readonly<Record<string, string | null>>;
  /** Of the complaints those that nobody else in the class has. */
  readonly unique: readonly string[];
}

/**
 * Groups of two and more, the most unusual first. A node without complaint is like many: it is in none. Time makes free
 * choices look different now and then, so a group may be missed; none is made up.
 */
export function alikeTargets(rows: readonly ClassRow[]): Alike[] {
  const groups = new Map<string, ClassRow[]>();
  for (const row of rows) {
    const complaints = complaintsOf(row);
    if (complaints.length === 0) continue;
    const key = JSON.stringify([complaints, Object.entries(row.run?.dialect ?? {}).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const alike = [...groups.values()].filter(({ length }) => length > 1).map((group) => alikeOf(group, rows));
  return alike.toSorted(
    (a, b) => b.unique.length - a.unique.length || b.complaints.length - a.complaints.length,
  );
}

function alikeOf(group: readonly ClassRow[], all: readonly ClassRow[]): Alike {
  const [first] = group;
  const complaints = first === undefined ? [] : complaintsOf(first);
  const others = new Set(all.filter((row) => !group.includes(row)).flatMap(complaintsOf));
  return {
    names: group.map(({ name }) => name),
    complaints,
    dialect: first?.run?.dialect ?? {},
    unique: complaints.filter((one) => !others.has(one)),
  };
}

/** The rows that fail or warn, in their order. */
export function complaintsOf({ run }: ClassRow): string[] {
  if (run === null) return [];
  return run.results.filter((row) => complains(row, run) || row.verdict === 'warn').map(rowName);
}

/** The requirements that fail, each once. */
export function failedRequirements({ run }: ClassRow): string[] {
  if (run === null) return [];
  const failed = run.results.filter((row) => complains(row, run));
  return [...new Set(failed.map(({ requirement }) => requirement))];
}

/** Of the targets that were judged: of one that did not come up nothing is known. */
function judgedRuns(rows: readonly ClassRow[]): RunReport[] {
  return rows
    .flatMap(({ run }) => run ?? [])
    .filter(({ start, verdict }) => start === null || verdict !== 'inconclusive');
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
