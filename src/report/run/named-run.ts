/**
 * A run that a report is made of, and what the user calls it.
 */
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { type RunReport, targetName } from './run-report.ts';

export interface NamedRun {
  /** The folder or file as the user gave it. */
  readonly name: string;
  readonly report: RunReport;
  /** What its class calls the target; undefined for a run by itself. */
  readonly target?: string;
}

/** `check of ./server (runs/a)`: what it was about, and where it lies. */
export function runTitle(run: NamedRun, lang: Language = 'en'): string {
  const { command } = run.report;
  return tell(lang, '{command} of {target} ({name})', {
    command,
    target: shortName(run, lang),
    name: run.name,
  });
}

/** What tells it from others in few words. */
export function shortName({ report, target }: NamedRun, lang: Language = 'en'): string {
  return target ?? targetName(report, lang);
}
