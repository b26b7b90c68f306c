/**
 * One finding of `fuzz`: what it is, the smallest case that shows it, and what the target said last.
 */
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { counted, tell } from '../../lang/sentence.ts';
import { EXPLANATIONS } from '../../oracle/explanation.ts';
import { shellQuote } from '../escape.ts';
import type { FindingRow } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import type { HtmlRun } from './attachment.ts';
import { pictureBox, textBox } from './box.ts';
import { bytesPart } from './bytes-part.ts';
import { idText } from './id-text.ts';
import { probePicture } from './probe-picture.ts';
import { downloadLink, term } from './row-part.ts';

// The others are in the finding's folder.
const MOST_DATAGRAMS = 6;

/** The capture of the smallest case, as the report of its run names files; null where that names no folder. */
export function caseCapture({ folder }: FindingRow): string | null {
  return folder === null ? null : `${folder}/case.pcapng`;
}

/** An element with the id. */
export function findingPart(finding: FindingRow, run: HtmlRun, id: string, lang: Language): string {
  const { kind, signature, requirement, reproduced, seen, datagrams, output, folder } = finding;
  const { expected, actual, hint } = toldIn(lang, finding);
  const sign = `<span class="verdict fail"><span aria-hidden="true">✗</span> ${tell(lang, 'found')}</span>`;
  const shown = tell(lang, '{count} re-runs, seen {times}', {
    count: xmlText(reproduced),
    times: counted(seen, 'time'),
  });
  const more = datagrams.length - MOST_DATAGRAMS;
  const meaning =
    requirement !== null && Object.hasOwn(EXPLANATIONS, requirement)
      ? EXPLANATIONS[requirement]?.meaning
      : undefined;
  const again = againText(finding, run);
  const capture = run.attachments.get(caseCapture(finding) ?? '');
  const recorded = capture?.recorded ?? null;
  const picture =
    recorded === null
      ? null
      : probePicture(
          recorded,
          recorded.frames.filter((frame) => frame !== null),
          `${idText(id)}-picture`,
          lang,
        );
  return [
    `<details id="${idText(id)}" data-row="fail" open><summary class="row">${sign}`,
    `<strong>${xmlText(requirement ?? '')}</strong>`,
    `<span class="level">${xmlText(kind)}</span>`,
    `<span class="what">${xmlText(signature)}</span></summary>`,
    '<div class="more">',
    ...(meaning === undefined ? [] : [`<p>${xmlText(tell(lang, meaning))}</p>`]),
    '<dl>',
    ...term(tell(lang, 'expected'), xmlText(expected)),
    ...term(tell(lang, 'seen'), xmlText(actual)),
    ...(hint === null ? [] : term(tell(lang, 'hint'), xmlText(hint))),
    ...term(tell(lang, 'shown by'), shown),
    ...datagrams
      .slice(0, MOST_DATAGRAMS)
      .flatMap((hex, i) =>
        term(tell(lang, 'datagram {number}', { number: i + 1 }), bytesPart(hex, [], lang)),
      ),
    ...(more > 0 ? term(tell(lang, 'and'), tell(lang, '{count} more, in its folder', { count: more })) : []),
    ...(folder === null ? [] : term(tell(lang, 'folder'), `<code>${xmlText(folder)}</code>`)),
    ...(again === null ? [] : term(tell(lang, 'again'), textBox(again, lang))),
    ...(capture === undefined
      ? []
      : term(tell(lang, 'evidence'), downloadLink(`${finding.id}.pcapng`, capture.bytes))),
    ...(output === '' ? [] : term(tell(lang, 'it said last'), textBox(output, lang))),
    '</dl>',
    ...(picture === null ? [] : [pictureBox(picture, lang)]),
    '</div></details>',
  ].join('\n');
}

/** The command that sends it once more; null where nobody knows its folder or its target. */
function againText({ folder }: FindingRow, run: HtmlRun): string | null {
  const { command, endpoint } = run.report.target;
  const target = command !== null ? ['--', ...command] : endpoint !== null ? [endpoint] : null;
  if (folder === null || run.folder === null || target === null) return null;
  return ['peerprobe', 'replay', `${run.folder}/${folder}`, ...target].map(shellQuote).join(' ');
}
