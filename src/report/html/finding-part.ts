/**
 * One finding of `fuzz`: what it is, the smallest case that shows it, and what the target said last.
 */
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { counted, tell } from '../../lang/sentence.ts';
import type { FindingRow } from '../run/run-report.ts';
import { xmlText } from '../xml.ts';
import { textBox } from './box.ts';
import { bytesPart } from './bytes-part.ts';
import { idText } from './id-text.ts';
import { term } from './row-part.ts';

// The others are in the finding's folder.
const MOST_DATAGRAMS = 6;

/** An element with the id. */
export function findingPart(finding: FindingRow, id: string, lang: Language): string {
  const { kind, signature, requirement, reproduced, seen, datagrams, output, folder } = finding;
  const { expected, actual, hint } = toldIn(lang, finding);
  const sign = `<span class="verdict fail"><span aria-hidden="true">✗</span> ${tell(lang, 'found')}</span>`;
  const shown = tell(lang, '{count} re-runs, seen {times}', {
    count: xmlText(reproduced),
    times: counted(seen, 'time'),
  });
  const more = datagrams.length - MOST_DATAGRAMS;
  return [
    `<details id="${idText(id)}" data-row="fail" open><summary class="row">${sign}`,
    `<strong>${xmlText(requirement ?? '')}</strong>`,
    `<span class="level">${xmlText(kind)}</span>`,
    `<span class="what">${xmlText(signature)}</span></summary>`,
    '<div class="more"><dl>',
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
    ...(output === '' ? [] : term(tell(lang, 'it said last'), textBox(output))),
    '</dl></div></details>',
  ].join('\n');
}
