/**
 * One row of `check`: a line for what passed; what did not opens to all that helps to mend it.
 */
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { sentence, tell } from '../../lang/sentence.ts';
import { EXPLANATIONS } from '../../oracle/explanation.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import type { Evidence, ResultRow } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { toBase64 } from './base64.ts';
import { pictureBox, textBox } from './box.ts';
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
export function rowPart(
  row: ResultRow,
  run: HtmlRun,
  { place, isOpen, lang }: { readonly place: string; readonly isOpen: boolean; readonly lang: Language },
): string {
  const id = rowId(place, row);
  const head = headOf(row, lang);
  if (row.verdict === 'pass') return `<li id="${id}" data-row="pass"><div class="row">${head}</div></li>`;
  return [
    `<li id="${id}" data-row="${row.verdict}"><details${isOpen ? ' open' : ''}>`,
    `<summary class="row">${head}</summary>`,
    `<div class="more">${moreOf(row, run, id, lang)}</div></details></li>`,
  ].join('\n');
}

function headOf(row: ResultRow, lang: Language): string {
  const { requirement, check, level, verdict } = row;
  const what = titleOf(requirement, lang);
  return [
    verdictSign(verdict, lang),
    `<strong>${xmlText(requirement)}</strong>`,
    `<span class="level">${tell(lang, level)}</span>`,
    `<span class="what">${xmlText(what ?? toldIn(lang, row).expected)} <code class="quiet">${xmlText(check)}</code></span>`,
  ].join('');
}

/** Null for a row that this version does not know. */
function titleOf(id: string, lang: Language): string | null {
  const known = REQUIREMENTS.find((one) => one.id === id);
  return known === undefined ? null : tell(lang, 'the node {does}', { does: sentence(known.title) });
}

function moreOf(row: ResultRow, run: HtmlRun, id: string, lang: Language): string {
  const { requirement, because, datagram, byHand, evidence } = row;
  const { expected, actual, hint } = toldIn(lang, row);
  const meaning = Object.hasOwn(EXPLANATIONS, requirement) ? EXPLANATIONS[requirement]?.meaning : undefined;
  const attached = evidence === null ? undefined : run.attachments.get(evidence.capture);
  const recorded = attached?.recorded ?? null;
  const picture =
    recorded === null || evidence === null
      ? null
      : probePicture(recorded, evidence.packets, `${id}-picture`, lang);
  return [
    ...(meaning === undefined ? [] : [`<p>${xmlText(tell(lang, meaning))}</p>`]),
    '<dl>',
    ...term(tell(lang, 'expected'), xmlText(expected)),
    ...term(tell(lang, 'seen'), xmlText(actual)),
    ...(hint === null ? [] : term(tell(lang, 'hint'), xmlText(hint))),
    ...(because === null ? [] : term(tell(lang, 'rests on'), xmlText(because))),
    ...(datagram === null
      ? []
      : term(
          tell(lang, 'datagram'),
          `${tell(lang, datagram.direction)} ${xmlText(datagram.from)} → ${xmlText(datagram.to)}${bytesPart(datagram.hex, datagram.marks, lang)}`,
        )),
    ...(byHand === null ? [] : term(tell(lang, 'by hand'), textBox(byHand, lang))),
    ...(evidence === null ? [] : term(tell(lang, 'evidence'), evidencePart(evidence, attached?.bytes, lang))),
    '</dl>',
    ...(picture === null ? [] : [pictureBox(picture, lang)]),
  ].join('\n');
}

const MOST_FRAMES = 12;

function evidencePart({ capture, packets }: Evidence, bytes: Uint8Array | undefined, lang: Language): string {
  const frames = packets.slice(0, MOST_FRAMES).join(' ');
  const rest = packets.length > MOST_FRAMES ? ' …' : '';
  const file = bytes === undefined ? `<code>${xmlText(capture)}</code>` : downloadLink(capture, bytes);
  if (frames === '') return file;
  return packets.length === 1
    ? tell(lang, '{file}, frame {frame}', { file, frame: frames })
    : tell(lang, '{file}, frames {frames}', { file, frames: `${frames}${rest}` });
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
