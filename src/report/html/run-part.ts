/**
 * One run in the page: verdict and stage on top, then what it is made of.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import type { Verdict } from '../../oracle/verdict.ts';
import { runNotes, tallyText } from '../run/run-line.ts';
import { complains, type ResultRow, type RunReport, targetName } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { pictureBox } from './box.ts';
import { findingPart } from './finding-part.ts';
import { idText } from './id-text.ts';
import { intervalPlot, intervalSeries } from './interval-plot.ts';
import { meetingsPart } from './meetings-part.ts';
import { rowPart } from './row-part.ts';
import { triedPart } from './tried-part.ts';
import { SIGNS } from './verdict-sign.ts';

/** A section; `place` is its id: `run-1`. */
export function runPart(run: HtmlRun, place: string, lang: Language): string {
  const { report, name } = run;
  return [
    `<section class="run" id="${place}">`,
    `<h2><span class="verdict ${report.verdict}"><span aria-hidden="true">${SIGNS[report.verdict]}</span> ${tell(lang, report.verdict)}</span>`,
    `${xmlText(titleOf(run, lang))}</h2>`,
    `<p class="quiet">${xmlText(name)} · ${xmlText(report.startedAt)} · peerprobe ${xmlText(report.version)} · ${tell(lang, 'seed {seed}', { seed: String(report.seed ?? '–') })}</p>`,
    `<p>${xmlText(tallyText(report, lang))}</p>`,
    ...notes(report, lang),
    ...stages(report, lang),
    ...schedule(run, place, lang),
    ...families(run, place, lang),
    ...report.findings.map((finding, i) => findingPart(finding, run, `${place}-finding-${i + 1}`, lang)),
    ...(report.interop === null ? [] : meetingsPart(report.interop, run, place, lang)),
    ...(report.tried === null ? [] : [triedPart(report.tried, lang)]),
    '</section>',
  ].join('\n');
}

/** What it is of; before it, what its class calls that, which is all that is known of one that was not judged. */
function titleOf({ report, target }: HtmlRun, lang: Language): string {
  const { command, endpoint } = report.target;
  const isUnknown = target !== undefined && command === null && endpoint === null;
  const name = isUnknown ? target : targetName(report, lang);
  const title = tell(lang, '{command} of {target}', { command: report.command, target: name });
  return target === undefined || isUnknown
    ? title
    : tell(lang, '{name}: {text}', { name: target, text: title });
}

function notes(report: RunReport, lang: Language): string[] {
  const items = runNotes(report, lang).map((note) => `<li>${xmlText(note)}</li>`);
  return items.length === 0 ? [] : [`<ul class="facts">${items.join('')}</ul>`];
}

function stages({ stages: all }: RunReport, lang: Language): string[] {
  if (all.length === 0) return [];
  const items = all.map(({ id, title, state, points, worth }) => {
    const how =
      state === 'not-judged'
        ? tell(lang, 'not judged')
        : `${xmlText(inWords(lang, state))}, ${tell(lang, '{points} of {worth}', { points, worth })}`;
    return `<li class="${idText(state)}"><strong>${xmlText(inWords(lang, id))}</strong> ${xmlText(inWords(lang, title))}<br><span class="quiet">${how}</span></li>`;
  });
  return [`<ol class="stages" aria-label="${tell(lang, 'stages of the exercise')}">${items.join('')}</ol>`];
}

function schedule({ schedule: trace }: HtmlRun, place: string, lang: Language): string[] {
  const plot = trace === null ? null : intervalPlot(intervalSeries(trace), `${place}-hellos`, lang);
  return plot === null ? [] : [pictureBox(plot, lang)];
}

/** What there is to mend, then the other rows by the first letters of their requirements. */
function families(run: HtmlRun, place: string, lang: Language): string[] {
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
    const items = rows.map((row) => rowPart(row, run, { place, isOpen: row === first, lang }));
    return `<div data-group><h3>${title}</h3><ul class="rows">${items.join('\n')}</ul></div>`;
  };
  return [
    ...(top.length === 0
      ? []
      : [
          group(
            tell(lang, 'to mend, and what could not be told'),
            top.toSorted((a, b) => rank(a) - rank(b)),
          ),
        ]),
    ...[...groups].map(([family, rows]) => {
      const known = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
      const words = known === undefined ? '' : ` <span class="quiet">${tell(lang, known)}</span>`;
      return group(`${xmlText(family)}${words}`, rows);
    }),
  ];
}

const TOP: readonly Verdict[] = ['fail', 'warn', 'inconclusive'];

function isTop({ verdict }: ResultRow): boolean {
  return TOP.includes(verdict);
}

const FAMILIES: Readonly<Record<string, PlainPhrase>> = {
  HDR: 'header and datagram',
  TLV: 'type, length, value',
  HEL: 'Hello, peers coming and going',
  REQ: 'Peer Request and its answers',
  ADR: 'Peer Address',
  SIZ: 'sizes',
  ROB: 'robustness',
};
