/**
 * Several runs of `check` against the requirements: a row for each target, a column for each requirement, and in each
 * cell the worst verdict, which leads to its row.
 */

import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { VERDICTS } from '../../oracle/verdict.ts';
import { type NamedRun, shortName } from '../run/named-run.ts';
import { worstRow } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import { tallBox } from './box.ts';
import type { PlacedRun } from './page.ts';
import { rowId } from './row-part.ts';
import { SIGNS } from './verdict-sign.ts';

/** A table; empty for fewer than two runs of `check`. */
export function matrixPart(runs: readonly PlacedRun[], lang: Language): string {
  const checks = runs.filter(({ run }) => run.report.command === 'check');
  if (checks.length < 2) return '';
  const requirements = [
    ...new Set(checks.flatMap(({ run }) => run.report.results.map(({ requirement }) => requirement))),
  ];
  const head = requirements.map((id) => `<th scope="col">${xmlText(id)}</th>`).join('');
  const rows = checks.map(({ run, place }) => {
    const { report } = run;
    const cells = requirements.map((id) => cell(run, id, place, lang)).join('');
    const name = xmlText(shortName(run, lang));
    return `<tr><th scope="row" title="${name}"><a href="#${place}">${name}</a></th><td class="${report.verdict}">${tell(lang, report.verdict)}</td>${cells}</tr>`;
  });
  return [
    `<section id="matrix"><h2>${tell(lang, 'targets and requirements')}</h2>`,
    `<p class="quiet">${legend(lang)}</p>`,
    tallBox(
      `<table><thead><tr><th scope="col">${tell(lang, 'target')}</th><th scope="col">${tell(lang, 'verdict')}</th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
      'table',
      lang,
    ),
    '</section>',
  ].join('\n');
}

function cell({ report }: NamedRun, requirement: string, place: string, lang: Language): string {
  const worst = worstRow(report, requirement);
  if (worst === undefined) return '<td></td>';
  const { verdict, check } = worst;
  const text = tell(lang, '{name}: {text}', { name: `${requirement} ${check}`, text: tell(lang, verdict) });
  return `<td class="${verdict}"><a href="#${rowId(place, worst)}" title="${xmlText(text)}" aria-label="${xmlText(text)}">${SIGNS[verdict]}</a></td>`;
}

function legend(lang: Language): string {
  return VERDICTS.map((verdict) => `${SIGNS[verdict]} ${tell(lang, verdict)}`).join(' · ');
}
