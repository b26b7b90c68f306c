/**
 * What the targets of a class have in common: who was not judged and why, which requirements most of them break, and who
 * behaves alike.
 */
import type { Language } from '../../lang/language.ts';
import { counted, inWords, tell } from '../../lang/sentence.ts';
import { alikeTargets, type ClassRow, requirementCounts, worstCounts } from '../class/class-report.ts';
import { alikeWords, countWords, problemLine, SAME_BEHAVIOUR } from '../class/class-words.ts';
import { xmlText } from '../xml.ts';
import { term } from './row-part.ts';
import { SIGNS } from './verdict-sign.ts';

/** A section; empty for no class, or where nothing is to be said. */
export function classPart(rows: readonly ClassRow[], lang: Language): string[] {
  const parts = [...problems(rows, lang), ...counts(rows, lang), ...groups(rows, lang)];
  return parts.length === 0 ? [] : ['<section id="class">', heading(rows, lang), ...parts, '</section>'];
}

function heading(rows: readonly ClassRow[], lang: Language): string {
  return `<h2>${tell(lang, 'class of {targets}', { targets: counted(rows.length, 'target') })}</h2>`;
}

function problems(rows: readonly ClassRow[], lang: Language): string[] {
  const terms = rows.flatMap((row) => {
    const why = problemLine(row, lang);
    return why === null ? [] : term(xmlText(row.name), xmlText(why));
  });
  return terms.length === 0
    ? []
    : [`<h3>${tell(lang, 'not judged, and why:')}</h3>`, `<dl>${terms.join('')}</dl>`];
}

function counts(rows: readonly ClassRow[], lang: Language): string[] {
  const worst = worstCounts(requirementCounts(rows));
  if (worst.length === 0) return [];
  const items = worst.map((one) => {
    const { id, title } = one.requirement;
    const verdict = one.counts.fail > 0 ? 'fail' : 'warn';
    const count = `<span class="${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${countWords(one, lang)}</span>`;
    return `<tr><td>${count}</td><th scope="row"><strong>${id}</strong> ${xmlText(inWords(lang, title))}</th></tr>`;
  });
  return [
    `<h3>${tell(lang, 'what is wrong most often:')}</h3>`,
    `<table class="plain"><tbody>${items.join('\n')}</tbody></table>`,
  ];
}

function groups(rows: readonly ClassRow[], lang: Language): string[] {
  const found = alikeTargets(rows);
  if (found.length === 0) return [];
  const terms = found.flatMap((group) =>
    term(xmlText(group.names.join(', ')), xmlText(alikeWords(group, lang))),
  );
  return [
    `<h3>${tell(lang, 'the same unusual behaviour:')}</h3>`,
    `<dl>${terms.join('')}</dl>`,
    `<p class="quiet">${tell(lang, SAME_BEHAVIOUR)}</p>`,
  ];
}
