/**
 * Runs as annotations of GitHub Actions, the gravest first: of one step GitHub shows only so many.
 */
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { tell } from '../../lang/sentence.ts';
import { rowName } from '../../oracle/verdict.ts';
import { escapeText } from '../escape.ts';
import { breachesOf, breachTitle, whereText } from '../interop-report.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { shortText, stageText, tallyText, toldItems } from './run-line.ts';
import { complains, type RunReport } from './run-report.ts';

type Severity = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
}

/** A line each. */
export function githubAnnotations(runs: readonly NamedRun[], lang: Language = 'en'): string {
  const all = runs.flatMap((run) => [
    ...rows(run.report, lang),
    ...findings(run.report, lang),
    ...breaches(run.report, lang),
    whole(run, lang),
  ]);
  const sorted = SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity));
  return sorted
    .map(({ severity, title, text }) => `::${severity} title=${property(title)}::${data(text)}\n`)
    .join('');
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

function rows(report: RunReport, lang: Language): Annotation[] {
  return report.results.flatMap((row): Annotation[] => {
    const severity = complains(row, report) ? 'error' : row.verdict === 'warn' ? 'warning' : null;
    if (severity === null) return [];
    const lines = toldItems(lang, row);
    return [{ severity, title: rowName(row), text: lines.map(escapeText).join('\n') }];
  });
}

function findings(report: RunReport, lang: Language): Annotation[] {
  return report.findings.map((finding) => {
    const { actual } = toldIn(lang, finding);
    const text = tell(lang, '{actual} (shown by {count} re-runs)', { actual, count: finding.reproduced });
    return { severity: 'error', title: `${finding.id} ${finding.signature}`, text: escapeText(text) };
  });
}

function breaches({ interop }: RunReport, lang: Language): Annotation[] {
  if (interop === null) return [];
  return breachesOf(interop, lang).map((breach) => ({
    severity: 'error',
    title: breachTitle(breach, interop.nodes, lang),
    text: [breach.text, whereText(breach, lang)].map(escapeText).join('\n'),
  }));
}

function whole(run: NamedRun, lang: Language): Annotation {
  const { report } = run;
  const parts = [tallyText(report, lang), stageText(report, lang), shortText(report, lang)].filter(
    (part) => part !== null,
  );
  const severity = report.verdict === 'inconclusive' ? 'warning' : 'notice';
  return {
    severity,
    title: tell(lang, '{name}: {text}', { name: runTitle(run, lang), text: tell(lang, report.verdict) }),
    text: parts.map(escapeText).join('\n'),
  };
}

/** Workflow commands read % escapes, in properties also of : and , */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
