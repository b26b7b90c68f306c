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
}

/** `./server (runs/a)`: what it was about, and where it lies. */
export function runTitle({ name, report }: NamedRun, lang: Language = 'en'): string {
  const { command, target } = report;
  return tell(lang, '{command} of {target} ({name})', { command, target: targetName(target, lang), name });
}
