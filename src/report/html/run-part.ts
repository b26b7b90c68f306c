/**
 * One run in the page: verdict and stage on top, then what it is made of.
 */

import type { Verdict } from '../../oracle/verdict.ts';
import { runNotes, tallyText } from '../run/run-line.ts';
import { complains, type ResultRow, type RunReport, targetName } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { findingPart } from './finding-part.ts';
import { idText } from './id-text.ts';
import { intervalPlot, intervalSeries } from './interval-plot.ts';
import { rowPart } from './row-part.ts';
import { triedPart } from './tried-part.ts';
import { SIGNS } from './verdict-sign.ts';

/** A section; `place` is its id: `run-1`. */
export function runPart(run: HtmlRun, place: string): string {
  const { report, name } = run;
  return [
    `<section class="run" id="${place}">`,
    `<h2><span class="verdict ${report.verdict}"><span aria-hidden="true">${SIGNS[report.verdict]}</span> ${report.verdict}</span>`,
    `${xmlText(`${report.command} of ${targetName(report.target)}`)}</h2>`,
    `<p class="quiet">${xmlText(name)} · ${xmlText(report.startedAt)} · peerprobe ${xmlText(report.version)} · seed ${report.seed ?? '–'}</p>`,
    `<p>${xmlText(tallyText(report))}</p>`,
    ...notes(report),
    ...stages(report),
    ...schedule(run, place),
    ...families(run, place),
    ...report.findings.map((finding, i) => findingPart(finding, `${place}-finding-${i + 1}`)),
    ...(report.tried === null ? [] : [triedPart(report.tried)]),
    '</section>',
  ].join('\n');
}

function notes(report: RunReport): string[] {
  const items = runNotes(report).map((note) => `<li>${xmlText(note)}</li>`);
  return items.length === 0 ? [] : [`<ul class="facts">${items.join('')}</ul>`];
}

function stages({ stages: all }: RunReport): string[] {
  if (all.length === 0) return [];
  const items = all.map(({ id, title, state, points, worth }) => {
    const earned = state === 'not-judged' ? 'not judged' : `${points} of ${worth}`;
    return `<li class="${idText(state)}"><strong>${xmlText(id)}</strong> ${xmlText(title)}<br><span class="quiet">${xmlText(state)}, ${earned}</span></li>`;
  });
  return [`<ol class="stages" aria-label="stages of the exercise">${items.join('')}</ol>`];
}

function schedule({ schedule: trace }: HtmlRun, place: string): string[] {
  const plot = trace === null ? null : intervalPlot(intervalSeries(trace), `${place}-hellos`);
  return plot === null ? [] : [`<div class="picture" tabindex="0">${plot}</div>`];
}

/** What there is to mend, then the other rows by the first letters of their requirements. */
function families(run: HtmlRun, place: string): string[] {
  const { report } = run;
  const rank = (row: ResultRow): number => (complains(row, report) ? 0 : TOP.indexOf(row.verdict) + 1);
  const top = report.results.filter(isTop);
  const first = report.results.find((row) => complains(row, report));
  const groups = new Map<string, ResultRow[]>();
  for (const row of report.results.filter((one) => !isTop(one))) {
    const family = row.requirement.split('-')[0] ?? '';
    groups.set(family, [...(groups.get(family) ?? []), row]);
  }
  const group = (title: string, rows: readonly ResultRow[]): string => {
    const items = rows.map((row) => rowPart(row, run, place, row === first));
    return `<div data-group><h3>${title}</h3><ul class="rows">${items.join('\n')}</ul></div>`;
  };
  return [
    ...(top.length === 0
      ? []
      : [
          group(
            'to mend, and what could not be told',
            top.toSorted((a, b) => rank(a) - rank(b)),
          ),
        ]),
    ...[...groups].map(([family, rows]) => {
      const words = Object.hasOwn(FAMILIES, family) ? ` <span class="quiet">${FAMILIES[family]}</span>` : '';
      return group(`${xmlText(family)}${words}`, rows);
    }),
  ];
}

const TOP: readonly Verdict[] = ['fail', 'warn', 'inconclusive'];

function isTop({ verdict }: ResultRow): boolean {
  return TOP.includes(verdict);
}

const FAMILIES: Readonly<Record<string, string>> = {
  HDR: 'header and datagram',
  TLV: 'type, length, value',
  HEL: 'Hello, peers coming and going',
  REQ: 'Peer Request and its answers',
  ADR: 'Peer Address',
  SIZ: 'sizes',
  ROB: 'robustness',
};
