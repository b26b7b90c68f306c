/**
 * An earlier run as the measure of a later one: what is new counts, what was known is named.
 */

import { overall, type Verdict } from '../oracle/verdict.ts';
import type { CheckResult } from './event.ts';

/** A row of the earlier run. */
export interface BaselineRow {
  readonly requirement: string;
  readonly check: string;
  readonly verdict: Verdict;
}

/** Rows as `TLV-2 unknown-tlv-skipped`. */
export interface Comparison {
  /** As far as what is new tells. */
  readonly verdict: CheckResult['verdict'];
  /** Complaints that the earlier run did not have. */
  readonly fresh: readonly string[];
  /** Complaints of both. */
  readonly known: readonly string[];
  /** Complaints of the earlier run that pass now. */
  readonly fixed: readonly string[];
  /** Complaints of the earlier run of which this one says nothing. */
  readonly untold: readonly string[];
}

/** The rows of a `check --json`, or null if the text is none. */
export function readBaseline(text: string): BaselineRow[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(json) || json['schemaVersion'] !== 1 || json['command'] !== 'check') return null;
  const results = json['results'];
  return Array.isArray(results) && results.every(isRow) ? results : null;
}

/** What this run says that the earlier one did not. `strict`: warnings are complaints as well. */
export function compare(result: CheckResult, baseline: readonly BaselineRow[], strict: boolean): Comparison {
  const complains = (verdict: Verdict): boolean => verdict === 'fail' || (strict && verdict === 'warn');
  const judgements = result.findings.map(({ judgement }) => judgement);
  const now = judgements.filter(({ verdict }) => complains(verdict)).map(nameOf);
  const before = baseline.filter(({ verdict }) => complains(verdict)).map(nameOf);
  const passing = new Set(judgements.filter(({ verdict }) => isFine(verdict)).map(nameOf));
  const gone = before.filter((name) => !now.includes(name));
  const fresh = now.filter((name) => !before.includes(name));
  const rest = judgements.filter((one) => !now.includes(nameOf(one)));
  return {
    verdict: fresh.length > 0 ? 'fail' : overall(rest, result.seen, strict),
    fresh,
    known: now.filter((name) => before.includes(name)),
    fixed: gone.filter((name) => passing.has(name)),
    untold: gone.filter((name) => !passing.has(name)),
  };
}

function isFine(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'warn';
}

function nameOf({ requirement, check }: { readonly requirement: string; readonly check: string }): string {
  return `${requirement} ${check}`;
}

function isRow(value: unknown): value is BaselineRow {
  return (
    isObject(value) && ['requirement', 'check', 'verdict'].every((key) => typeof value[key] === 'string')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
