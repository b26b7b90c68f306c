/**
 * A run that a report is made of, and what the user calls it.
 */
import { type RunReport, targetName } from './run-report.ts';

export interface NamedRun {
  /** The folder or file as the user gave it. */
  readonly name: string;
  readonly report: RunReport;
}

/** `./server (runs/a)`: what it was about, and where it lies. */
export function runTitle({ name, report }: NamedRun): string {
  return `${report.command} of ${targetName(report.target)} (${name})`;
}
