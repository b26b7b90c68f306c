/**
 * One finding of `fuzz`: what it is, the smallest case that shows it, and what the target said last.
 */

import { countText } from '../number-text.ts';
import type { FindingRow } from '../run/run-report.ts';
import { xmlLines, xmlText } from '../xml.ts';
import { bytesPart } from './bytes-part.ts';
import { idText } from './id-text.ts';
import { term } from './row-part.ts';

// The others are in the finding's folder.
const MOST_DATAGRAMS = 6;
const SIGN = '<span class="verdict fail"><span aria-hidden="true">✗</span> found</span>';

/** An element with the id. */
export function findingPart(finding: FindingRow, id: string): string {
  const {
    kind,
    signature,
    requirement,
    expected,
    actual,
    hint,
    reproduced,
    seen,
    datagrams,
    output,
    folder,
  } = finding;
  const more = datagrams.length - MOST_DATAGRAMS;
  return [
    `<details id="${idText(id)}" data-row="fail" open><summary class="row">${SIGN}`,
    `<strong>${xmlText(requirement ?? '')}</strong>`,
    `<span class="level">${xmlText(kind)}</span>`,
    `<span class="what">${xmlText(signature)}</span></summary>`,
    '<div class="more"><dl>',
    ...term('expected', xmlText(expected)),
    ...term('seen', xmlText(actual)),
    ...(hint === null ? [] : term('hint', xmlText(hint))),
    ...term('shown by', `${xmlText(reproduced)} re-runs, seen ${countText(seen, 'time')}`),
    ...datagrams.slice(0, MOST_DATAGRAMS).flatMap((hex, i) => term(`datagram ${i + 1}`, bytesPart(hex))),
    ...(more > 0 ? term('and', `${more} more, in its folder`) : []),
    ...(folder === null ? [] : term('folder', `<code>${xmlText(folder)}</code>`)),
    ...(output === '' ? [] : term('it said last', `<pre tabindex="0">${xmlLines(output)}</pre>`)),
    '</dl></div></details>',
  ].join('\n');
}
