/**
 * Runs as annotations of GitHub Actions, the gravest first: of one step GitHub shows only so many.
 */
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { shortText, stageText, tallyText } from './run-line.ts';
import { complains, type RunReport } from './run-report.ts';

type Severity = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
}

/** A line each. */
export function githubAnnotations(runs: readonly NamedRun[]): string {
  const all = runs.flatMap((run) => [...rows(run.report), ...findings(run.report), whole(run)]);
  const sorted = SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity));
  return sorted
    .map(({ severity, title, text }) => `::${severity} title=${property(title)}::${data(text)}\n`)
    .join('');
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

function rows(report: RunReport): Annotation[] {
  return report.results.flatMap((row): Annotation[] => {
    const severity = complains(row, report) ? 'error' : row.verdict === 'warn' ? 'warning' : null;
    if (severity === null) return [];
    const { expected, actual, hint } = row;
    const lines = [`expected: ${expected}`, `seen: ${actual}`, ...(hint === null ? [] : [`hint: ${hint}`])];
    return [{ severity, title: rowName(row), text: lines.map(escapeText).join('\n') }];
  });
}

function findings(report: RunReport): Annotation[] {
  return report.findings.map(({ id, signature, actual, reproduced }) => ({
    severity: 'error',
    title: `${id} ${signature}`,
    text: escapeText(`${actual} (shown by ${reproduced} re-runs)`),
  }));
}

function whole(run: NamedRun): Annotation {
  const { report } = run;
  const parts = [tallyText(report), stageText(report), shortText(report)].filter((part) => part !== null);
  const severity = report.verdict === 'inconclusive' ? 'warning' : 'notice';
  return { severity, title: `${runTitle(run)}: ${report.verdict}`, text: parts.map(escapeText).join('\n') };
}

/** Workflow commands read % escapes, in properties also of : and , */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
