/**
 * Runs as one HTML page that stands alone: no network, nothing executed but its own script, everything foreign escaped.
 */
import { createHash } from 'node:crypto';
import { VERDICTS } from '../../oracle/verdict.ts';
import { countText } from '../number-text.ts';
import type { HtmlRun } from './attachment.ts';
import { matrixPart } from './matrix-part.ts';
import { runPart } from './run-part.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { SIGNS } from './verdict-sign.ts';

/** A run and its id in the page. */
export interface PlacedRun {
  readonly run: HtmlRun;
  readonly place: string;
}

/** The whole document. */
export function htmlPage(runs: readonly HtmlRun[]): string {
  const placed = runs.map((run, i) => ({ run, place: `run-${i + 1}` }));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>peerprobe report</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<header><h1>peerprobe report</h1>',
    `<p>${tally(runs)}</p></header>`,
    tools(),
    '<main>',
    matrixPart(placed),
    ...placed.map(({ run, place }) => runPart(run, place)),
    '</main>',
    '<footer class="keys quiet"><p><kbd>/</kbd> search, <kbd>j</kbd> and <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> clears the search</p></footer>',
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Pictures bring a style of their own, so styles may be inline; the script is this one alone. */
function policy(): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function tally(runs: readonly HtmlRun[]): string {
  const count = (verdict: string): number => runs.filter(({ report }) => report.verdict === verdict).length;
  const parts = (['fail', 'inconclusive', 'pass'] as const).filter((verdict) => count(verdict) > 0);
  return `${countText(runs.length, 'run')}: ${parts.map((verdict) => `<span class="${verdict}">${count(verdict)} ${verdict}</span>`).join(', ')}`;
}

function tools(): string {
  const buttons = VERDICTS.map(
    (verdict) =>
      `<button type="button" data-verdict="${verdict}" aria-pressed="false"><span aria-hidden="true">${SIGNS[verdict]}</span> ${verdict}</button>`,
  );
  return [
    '<div class="tools" role="search">',
    '<label for="filter">search</label>',
    '<input id="filter" type="search" placeholder="TLV-2, expiry, a text" autocomplete="off">',
    ...buttons,
    '<span id="told" class="quiet" role="status"></span>',
    '</div>',
  ].join('\n');
}
