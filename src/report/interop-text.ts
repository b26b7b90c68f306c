/**
 * `interop` for people: the matrix, a row for each node that joins and a column for each that is joined, with a letter for
 * each test; then what failed and by whom, what could not be told, what never came, and the verdict last.
 */
import type { InteropResult } from '../interop/event.ts';
import { type Outcome, TESTS } from '../interop/outcome.ts';
import type { PairingResult, PairingTest } from '../interop/pairing.ts';
import { escapeText, shellQuote } from './escape.ts';
import { failuresOf, type InteropNode } from './interop-json.ts';
import { countText } from './number-text.ts';
import type { Style, Theme } from './theme.ts';
import { WIDTH, wrap } from './wrap.ts';

/** In the order of a cell. */
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
  result: InteropResult,
  nodes: readonly InteropNode[],
  theme: Theme,
  columns = WIDTH,
): string {
  const blocks = [
    matrixLines(result.pairings, nodes, theme, columns),
    legendLines(result.pairings, nodes, theme),
    failureLines(result.pairings, nodes, theme),
    openLines(result.pairings, nodes, 'inconclusive', 'could not be told:'),
    openLines(result.pairings, nodes, 'unsupported', 'never came, which is free:'),
    troubleLines(result.pairings, nodes, theme),
    [`${verdictStyle(result.verdict, theme)(result.verdict)}: ${verdictText(result)}`],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function matrixLines(
  pairings: readonly PairingResult[],
  nodes: readonly InteropNode[],
  theme: Theme,
  columns: number,
): string[] {
  const found = new Map(pairings.map((one) => [`${one.joiner} ${one.hub}`, one]));
  const idWidth = Math.max(...nodes.map(({ id }) => id.length));
  const full = widest(pairings);
  const isFull = idWidth + nodes.length * (full + GAP.length) <= columns;
  const width = isFull ? Math.max(full, idWidth) : idWidth;
  const head = nodes.map(({ id }) => id.padEnd(width)).join(isFull ? GAP : ' ');
  const rows = nodes.map(({ id }, joiner) => {
    const cells = nodes.map((_, hub) => {
      const one = found.get(`${joiner} ${hub}`);
      if (one === undefined) return ' '.padEnd(width);
      return isFull
        ? fullCell(one, width, theme)
        : styleOf(one.outcome, theme)(MARKS[one.outcome].padEnd(width));
    });
    return `${theme.strong(id.padEnd(idWidth))}${GAP}${cells.join(isFull ? GAP : ' ')}`.trimEnd();
  });
  const meaning = isFull
    ? 'letters: passed; behind ! failed, behind ? could not be told, behind - never came'
    : '. passed, F failed, ? could not be told';
  return [
    theme.strong('who joins (rows) with whom it joins (columns)'),
    `${' '.repeat(idWidth)}${GAP}${theme.strong(head.trimEnd())}`,
    ...rows,
    ...wrap(meaning, GAP).map(theme.dim),
  ];
}

/** `FKHW !L`: the letters of each outcome together. */
function fullCell({ tests }: PairingResult, width: number, theme: Theme): string {
  const groups = groupsOf(tests);
  const size = groups.map(({ text }) => text).join(' ').length;
  const text = groups.map(({ outcome, text: letters }) => styleOf(outcome, theme)(letters)).join(' ');
  return `${text}${' '.repeat(Math.max(width - size, 0))}`;
}

function groupsOf(tests: readonly PairingTest[]): { readonly outcome: Outcome; readonly text: string }[] {
  return (Object.keys(SIGNS) as Outcome[]).flatMap((outcome) => {
    const letters = tests.filter((one) => one.outcome === outcome).map(({ test }) => letterOf(test));
    return letters.length === 0 ? [] : [{ outcome, text: `${SIGNS[outcome]}${letters.join('')}` }];
  });
}

function widest(pairings: readonly PairingResult[]): number {
  const sizes = pairings.map(
    ({ tests }) =>
      groupsOf(tests)
        .map(({ text }) => text)
        .join(' ').length,
  );
  return Math.max(TESTS.length, ...sizes);
}

function letterOf(name: string): string {
  return TESTS.find((test) => test.name === name)?.letter ?? '?';
}

/** The tests that occur, and the nodes with what they broke. */
function legendLines(
  pairings: readonly PairingResult[],
  nodes: readonly InteropNode[],
  theme: Theme,
): string[] {
  const idWidth = Math.max(...nodes.map(({ id }) => id.length));
  return [
    ...TESTS.flatMap(({ letter, title }) => wrap(title, `${GAP}${letter} `)),
    '',
    ...nodes.map((node, i) => {
      const failed = failuresOf(i, pairings);
      const broken = failed.map(({ requirement, pairings: count }) => `${requirement} (${count})`).join(', ');
      const verdict = failed.length === 0 ? '' : `  ${theme.error(`fails ${broken}`)}`;
      return `${GAP}${theme.strong(node.id.padEnd(idWidth))} ${escapeText(nodeText(node))}${verdict}`;
    }),
  ];
}

/** The node in words: its name, and the command where that says more. */
export function nodeText({ name, command }: InteropNode): string {
  const words = command?.map(shellQuote).join(' ') ?? 'the built-in node';
  return name === words || name === '' ? words : `${name}: ${words}`;
}

/** One paragraph for each node and row that it broke, with the pairings in which it did. */
function failureLines(
  pairings: readonly PairingResult[],
  nodes: readonly InteropNode[],
  theme: Theme,
): string[] {
  const groups = new Map<
    string,
    { readonly head: string; readonly text: string; readonly pairs: string[] }
  >();
  for (const pairing of pairings) {
    for (const { test, faults } of pairing.tests) {
      for (const { requirement, by, text } of faults) {
        const head = `${idOf(pairing[by], nodes)}: ${letterOf(test)} ${requirement}`;
        const group = groups.get(head) ?? { head, text, pairs: [] };
        groups.set(head, group);
        const pair = pairText(pairing, nodes);
        if (!group.pairs.includes(pair)) group.pairs.push(pair);
      }
    }
  }
  return [...groups.values()].flatMap(({ head, text, pairs }, i) => [
    ...(i === 0 ? [] : ['']),
    `${theme.error('FAIL')} ${theme.strong(head)}`,
    ...wrap(escapeText(text), '     '),
    ...wrap(`in ${shortList(pairs)}`, '     '),
  ]);
}

/** What is alike in several pairings is told once; where others failed, it is most often what comes of that. */
function openLines(
  pairings: readonly PairingResult[],
  nodes: readonly InteropNode[],
  wanted: Outcome,
  title: string,
): string[] {
  const groups = new Map<string, { readonly text: string; letters: Set<string>; pairs: Set<string> }>();
  for (const pairing of pairings) {
    if (pairing.outcome === 'fail') continue;
    for (const { test, outcome, text } of pairing.tests) {
      if (outcome !== wanted) continue;
      // The texts differ by their times alone where the same thing happened.
      const key = text.replace(/\d+(\.\d+)?/g, '#');
      const group = groups.get(key) ?? { text, letters: new Set(), pairs: new Set() };
      groups.set(key, group);
      group.letters.add(letterOf(test));
      group.pairs.add(pairText(pairing, nodes));
    }
  }
  if (groups.size === 0) return [];
  const left = groups.size - MOST_GROUPS;
  return [
    title,
    ...[...groups.values()].slice(0, MOST_GROUPS).flatMap(({ text, letters, pairs }) => {
      const all = `${[...letters].join('')} ${escapeText(text)} (${shortList([...pairs])})`;
      return wrap(all, GAP);
    }),
    ...(left > 0 ? [`${GAP}and ${left} more: see --json`] : []),
  ];
}

/** The last lines of programs that did not come up, or ended by themselves, each told once. */
function troubleLines(
  pairings: readonly PairingResult[],
  nodes: readonly InteropNode[],
  theme: Theme,
): string[] {
  const told = new Set<string>();
  return pairings.flatMap((pairing) =>
    pairing.troubles.flatMap(({ role, text, output }) => {
      const id = idOf(pairing[role], nodes);
      if (output === '' || told.has(`${id} ${text}`)) return [];
      told.add(`${id} ${text}`);
      const lines = output.split('\n').map((line) => `${GAP}| ${escapeText(line)}`);
      return [`${theme.strong(id)}: ${escapeText(text)}`, ...lines];
    }),
  );
}

function verdictStyle(verdict: InteropResult['verdict'], theme: Theme): Style {
  return verdict === 'pass' ? theme.ok : verdict === 'fail' ? theme.error : theme.warn;
}

/** `4 pairings, 3 pass, 1 fail`. */
export function verdictText({ pairings, left, summary }: InteropResult): string {
  const counts = Object.entries(summary).flatMap(([outcome, count]) =>
    count === 0 ? [] : [`${count} ${outcome}`],
  );
  const rest = left === 0 ? '' : `; ${countText(left, 'pairing')} not tried`;
  return `${countText(pairings.length, 'pairing')}, ${counts.join(', ') || 'none done'}${rest}`;
}

const MOST_PAIRS = 8;
const MOST_GROUPS = 20;

function shortList(pairs: readonly string[]): string {
  const shown = pairs.slice(0, MOST_PAIRS).join(', ');
  return pairs.length > MOST_PAIRS ? `${shown} and ${pairs.length - MOST_PAIRS} more` : shown;
}

/** `A>B`: A joins B. */
function pairText({ joiner, hub }: PairingResult, nodes: readonly InteropNode[]): string {
  return `${idOf(joiner, nodes)}>${idOf(hub, nodes)}`;
}

function idOf(place: number | null, nodes: readonly InteropNode[]): string {
  return place === null ? 'the built-in node' : (nodes[place]?.id ?? '?');
}

function styleOf(outcome: Outcome, theme: Theme): Style {
  return { pass: theme.ok, fail: theme.error, inconclusive: theme.warn, unsupported: theme.dim }[outcome];
}
