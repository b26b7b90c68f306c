/**
 * Runs as one HTML page (document.ts), everything foreign escaped.
 */
import type { Language } from '../../lang/language.ts';
import { counted, inWords, tell } from '../../lang/sentence.ts';
import { VERDICTS } from '../../oracle/verdict.ts';
import type { ClassRow } from '../class/class-report.ts';
import type { HtmlRun } from './attachment.ts';
import { classPart } from './class-part.ts';
import { htmlDocument } from './document.ts';
import { matrixPart } from './matrix-part.ts';
import { runPart } from './run-part.ts';
import { SCRIPT } from './script.ts';
import { SIGNS } from './verdict-sign.ts';

/** A run and its id in the page. */
export interface PlacedRun {
  readonly run: HtmlRun;
  readonly place: string;
}

/** The whole document. `rows`: of the classes whose targets are among the runs. */
export function htmlPage(
  runs: readonly HtmlRun[],
  lang: Language = 'en',
  rows: readonly ClassRow[] = [],
): string {
  const placed = runs.map((run, i) => ({ run, place: `run-${i + 1}` }));
  return htmlDocument({
    lang,
    title: tell(lang, 'peerprobe report'),
    body: [
      `<header><h1>${tell(lang, 'peerprobe report')}</h1>`,
      `<p>${tally(runs, lang)}</p></header>`,
      tools(lang),
      '<main>',
      matrixPart(placed, lang),
      ...classPart(rows, lang),
      ...placed.map(({ run, place }) => runPart(run, place, lang)),
      '</main>',
      `<footer class="keys quiet"><p>${tell(lang, '{slash} search, {j} and {k} next and previous, {enter} opens, {escape} clears the search', KEYS)}</p></footer>`,
    ],
    script: SCRIPT,
  });
}

const KEYS = {
  slash: '<kbd>/</kbd>',
  j: '<kbd>j</kbd>',
  k: '<kbd>k</kbd>',
  enter: '<kbd>Enter</kbd>',
  escape: '<kbd>Esc</kbd>',
};

function tally(runs: readonly HtmlRun[], lang: Language): string {
  const count = (verdict: string): number => runs.filter(({ report }) => report.verdict === verdict).length;
  const parts = (['fail', 'inconclusive', 'pass'] as const).filter((verdict) => count(verdict) > 0);
  const spans = parts.map(
    (verdict) =>
      `<span class="${verdict}">${tell(lang, `{count} ${verdict}`, { count: count(verdict) })}</span>`,
  );
  return tell(lang, '{name}: {text}', { name: counted(runs.length, 'run'), text: spans.join(', ') });
}

function tools(lang: Language): string {
  const buttons = VERDICTS.map(
    (verdict) =>
      `<button type="button" data-verdict="${verdict}" aria-pressed="false"><span aria-hidden="true">${SIGNS[verdict]}</span> ${tell(lang, verdict)}</button>`,
  );
  return [
    '<div class="tools" role="search">',
    `<label for="filter">${tell(lang, 'search')}</label>`,
    `<input id="filter" type="search" placeholder="${tell(lang, 'TLV-2, expiry, a text')}" autocomplete="off">`,
    ...buttons,
    `<span id="told" class="quiet" role="status" data-shown="${inWords(lang, '{shown} of {all} rows')}"></span>`,
    '</div>',
  ].join('\n');
}
