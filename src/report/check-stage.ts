/**
 * How far a node has come in the stages of the exercise, for people.
 */
import type { Progress, StageState } from '../oracle/stage.ts';
import type { Style, Theme } from './theme.ts';

type Report = Omit<Progress, 'judged'>;

/** `complete up to 2.1.6; next: answer a Peer Request (§2.2.2)`; empty if not every row was selected. */
export function stageLine({ completeUpTo, next }: Report): string {
  if (completeUpTo === null && next === null) return '';
  const done = completeUpTo === null ? 'no stage is complete' : `complete up to ${completeUpTo}`;
  if (next === null) return done;
  return `${done}; next: ${next.what} (${/^\d/.test(next.stage) ? `§${next.stage}` : next.stage})`;
}

/** One line a stage, with its points and their sum. */
export function stageTable({ stages }: Report, theme: Theme): string[] {
  const judged = stages.filter(({ state }) => state !== 'not-judged');
  const sum = (of: (stage: Report['stages'][number]) => number): number =>
    Math.round(100 * judged.reduce((total, stage) => total + of(stage), 0)) / 100;
  const rows = stages.map(({ id, title, passed, of, points, worth, state }) => {
    const counts =
      state === 'not-judged' ? ''.padEnd(12) : `${points}/${worth}`.padEnd(7) + `${passed}/${of}`.padEnd(5);
    return `  ${id.padEnd(11)}${stateStyle(theme)[state](state.padEnd(12))}${counts} ${title}`;
  });
  return [
    theme.strong(`  ${'stage'.padEnd(11)}${'state'.padEnd(12)}${'points'.padEnd(7)}rows`),
    ...rows,
    `  ${''.padEnd(23)}${sum(({ points }) => points)}/${sum(({ worth }) => worth)}`,
  ];
}

function stateStyle(theme: Theme): Record<StageState, Style> {
  return { complete: theme.ok, begun: theme.warn, 'not-reached': theme.dim, 'not-judged': theme.dim };
}
