/**
 * A run in one line, and its rows in words: what every report of runs says, whatever its format.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { type Told, textIn, toldIn } from '../../lang/said.ts';
import { counted, grouped, inWords, sentence, tell } from '../../lang/sentence.ts';
import { list } from '../../lang/value.ts';
import { VERDICTS } from '../../oracle/verdict.ts';
import { doneSaid, pointsOf } from '../check-stage.ts';
import { meetingsTally, unsteadyTests } from '../interop-report.ts';
import { durationText } from '../time-text.ts';
import { verdictCount } from '../verdict-count.ts';
import type { RunReport } from './run-report.ts';

/** `37 pass, 1 fail, 16 skipped`, `2 findings, 41,204 datagrams sent` or `4 pairings, 4 pass`; last how long it took. */
export function tallyText(report: RunReport, lang: Language = 'en'): string {
  const { command, results, findings, reach, durationMs, interop } = report;
  const time = durationMs === null ? [] : [durationText(durationMs, lang)];
  if (interop !== null) return [meetingsTally(interop, lang), ...time].join(', ');
  const counts =
    command === 'check'
      ? VERDICTS.flatMap((verdict) =>
          verdictCount(verdict, results.filter((row) => row.verdict === verdict).length, lang),
        )
      : [
          inWords(lang, counted(findings.length, 'finding')),
          ...(reach === null
            ? []
            : [tell(lang, '{count} datagrams sent', { count: grouped(lang, reach.datagrams) })]),
        ];
  return [...counts, ...time].join(', ');
}

/** What else is to be said of the whole run, a sentence each: why it is not whole, its stage, what it behaves like. */
export function runNotes(report: RunReport, lang: Language = 'en'): string[] {
  const stage = stageText(report, lang);
  const flaky = report.interop === null ? report.flaky : unsteadyTests(report.interop, lang);
  return [
    shortText(report, lang),
    stage === null
      ? null
      : tell(lang, '{stage} ({points} points)', {
          stage,
          points: sentence('{points} of {worth}', pointsOf(report.stages)),
        }),
    likenessText(report, lang),
    flaky.length === 0
      ? null
      : tell(lang, 'judged differently when tried again: {rows}', { rows: flaky.join(', ') }),
  ].filter((note) => note !== null);
}

/** `behaves like hello-3s: Hellos go out every 3 s`; several are equally near. */
function likenessText({ likeness }: RunReport, lang: Language): string | null {
  const [first, ...others] = likeness;
  if (first === undefined) return null;
  if (others.length === 0 && first.summary !== null) {
    const summary = inWords(lang, first.summary);
    return tell(lang, 'behaves like {bug}: {summary}', { bug: first.bug, summary });
  }
  const bugs = likeness.map(({ bug, summary }) =>
    summary === null ? bug : sentence('{bug} ({summary})', { bug, summary: inWords(lang, summary) }),
  );
  return tell(lang, 'behaves like {bugs}', { bugs: list(bugs, tell(lang, ' or ')) });
}

/** Why it is not whole; null if it is. */
export function shortText({ ended, start, startSaid }: RunReport, lang: Language = 'en'): string | null {
  if (start !== null) return textIn(lang, start, startSaid);
  if (ended === null) return null;
  const known = Object.hasOwn(ENDED, ended) ? ENDED[ended] : undefined;
  return known === undefined
    ? tell(lang, 'it ended before its time: {why}', { why: ended })
    : tell(lang, known);
}

const ENDED: Readonly<Record<string, PlainPhrase>> = {
  cut: 'its log has no end: this is what was known when it broke off',
  interrupted: 'it was interrupted: what was not finished is not judged',
  timeout: 'its time was over before it had finished',
  lost: 'the target was gone before it had finished',
  failure: 'it ended with the first finding, as it was asked to',
};

/** `complete up to 2.1.6; next: 2.2.1, send a Peer Request to each peer at an interval`; null if nothing is told. */
export function stageText({ completeUpTo, next, stages }: RunReport, lang: Language = 'en'): string | null {
  if (stages.length === 0 || (completeUpTo === null && next === null)) return null;
  const done = doneSaid(completeUpTo);
  if (next === null) return inWords(lang, done);
  const what = textIn(lang, next.what, next.said);
  return tell(lang, '{done}; next: {stage}, {what}', { done, stage: inWords(lang, next.stage), what });
}

/** A line with its name: `expected: the node lists nobody twice in one answer`. */
export function itemText(lang: Language, name: PlainPhrase, text: string): string {
  return tell(lang, '{name}: {text}', { name: tell(lang, name), text });
}

/** What was expected and seen, and what to do, a line each. */
export function toldItems(lang: Language, row: Told): string[] {
  const { expected, actual, hint } = toldIn(lang, row);
  return [
    itemText(lang, 'expected', expected),
    itemText(lang, 'seen', actual),
    ...(hint === null ? [] : [itemText(lang, 'hint', hint)]),
  ];
}
