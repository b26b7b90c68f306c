/**
 * A run of interop in the page: the matrix, a row for each node that joins and a column for each that is joined, with a
 * letter and a sign for each test; and below it the pairings, each opening to what was seen in every test.
 */
import { OUTCOMES, type Outcome, TESTS } from '../../interop/outcome.ts';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import {
  brokenText,
  letterOf,
  lettersOf,
  type Meetings,
  type MetPairing,
  nodeLabel,
  nodeName,
  nodeText,
  pairingAt,
  pairText,
  rowsOf,
  wordsOf,
} from '../interop-report.ts';
import { xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { tallBox, textBox } from './box.ts';
import { downloadLink, term } from './row-part.ts';
import { SIGNS } from './verdict-sign.ts';

/** What never came is to the eye, and to the filter, as what was not observed. */
const STYLES = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  unsupported: 'not-observed',
} as const satisfies Record<Outcome, string>;

/** Elements; `place` is the id of the run. */
export function meetingsPart(meetings: Meetings, run: HtmlRun, place: string, lang: Language): string[] {
  const { nodes, pairings } = meetings;
  const parts = pairings.map((pairing) => pairingPart(pairing, meetings, run, { place, lang }));
  return [
    ...matrix(meetings, place, lang),
    `<h3>${tell(lang, 'the nodes, and the pairings in which each broke a row')}</h3>`,
    `<ul class="facts">${nodes.map((node) => nodeItem(node, pairings, lang)).join('')}</ul>`,
    `<div data-group><h3>${tell(lang, 'the pairings')}</h3><ul class="rows">${parts.join('\n')}</ul></div>`,
  ];
}

function matrix({ nodes, pairings }: Meetings, place: string, lang: Language): string[] {
  const found = pairingAt(pairings);
  const head = nodes.map(({ id }) => `<th scope="col">${xmlText(id)}</th>`).join('');
  const rows = nodes.map((node) => {
    const cells = nodes.map(({ id }) => {
      const pairing = found(node.id, id);
      return pairing === undefined ? '<td></td>' : cell(pairing, nodes, place, lang);
    });
    const name = xmlText(nodeName(node.id, nodes, lang));
    return `<tr><th scope="row" title="${name}">${xmlText(node.id)} ${name}</th>${cells.join('')}</tr>`;
  });
  const signs = OUTCOMES.map((outcome) => `${signOf(outcome)} ${tell(lang, outcome)}`).join(' · ');
  const letters = TESTS.map(({ letter, title }) => `<li><b>${letter}</b> ${xmlText(tell(lang, title))}</li>`);
  return [
    `<h3>${tell(lang, 'who joins (rows) with whom it joins (columns)')}</h3>`,
    `<p class="quiet">${signs}</p>`,
    tallBox(
      `<table><thead><tr><th scope="col">${tell(lang, 'joins')}</th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
      'table',
      lang,
    ),
    `<ul class="facts">${letters.join('')}</ul>`,
  ];
}

function cell(pairing: MetPairing, nodes: Meetings['nodes'], place: string, lang: Language): string {
  const groups = lettersOf(pairing).map(
    ({ outcome, letters }) => `<span class="${STYLES[outcome]}">${signOf(outcome)} ${letters}</span>`,
  );
  const title = tell(lang, '{name}: {text}', {
    name: titleOf(pairing, nodes, lang),
    text: tell(lang, pairing.outcome),
  });
  return `<td><a href="#${idOf(pairing, place)}" title="${xmlText(title)}">${groups.join('<br>')}</a></td>`;
}

function nodeItem(node: Meetings['nodes'][number], pairings: readonly MetPairing[], lang: Language): string {
  const rows = brokenText(node.id, pairings);
  const failed = rows === '' ? '' : ` <b class="fail">${SIGNS.fail} ${xmlText(rows)}</b>`;
  return `<li><b>${xmlText(node.id)}</b> <code>${xmlText(nodeText(node, lang))}</code>${failed}</li>`;
}

function pairingPart(
  pairing: MetPairing,
  { nodes }: Meetings,
  run: HtmlRun,
  { place, lang }: { readonly place: string; readonly lang: Language },
): string {
  const { outcome, tests, troubles, captures, tries } = pairing;
  const seen = tests.flatMap((test) => {
    const rows = rowsOf(test.faults).join(', ');
    const word = `<b class="${STYLES[test.outcome]}">${signOf(test.outcome)} ${tell(lang, test.outcome)}</b>`;
    return term(
      `<b>${letterOf(test.test)}</b> ${test.test}`,
      `${word} ${xmlText(rows)} ${xmlText(wordsOf(test, lang))}`,
    );
  });
  const output = troubles.filter((one) => one.output !== '').map((one) => textBox(one.output, lang));
  const links = captures.flatMap((file) => {
    const attached = run.attachments.get(file);
    return attached === undefined ? [] : [downloadLink(file.replace(/^.*\//, ''), attached.bytes)];
  });
  const style = STYLES[outcome];
  return [
    `<li id="${idOf(pairing, place)}" data-row="${style}"><details${outcome === 'fail' ? ' open' : ''}>`,
    `<summary class="row"><span class="verdict ${style}"><span aria-hidden="true">${signOf(outcome)}</span> ${tell(lang, outcome)}</span>`,
    `<strong>${xmlText(pairText(pairing))}</strong><span class="level">${tries}×</span>`,
    `<span class="what">${xmlText(titleOf(pairing, nodes, lang))}</span></summary>`,
    `<div class="more"><dl>${seen.join('')}</dl>${output.join('')}${links.join('')}</div></details></li>`,
  ].join('\n');
}

function titleOf({ joiner, hub }: MetPairing, nodes: Meetings['nodes'], lang: Language): string {
  return tell(lang, '{joiner} joins {hub}', {
    joiner: nodeLabel(joiner, nodes, lang),
    hub: nodeLabel(hub, nodes, lang),
  });
}

function signOf(outcome: Outcome): string {
  return SIGNS[STYLES[outcome]];
}

/** `run-1-A-B`. */
function idOf({ joiner, hub }: MetPairing, place: string): string {
  return `${place}-${joiner}-${hub}`;
}
