/**
 * `interop` for people: the matrix, a row for each node that joins and a column for each that is joined, with a letter for
 * each test; then what failed and by whom, what could not be told, what never came, and the verdict last.
 */
import { type Outcome, TESTS } from '../interop/outcome.ts';
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import { escapeText } from './escape.ts';
import {
  breachesOf,
  breachName,
  brokenText,
  type InteropReport,
  lettersOf,
  type Meetings,
  type MetPairing,
  meetingsTally,
  nodeText,
  OPEN_TITLES,
  openOf,
  pairingAt,
  pairsText,
  playerText,
  whereText,
  wordsOf,
} from './interop-report.ts';
import { verdictStyle } from './row-line.ts';
import type { Style, Theme } from './theme.ts';
import { WIDTH, wrap } from './wrap.ts';

/** Before the letters of a cell. */
const SIGNS: Readonly<Record<Outcome, string>> = { pass: '', fail: '!', inconclusive: '?', unsupported: '-' };
const MARKS: Readonly<Record<Outcome, string>> = {
  pass: '.',
  fail: 'F',
  inconclusive: '?',
  unsupported: '-',
};
const GAP = '  ';

/** The whole report; `columns`: of the terminal. */
export function interopText(
  report: InteropReport,
  theme: Theme,
  columns = WIDTH,
  lang: Language = 'en',
): string {
  const verdict = verdictStyle(report.verdict, theme)(tell(lang, report.verdict));
  const last = tell(lang, '{name}: {text}', { name: verdict, text: meetingsTally(report, lang) });
  return `${meetingLines(report, theme, columns, lang).join('\n')}\n\n${last}\n`;
}

/** All but the verdict. */
export function meetingLines(report: Meetings, theme: Theme, columns: number, lang: Language): string[] {
  const blocks = [
    matrixLines(report, theme, columns, lang),
    legendLines(report, theme, lang),
    breachLines(report, theme, lang),
    ...OPEN_TITLES.map((open) => openLines(report, open, lang)),
    troubleLines(report, theme, lang),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, i) => [...(i === 0 ? [] : ['']), ...lines]);
}

function matrixLines({ pairings, nodes }: Meetings, theme: Theme, columns: number, lang: Language): string[] {
  const found = pairingAt(pairings);
  const idWidth = Math.max(0, ...nodes.map(({ id }) => id.length));
  const full = Math.max(TESTS.length, ...pairings.map((one) => cellText(one).length));
  const isFull = idWidth + nodes.length * (full + GAP.length) <= columns;
  const width = isFull ? Math.max(full, idWidth) : idWidth;
  const head = nodes.map(({ id }) => id.padEnd(width)).join(isFull ? GAP : ' ');
  const rows = nodes.map(({ id: joiner }) => {
    const cells = nodes.map(({ id: hub }) => {
      const one = found(joiner, hub);
      if (one === undefined) return ' '.padEnd(width);
      return isFull
        ? fullCell(one, width, theme)
        : styleOf(one.outcome, theme)(MARKS[one.outcome].padEnd(width));
    });
    return `${theme.strong(joiner.padEnd(idWidth))}${GAP}${cells.join(isFull ? GAP : ' ')}`.trimEnd();
  });
  return [
    theme.strong(tell(lang, 'who joins (rows) with whom it joins (columns)')),
    `${' '.repeat(idWidth)}${GAP}${theme.strong(head.trimEnd())}`,
    ...rows,
    ...wrap(tell(lang, isFull ? CELLS : '. passed, F failed, ? could not be told'), GAP).map(theme.dim),
  ];
}

/** What the letters of a cell mean. */
export const CELLS = 'letters: passed; behind ! failed, behind ? could not be told, behind - never came';

/** `FKHW !L`: the letters of each outcome together. */
export function cellText(pairing: MetPairing): string {
  return lettersOf(pairing)
    .map(({ outcome, letters }) => `${SIGNS[outcome]}${letters}`)
    .join(' ');
}

function fullCell(pairing: MetPairing, width: number, theme: Theme): string {
  const groups = lettersOf(pairing);
  const text = groups
    .map(({ outcome, letters }) => styleOf(outcome, theme)(`${SIGNS[outcome]}${letters}`))
    .join(' ');
  return `${text}${' '.repeat(Math.max(width - cellText(pairing).length, 0))}`;
}

/** The tests that occur, and the nodes with what they broke. */
function legendLines({ pairings, nodes }: Meetings, theme: Theme, lang: Language): string[] {
  const idWidth = Math.max(0, ...nodes.map(({ id }) => id.length));
  return [
    ...TESTS.flatMap(({ letter, title }) => wrap(tell(lang, title), `${GAP}${letter} `)),
    '',
    ...nodes.map((node) => {
      const rows = escapeText(brokenText(node.id, pairings));
      const verdict = rows === '' ? '' : `  ${theme.error(tell(lang, 'fails {rows}', { rows }))}`;
      return `${GAP}${theme.strong(node.id.padEnd(idWidth))} ${escapeText(nodeText(node, lang))}${verdict}`;
    }),
  ];
}

/** One paragraph for each node and row that it broke, with the pairings in which it did. */
function breachLines(report: Meetings, theme: Theme, lang: Language): string[] {
  return breachesOf(report, lang).flatMap((breach, i) => [
    ...(i === 0 ? [] : ['']),
    `${theme.error(tell(lang, 'FAIL'))} ${theme.strong(escapeText(breachName(breach, lang)))}`,
    ...wrap(escapeText(breach.text), '     '),
    ...wrap(escapeText(whereText(breach, lang)), '     '),
  ]);
}

function openLines(
  report: Meetings,
  [wanted, title]: (typeof OPEN_TITLES)[number],
  lang: Language,
): string[] {
  const groups = openOf(report, wanted, lang);
  if (groups.length === 0) return [];
  const left = groups.length - MOST_GROUPS;
  return [
    tell(lang, title),
    ...groups.slice(0, MOST_GROUPS).flatMap(({ letters, text, pairs }) => {
      const all = `${letters} ${text} (${pairsText(pairs, lang)})`;
      return wrap(escapeText(all), GAP);
    }),
    ...(left > 0 ? [`${GAP}${tell(lang, 'and {count} more: see --json', { count: left })}`] : []),
  ];
}

const MOST_GROUPS = 20;

/** The last lines of programs that did not come up, or ended by themselves, each told once. */
function troubleLines({ pairings }: Meetings, theme: Theme, lang: Language): string[] {
  const told = new Set<string>();
  return pairings
    .flatMap(({ troubles }) => troubles)
    .flatMap((trouble) => {
      const { node, text, output } = trouble;
      if (output === '' || told.has(`${node} ${text}`)) return [];
      told.add(`${node} ${text}`);
      const lines = output.split('\n').map((line) => `${GAP}| ${escapeText(line)}`);
      const head = tell(lang, '{name}: {text}', {
        name: theme.strong(escapeText(playerText(node, lang))),
        text: escapeText(wordsOf(trouble, lang)),
      });
      return [head, ...lines];
    });
}

function styleOf(outcome: Outcome, theme: Theme): Style {
  return { pass: theme.ok, fail: theme.error, inconclusive: theme.warn, unsupported: theme.dim }[outcome];
}
