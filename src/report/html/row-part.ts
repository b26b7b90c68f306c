/**
 * One row of `check`: a line for what passed; what did not opens to all that helps to mend it.
 */

import { EXPLANATIONS } from '../../oracle/explanation.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import type { ResultRow } from '../run/run-report.ts';
import { xmlLines, xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { toBase64 } from './base64.ts';
import { bytesPart } from './bytes-part.ts';
import { idText } from './id-text.ts';
import { probePicture } from './probe-picture.ts';
import { verdictSign } from './verdict-sign.ts';

/** The id of a row in the page: `run-1-TLV-2-unknown-tlv-skipped`. */
export function rowId(
  place: string,
  { requirement, check }: Pick<ResultRow, 'requirement' | 'check'>,
): string {
  return idText(`${place}-${requirement}-${check}`);
}

/** An item of a list. `place` is unique among the runs of the page; the first complaint of a run is open. */
export function rowPart(row: ResultRow, run: HtmlRun, place: string, isOpen: boolean): string {
  const id = rowId(place, row);
  const head = headOf(row);
  if (row.verdict === 'pass') return `<li id="${id}" data-row="pass"><div class="row">${head}</div></li>`;
  return [
    `<li id="${id}" data-row="${row.verdict}"><details${isOpen ? ' open' : ''}>`,
    `<summary class="row">${head}</summary>`,
    `<div class="more">${moreOf(row, run, id)}</div></details></li>`,
  ].join('\n');
}

function headOf(row: ResultRow): string {
  const { requirement, check, level, verdict } = row;
  const what = titleOf(requirement);
  return [
    verdictSign(verdict),
    `<strong>${xmlText(requirement)}</strong>`,
    `<span class="level">${xmlText(level)}</span>`,
    `<span class="what">${xmlText(what ?? row.expected)} <code class="quiet">${xmlText(check)}</code></span>`,
  ].join('');
}

/** Null for a row that this version does not know. */
function titleOf(id: string): string | null {
  const known = REQUIREMENTS.find((one) => one.id === id);
  return known === undefined ? null : `the node ${known.title}`;
}

function moreOf(row: ResultRow, run: HtmlRun, id: string): string {
  const { requirement, expected, actual, hint, because, datagram, byHand, evidence } = row;
  const meaning = Object.hasOwn(EXPLANATIONS, requirement) ? EXPLANATIONS[requirement]?.meaning : undefined;
  const attached = evidence === null ? undefined : run.attachments.get(evidence.capture);
  const recorded = attached?.recorded ?? null;
  const picture =
    recorded === null || evidence === null ? null : probePicture(recorded, evidence.packets, `${id}-picture`);
  return [
    ...(meaning === undefined ? [] : [`<p>${xmlText(meaning)}</p>`]),
    '<dl>',
    ...term('expected', xmlText(expected)),
    ...term('seen', xmlText(actual)),
    ...(hint === null ? [] : term('hint', xmlText(hint))),
    ...(because === null ? [] : term('rests on', xmlText(because))),
    ...(datagram === null
      ? []
      : term(
          'datagram',
          `${datagram.direction} ${xmlText(datagram.from)} → ${xmlText(datagram.to)}${bytesPart(datagram.hex, datagram.marks)}`,
        )),
    ...(byHand === null ? [] : term('by hand', `<pre tabindex="0">${xmlLines(byHand)}</pre>`)),
    ...(evidence === null
      ? []
      : term('evidence', evidencePart(evidence.capture, evidence.packets, attached?.bytes))),
    '</dl>',
    ...(picture === null ? [] : [`<div class="picture" tabindex="0">${picture}</div>`]),
  ].join('\n');
}

const MOST_FRAMES = 12;

function evidencePart(capture: string, packets: readonly number[], bytes: Uint8Array | undefined): string {
  const frames = packets.slice(0, MOST_FRAMES).join(' ');
  const rest = packets.length > MOST_FRAMES ? ' …' : '';
  const where = frames === '' ? '' : `, frames ${frames}${rest}`;
  if (bytes === undefined) return `<code>${xmlText(capture)}</code>${where}`;
  return `${downloadLink(capture, bytes)}${where}`;
}

/** A link that saves a capture out of the page itself. */
export function downloadLink(name: string, bytes: Uint8Array): string {
  const href = `data:application/octet-stream;base64,${toBase64(bytes)}`;
  return `<a class="download" download="${xmlText(name)}" href="${href}">${xmlText(name)}</a>`;
}

/** A term of a list and what is said of it, which is HTML already. */
export function term(name: string, html: string): string[] {
  return [`<dt>${name}</dt><dd>${html}</dd>`];
}
