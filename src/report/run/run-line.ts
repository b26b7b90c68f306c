/**
 * A run in one line, and its rows in words: what every report of runs says, whatever its format.
 */
import { VERDICTS } from '../../oracle/verdict.ts';
import { countText, numberText } from '../number-text.ts';
import { durationText } from '../time-text.ts';
import type { RunReport } from './run-report.ts';

/** `37 pass, 1 fail, 16 skipped`, or `2 findings in 41,204 datagrams`; last what cut it short. */
export function tallyText(report: RunReport): string {
  const { command, results, findings, reach, durationMs } = report;
  const counts =
    command === 'check'
      ? VERDICTS.map((verdict) => [results.filter((row) => row.verdict === verdict).length, verdict] as const)
          .filter(([count]) => count > 0)
          .map(([count, verdict]) => `${count} ${verdict}`)
      : [
          countText(findings.length, 'finding'),
          ...(reach === null ? [] : [`${numberText(reach.datagrams)} datagrams sent`]),
        ];
  const time = durationMs === null ? [] : [durationText(durationMs)];
  return [...counts, ...time].join(', ');
}

/** What else is to be said of the whole run, a sentence each: why it is not whole, its stage, what it behaves like. */
export function runNotes(report: RunReport): string[] {
  const stage = stageText(report);
  return [
    shortText(report),
    stage === null ? null : `${stage} (${pointsText(report)} points)`,
    ...report.likeness.map(
      ({ bug, summary }) => `behaves like ${bug}${summary === null ? '' : `: ${summary}`}`,
    ),
    report.flaky.length === 0 ? null : `judged differently when tried again: ${report.flaky.join(', ')}`,
  ].filter((note) => note !== null);
}

/** Why it is not whole; null if it is. */
export function shortText({ ended, start }: RunReport): string | null {
  if (start !== null) return start;
  if (ended === null) return null;
  return ENDED[ended] ?? `it ended before its time: ${ended}`;
}

const ENDED: Readonly<Record<string, string>> = {
  cut: 'its log has no end: this is what was known when it broke off',
  interrupted: 'it was interrupted: what was not finished is not judged',
  timeout: 'its time was over before it had finished',
  lost: 'the target was gone before it had finished',
  failure: 'it ended with the first finding, as it was asked to',
};

/** `complete up to 2.1.6; next: 2.2.1, send a Peer Request to each peer at an interval`; null if nothing is told. */
export function stageText({ completeUpTo, next, stages }: RunReport): string | null {
  if (stages.length === 0 || (completeUpTo === null && next === null)) return null;
  const done = completeUpTo === null ? 'no stage is complete' : `complete up to ${completeUpTo}`;
  return next === null ? done : `${done}; next: ${next.stage}, ${next.what}`;
}

/** Points of all stages that were judged, and what they are worth. */
function pointsText({ stages }: RunReport): string {
  const judged = stages.filter(({ state }) => state !== 'not-judged');
  const sum = (key: 'points' | 'worth'): number =>
    Math.round(100 * judged.reduce((total, stage) => total + stage[key], 0)) / 100;
  return `${sum('points')} of ${sum('worth')}`;
}
