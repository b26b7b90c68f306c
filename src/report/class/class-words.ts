/** What is said of a class, in whatever form it is shown. */
import type { Language } from '../../lang/language.ts';
import { textIn } from '../../lang/said.ts';
import { tell } from '../../lang/sentence.ts';
import type { Alike, ClassRow, RequirementCount } from './class-report.ts';

/** `41 of 60 fail`; how many warn, if none fails. */
export function countWords({ counts: { fail, warn }, of: all }: RequirementCount, lang: Language): string {
  return fail > 0
    ? tell(lang, '{count} of {all} fail', { count: fail, all })
    : tell(lang, '{count} of {all} warn', { count: warn, all });
}

/** The rows of a group, and which of them nobody else has. */
export function alikeWords({ complaints, unique }: Alike, lang: Language): string {
  const rows = complaints.join(', ');
  if (unique.length === 0) return rows;
  return unique.length === complaints.length
    ? `${rows}; ${tell(lang, 'nobody else has any of these')}`
    : `${rows}; ${tell(lang, 'nobody else has {rows}', { rows: unique.join(', ') })}`;
}

/** What a group says, and what it does not. */
export const SAME_BEHAVIOUR =
  'In a group the same checks complain, and the free choices that were seen are the same. A common template, lecture or misreading does that too: it is a reason to look, and shows nothing about where code comes from.';

/**
 * Why a target was not judged, or did not come up; null if there is nothing to say. The first line says it, what a
 * compiler printed may follow.
 */
export function problemWords({ problem, problemSaid, run }: ClassRow, lang: Language): string | null {
  if (problem !== null) return textIn(lang, problem, problemSaid);
  return run === null || run.start === null ? null : textIn(lang, run.start, run.startSaid);
}

/** Of that the first line. */
export function problemLine(row: ClassRow, lang: Language): string | null {
  return problemWords(row, lang)?.split('\n')[0] ?? null;
}
