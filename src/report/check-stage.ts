/**
 * How far a node has come in the stages of the exercise, for people.
 */
import type { Language } from '../lang/language.ts';
import { textIn } from '../lang/said.ts';
import { decimal, inWords, sentence, tell } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import type { Progress, StageState } from '../oracle/stage.ts';
import type { Style, Theme } from './theme.ts';

type Report = Omit<Progress, 'judged'>;

/** `complete up to 2.1.6; next: answer a Peer Request (§2.2.2)`; empty if not every row was selected. */
export function stageLine({ completeUpTo, next }: Report, lang: Language = 'en'): string {
  if (completeUpTo === null && next === null) return '';
  const done = doneSaid(completeUpTo);
  if (next === null) return inWords(lang, done);
  const place = /^\d/.test(next.stage) ? `§${next.stage}` : inWords(lang, next.stage);
  return tell(lang, '{done}; next: {what} ({place})', {
    done,
    what: textIn(lang, next.what, next.said),
    place,
  });
}

/** How far it is without a gap. */
export function doneSaid(completeUpTo: string | null): Sentence {
  return completeUpTo === null
    ? sentence('no stage is complete')
    : sentence('complete up to {stage}', { stage: completeUpTo });
}

/** Points of all stages that were judged, and what they are worth. */
export function pointsOf(stages: readonly Pointed[]): { readonly points: number; readonly worth: number } {
  const judged = stages.filter(({ state }) => state !== 'not-judged');
  const sum = (key: 'points' | 'worth'): number =>
    Math.round(100 * judged.reduce((total, stage) => total + stage[key], 0)) / 100;
  return { points: sum('points'), worth: sum('worth') };
}

interface Pointed {
  readonly state: string;
  readonly points: number;
  readonly worth: number;
}

// Of the first two, in characters.
const COLUMNS: Readonly<Record<Language, readonly [number, number]>> = { en: [11, 12], fr: [11, 14] };

/** One line a stage, with its points and their sum. */
export function stageTable({ stages }: Report, theme: Theme, lang: Language = 'en'): string[] {
  const [first, second] = COLUMNS[lang];
  const sum = pointsOf(stages);
  const rows = stages.map(({ id, title, passed, of, points, worth, state }) => {
    const counts =
      state === 'not-judged'
        ? ''.padEnd(12)
        : `${decimal(lang, `${points}/${worth}`)}`.padEnd(7) + `${passed}/${of}`.padEnd(5);
    return `  ${inWords(lang, id).padEnd(first)}${stateStyle(theme)[state](tell(lang, state).padEnd(second))}${counts} ${inWords(lang, title)}`;
  });
  return [
    theme.strong(
      `  ${tell(lang, 'stage').padEnd(first)}${tell(lang, 'state').padEnd(second)}${tell(lang, 'points').padEnd(7)}${tell(lang, 'rows')}`,
    ),
    ...rows,
    `  ${''.padEnd(first + second)}${decimal(lang, `${sum.points}/${sum.worth}`)}`,
  ];
}

function stateStyle(theme: Theme): Record<StageState, Style> {
  return { complete: theme.ok, begun: theme.warn, 'not-reached': theme.dim, 'not-judged': theme.dim };
}
