/**
 * Two runs of one target, an earlier and a later one: what is fixed, what is broken, what is still there, and what
 * neither of them can be relied on for.
 */
import { differencesOf } from '../../check/baseline.ts';
import type { Outcome } from '../../interop/outcome.ts';
import { rowName } from '../../oracle/verdict.ts';
import { testsThat } from '../interop-report.ts';
import { complains, type RunReport } from './run-report.ts';

/**
 * Names of rows (`TLV-2 unknown-tlv-skipped`), of findings (`crash-1f27c9a0`) and of tests (`./a joins ./b: lose`), in the
 * order of the reports.
 */
export interface RunDiff {
  readonly fixed: readonly string[];
  readonly broken: readonly string[];
  readonly still: readonly string[];
  /** Rows that were judged differently within one of the runs. */
  readonly flaky: readonly string[];
  /**
   * Complaints of one of them of which the other says nothing. A finding that did not show again is one of these:
   * other datagrams were sent; `replay` tells.
   */
  readonly untold: readonly string[];
}

export function runDiff(before: RunReport, after: RunReport): RunDiff {
  const flaky = [...new Set([...before.flaky, ...after.flaky])];
  const sure = (names: readonly string[]): string[] => names.filter((name) => !flaky.includes(name));
  const { fresh, known, fixed, untold } = differencesOf(
    complaintsOf(before),
    complaintsOf(after),
    passingOf(after),
  );
  const passed = passingOf(before);
  const findings = new Set(after.findings.map(({ id }) => id));
  const isBroken = (name: string): boolean => passed.has(name) || findings.has(name);
  return {
    fixed: sure(fixed),
    broken: sure(fresh.filter(isBroken)),
    still: sure(known),
    flaky,
    untold: sure([...untold, ...fresh.filter((name) => !isBroken(name))]),
  };
}

function complaintsOf(report: RunReport): string[] {
  return [
    ...report.results.filter((row) => complains(row, report)).map(rowName),
    ...report.findings.map(({ id }) => id),
    ...metTests(report, 'fail'),
  ];
}

function passingOf(report: RunReport): ReadonlySet<string> {
  const passing = report.results.filter(
    (row) => !complains(row, report) && (row.verdict === 'pass' || row.verdict === 'warn'),
  );
  return new Set([...passing.map(rowName), ...metTests(report, 'pass')]);
}

function metTests({ interop }: RunReport, wanted: Outcome): string[] {
  return interop === null ? [] : testsThat(({ outcome }) => outcome === wanted, interop);
}
