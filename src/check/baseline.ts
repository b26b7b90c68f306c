/**
 * An earlier run as the measure of a later one: what is new counts, what was known is named.
 */
import { isRecord, text as isText, jsonValue } from '../capture/shape.ts';
import { overall, rowName, type Verdict } from '../oracle/verdict.ts';
import type { CheckResult } from './event.ts';

/** A row of the earlier run. */
export interface BaselineRow {
  readonly requirement: string;
  readonly check: string;
  readonly verdict: Verdict;
}

/** Complaints of two runs, by their names. */
export interface Differences {
  /** Complaints that the earlier run did not have. */
  readonly fresh: readonly string[];
  /** Complaints of both. */
  readonly known: readonly string[];
  /** Complaints of the earlier run that pass now. */
  readonly fixed: readonly string[];
  /** Complaints of the earlier run of which this one says nothing. */
  readonly untold: readonly string[];
}

/** Rows as `TLV-2 unknown-tlv-skipped`. */
export interface Comparison extends Differences {
  /** As far as what is new tells. */
  readonly verdict: CheckResult['verdict'];
}

/** The rows of a `check --json`, or null if the text is none. */
export function readBaseline(text: string): BaselineRow[] | null {
  const json = jsonValue(text);
  if (!isRecord(json) || json['schemaVersion'] !== 1 || json['command'] !== 'check') return null;
  const results = json['results'];
  return Array.isArray(results) && results.every(isRow) ? results : null;
}

/** What this run says that the earlier one did not. `strict`: warnings are complaints as well. */
export function compare(result: CheckResult, baseline: readonly BaselineRow[], strict: boolean): Comparison {
  const complains = (verdict: Verdict): boolean => verdict === 'fail' || (strict && verdict === 'warn');
  const judgements = result.findings.map(({ judgement }) => judgement);
  const now = judgements.filter(({ verdict }) => complains(verdict)).map(rowName);
  const before = baseline.filter(({ verdict }) => complains(verdict)).map(rowName);
  const passing = new Set(judgements.filter(({ verdict }) => isFine(verdict)).map(rowName));
  const differences = differencesOf(before, now, passing);
  const rest = judgements.filter((one) => !now.includes(rowName(one)));
  const verdict = differences.fresh.length > 0 ? 'fail' : overall(rest, result.seen, strict);
  return { verdict, ...differences };
}

/** Which complaints came, stayed and went; `passing`: what the later run found in order. */
export function differencesOf(
  before: readonly string[],
  now: readonly string[],
  passing: ReadonlySet<string>,
): Differences {
  const gone = before.filter((name) => !now.includes(name));
  return {
    fresh: now.filter((name) => !before.includes(name)),
    known: now.filter((name) => before.includes(name)),
    fixed: gone.filter((name) => passing.has(name)),
    untold: gone.filter((name) => !passing.has(name)),
  };
}

function isFine(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'warn';
}

function isRow(value: unknown): value is BaselineRow {
  return isRecord(value) && ['requirement', 'check', 'verdict'].every((key) => isText(value[key]));
}
