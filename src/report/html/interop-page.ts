/**
 * A run of interop as one HTML page: the matrix, a row for each node that joins and a column for each that is joined, with
 * a letter and a sign for each test; and below it the pairings, each opening to what was seen in every test.
 */
import type { InteropResult } from '../../interop/event.ts';
import { OUTCOMES, type Outcome, TESTS } from '../../interop/outcome.ts';
import type { PairingResult, PairingTest } from '../../interop/pairing.ts';
import { escapeText } from '../escape.ts';
import { failuresOf, type InteropNode } from '../interop-json.ts';
import { nodeText, verdictText } from '../interop-text.ts';
import { xmlText } from '../xml.ts';
import { textBox } from './box.ts';
import { htmlDocument } from './document.ts';
import { SIGNS } from './verdict-sign.ts';

const SIGN: Readonly<Record<Outcome, string>> = {
  pass: SIGNS.pass,
  fail: SIGNS.fail,
  inconclusive: SIGNS.inconclusive,
  unsupported: SIGNS['not-observed'],
};
/** Styles and words of the outcomes: what never came is to the eye as what was not observed. */
const STYLES: Readonly<Record<Outcome, string>> = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  unsupported: 'not-observed',
};

/** The whole document. */
export function interopPage(result: InteropResult, nodes: readonly InteropNode[]): string {
  const { pairings, verdict } = result;
  return htmlDocument({
    lang: 'en',
    title: 'peerprobe interop',
    body: [
      '<header><h1>peerprobe interop</h1>',
      `<p><b class="${verdict}">${verdict}</b>: ${xmlText(verdictText(result))}</p></header>`,
      '<main>',
      ...matrix(pairings, nodes),
      ...roster(pairings, nodes),
      '<h2>the pairings</h2>',
      ...pairings.map((one) => pairingPart(one, nodes)),
      '</main>',
    ],
    script: null,
  });
}

function matrix(pairings: readonly PairingResult[], nodes: readonly InteropNode[]): string[] {
  const found = new Map(pairings.map((one) => [`${one.joiner} ${one.hub}`, one]));
  const head = nodes.map(({ id }) => `<th scope="col">${id}</th>`).join('');
  const rows = nodes.map((node, joiner) => {
    const cells = nodes.map((_, hub) => cell(found.get(`${joiner} ${hub}`), nodes)).join('');
    return `<tr><th scope="row">${node.id} ${xmlText(node.name)}</th>${cells}</tr>`;
  });
  const signs = OUTCOMES.map((outcome) => `${SIGN[outcome]} ${outcome}`).join(' · ');
  return [
    '<h2>who joins (rows) with whom it joins (columns)</h2>',
    `<p class="quiet">${signs}</p>`,
    `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">joins</th>${head}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
    `<ul class="facts">${TESTS.map(({ letter, title }) => `<li><b>${letter}</b> ${xmlText(title)}</li>`).join('')}</ul>`,
  ];
}

function cell(pairing: PairingResult | undefined, nodes: readonly InteropNode[]): string {
  if (pairing === undefined) return '<td></td>';
  const groups = OUTCOMES.flatMap((outcome) => {
    const letters = pairing.tests.filter((one) => one.outcome === outcome).map(letterOf);
    return letters.length === 0
      ? []
      : [`<span class="${STYLES[outcome]}">${SIGN[outcome]} ${letters.join('')}</span>`];
  });
  const title = `${titleOf(pairing, nodes)}: ${pairing.outcome}`;
  return `<td><a href="#${placeOf(pairing, nodes)}" title="${xmlText(title)}">${groups.join('<br>')}</a></td>`;
}

function roster(pairings: readonly PairingResult[], nodes: readonly InteropNode[]): string[] {
  const lines = nodes.map((node, i) => {
    const broken = failuresOf(i, pairings).map(
      ({ requirement, pairings: count }) => `${requirement} (${count})`,
    );
    const failed = broken.length === 0 ? '' : ` <b class="fail">${SIGN.fail} ${broken.join(', ')}</b>`;
    return `<li><b>${node.id}</b> <code>${xmlText(nodeText(node))}</code>${failed}</li>`;
  });
  return [
    '<h2>the nodes, and the pairings in which each broke a row</h2>',
    `<ul class="facts">${lines.join('')}</ul>`,
  ];
}

function pairingPart(pairing: PairingResult, nodes: readonly InteropNode[]): string {
  const { outcome, tests, troubles } = pairing;
  const rows = tests.map((test) => {
    const rows = [...new Set(test.faults.map(({ requirement }) => requirement))].join(', ');
    const word = `<b class="${STYLES[test.outcome]}">${SIGN[test.outcome]} ${test.outcome}</b>`;
    return `<dt><b>${letterOf(test)}</b> ${test.test}</dt><dd>${word} ${rows} ${xmlText(test.text)}</dd>`;
  });
  const words = troubles.filter(({ output }) => output !== '').map(({ output }) => textBox(output));
  return [
    `<details id="${placeOf(pairing, nodes)}"${outcome === 'fail' ? ' open' : ''}>`,
    `<summary><b class="${STYLES[outcome]}">${SIGN[outcome]} ${outcome}</b> ${xmlText(titleOf(pairing, nodes))}</summary>`,
    `<div class="more"><dl>${rows.join('')}</dl>${words.join('')}</div></details>`,
  ].join('\n');
}

function letterOf({ test }: PairingTest): string {
  return TESTS.find(({ name }) => name === test)?.letter ?? '?';
}

function titleOf({ joiner, hub }: PairingResult, nodes: readonly InteropNode[]): string {
  const name = (place: number): string => {
    const node = nodes[place];
    return node === undefined ? '?' : `${node.id} (${escapeText(node.name)})`;
  };
  return `${name(joiner)} joins ${name(hub)}`;
}

function placeOf({ joiner, hub }: PairingResult, nodes: readonly InteropNode[]): string {
  return `${nodes[joiner]?.id ?? joiner}-${nodes[hub]?.id ?? hub}`;
}
