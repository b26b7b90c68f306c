/**
 * A run of interop as its reports tell it: plain data in the form of its JSON, so that a run that is read back is told as
 * one that has just ended. Nodes go by their ids, `A`, `B`, and so on.
 */
import type { InteropResult } from '../interop/event.ts';
import { BUILT_IN, type Role } from '../interop/meeting.ts';
import { OUTCOMES, type Outcome, TESTS, type TestName } from '../interop/outcome.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { textIn } from '../lang/said.ts';
import { counted, inWords, tell } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import { shellQuote } from './escape.ts';

/** No more are started: their pairings are the square of it. */
export const MOST_NODES = 100;

export interface InteropNode {
  /** `A`. */
  readonly id: string;
  readonly name: string;
  /** Null for the built-in node. */
  readonly command: readonly string[] | null;
  /** Where it is started; null: where we are. */
  readonly folder: string | null;
}

export interface Meetings {
  readonly nodes: readonly InteropNode[];
  /** Rows are joiners, columns hubs; only those that were tried. */
  readonly pairings: readonly MetPairing[];
  /** Pairings that were not tried. */
  readonly left: number;
}

export interface InteropReport extends Meetings {
  readonly verdict: InteropResult['verdict'];
}

export interface MetPairing {
  readonly joiner: string;
  readonly hub: string;
  /** Null: the built-in node. */
  readonly third: string | null;
  readonly outcome: Outcome;
  readonly tries: number;
  readonly tests: readonly MetTest[];
  /** Nodes that did not come up, or ended by themselves. */
  readonly troubles: readonly MetTrouble[];
  /** As paths in the run's folder. */
  readonly captures: readonly string[];
}

/** A text, and the same as data where it has figures. */
interface Worded {
  readonly text: string;
  readonly said?: Sentence | undefined;
}

export interface MetTest extends Worded {
  readonly test: TestName;
  readonly outcome: Outcome;
  /** What was broken, by whom; empty unless it failed. */
  readonly faults: readonly MetFault[];
  /** What it came to in each try. */
  readonly tries: readonly Outcome[];
}

/** Who played a part; null: the built-in node. */
interface Player {
  readonly node: string | null;
  readonly role: Role;
}

export interface MetFault extends Player, Worded {
  readonly requirement: string;
}

export interface MetTrouble extends Player, Worded {
  readonly output: string;
}

/** What a node has broken, each with the number of pairings in which it did. */
export function failuresOf(
  id: string,
  pairings: readonly MetPairing[],
): { readonly requirement: string; readonly pairings: number }[] {
  const counts = new Map<string, number>();
  for (const { tests } of pairings) {
    const faults = tests.flatMap((test) => test.faults).filter(({ node }) => node === id);
    for (const row of rowsOf(faults)) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return [...counts].map(([requirement, count]) => ({ requirement, pairings: count }));
}

/** The rows that they break, each once. */
export function rowsOf(faults: readonly MetFault[]): string[] {
  return [...new Set(faults.map(({ requirement }) => requirement))];
}

/** `HEL-4 (2), REQ-1 (1)`; empty if it broke nothing. */
export function brokenText(id: string, pairings: readonly MetPairing[]): string {
  return failuresOf(id, pairings)
    .map(({ requirement, pairings: count }) => `${requirement} (${count})`)
    .join(', ');
}

/** What was seen, in words. */
export function wordsOf({ text, said }: Worded, lang: Language): string {
  return textIn(lang, text, said);
}

/** What the user calls it. */
export function nameText({ name, command }: InteropNode, lang: Language): string {
  return command === null ? tell(lang, BUILT_IN) : name;
}

/** `B (./b)`: by which the texts know it, and the user. */
export function nodeLabel(id: string | null, nodes: readonly InteropNode[], lang: Language): string {
  return id === null ? playerText(id, lang) : `${id} (${nodeName(id, nodes, lang)})`;
}

/** The name of who goes by that id. */
export function nodeName(id: string, nodes: readonly InteropNode[], lang: Language): string {
  const node = nodes.find((one) => one.id === id);
  return node === undefined ? id : nameText(node, lang);
}

/** The node in words: its name, and the command where that says more. */
export function nodeText({ name, command }: InteropNode, lang: Language): string {
  const words = command?.map(shellQuote).join(' ') ?? tell(lang, BUILT_IN);
  return name === words || name === '' || command === null ? words : `${name}: ${words}`;
}

export function letterOf(name: string): string {
  return TESTS.find((test) => test.name === name)?.letter ?? '?';
}

/** `A>B`: A joins B. */
export function pairText({ joiner, hub }: Pick<MetPairing, 'joiner' | 'hub'>): string {
  return `${joiner}>${hub}`;
}

/** The pairing of two nodes, by their ids; undefined if it was not tried. */
export function pairingAt(
  pairings: readonly MetPairing[],
): (joiner: string, hub: string) => MetPairing | undefined {
  const found = new Map(pairings.map((one) => [pairText(one), one]));
  return (joiner, hub) => found.get(pairText({ joiner, hub }));
}

/** The letters of the tests that came to the same, in the order of the outcomes. */
export function lettersOf({ tests }: MetPairing): { readonly outcome: Outcome; readonly letters: string }[] {
  return OUTCOMES.flatMap((outcome) => {
    const letters = tests.filter((one) => one.outcome === outcome).map(({ test }) => letterOf(test));
    return letters.length === 0 ? [] : [{ outcome, letters: letters.join('') }];
  });
}

/** `B`; the built-in node where it played the third. */
export function playerText(node: string | null, lang: Language): string {
  return node ?? tell(lang, BUILT_IN);
}

/** `./a joins ./b: lose`: what tells tests apart, in one run and between several. */
function testName(
  { joiner, hub }: MetPairing,
  { test }: MetTest,
  nodes: readonly InteropNode[],
  lang: Language,
): string {
  const name = tell(lang, '{joiner} joins {hub}', {
    joiner: nodeName(joiner, nodes, lang),
    hub: nodeName(hub, nodes, lang),
  });
  return tell(lang, '{name}: {text}', { name, text: test });
}

/** Names of those tests. */
export function testsThat(
  is: (test: MetTest) => boolean,
  { nodes, pairings }: Meetings,
  lang: Language = 'en',
): string[] {
  return pairings.flatMap((pairing) =>
    pairing.tests.filter(is).map((test) => testName(pairing, test, nodes, lang)),
  );
}

/** Those that were judged differently when they were tried again. */
export function unsteadyTests(meetings: Meetings, lang: Language = 'en'): string[] {
  return testsThat(({ tries }) => tries.includes('pass') && tries.includes('fail'), meetings, lang);
}

/** `4 pairings, 3 pass, 1 fail; 2 pairings not tried`. */
export function meetingsTally({ pairings, left }: Meetings, lang: Language): string {
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = pairings.filter((one) => one.outcome === outcome).length;
    return count === 0 ? [] : [tell(lang, `{count} ${outcome}`, { count })];
  });
  const all = inWords(lang, counted(pairings.length, 'pairing'));
  const head = [all, ...(counts.length === 0 ? [tell(lang, 'none done')] : counts)].join(', ');
  return left === 0
    ? head
    : tell(lang, '{head}; {pairings} not tried', { head, pairings: counted(left, 'pairing') });
}

/** What a node broke in a test, and where. */
export interface Breach {
  readonly node: string | null;
  readonly test: TestName;
  readonly requirement: string;
  readonly text: string;
  /** As `A>B`. */
  readonly pairs: readonly string[];
}

/** One for each node, test and row that it broke, in the order of the pairings. */
export function breachesOf({ pairings }: Meetings, lang: Language): Breach[] {
  const breaches = new Map<string, Breach>();
  for (const pairing of pairings)
    for (const { test, faults } of pairing.tests)
      for (const fault of faults) {
        const { node, requirement } = fault;
        const key = `${node} ${test} ${requirement}`;
        const known = breaches.get(key) ?? { node, test, requirement, text: wordsOf(fault, lang), pairs: [] };
        const pairs = new Set([...known.pairs, pairText(pairing)]);
        breaches.set(key, { ...known, pairs: [...pairs] });
      }
  return [...breaches.values()];
}

/** `B: L HEL-4`. */
export function breachName({ node, test, requirement }: Breach, lang: Language): string {
  const text = `${letterOf(test)} ${requirement}`;
  return tell(lang, '{name}: {text}', { name: playerText(node, lang), text });
}

/** `HEL-4 lose B (./b)`. */
export function breachTitle(
  { node, test, requirement }: Breach,
  nodes: readonly InteropNode[],
  lang: Language,
): string {
  return `${requirement} ${test} ${nodeLabel(node, nodes, lang)}`;
}

/** What is open, and what stands over it. */
export const OPEN_TITLES = [
  ['inconclusive', 'could not be told:'],
  ['unsupported', 'never came, which is free:'],
] as const satisfies readonly (readonly [Outcome, PlainPhrase])[];

/** What was seen in several pairings alike. */
export interface Open {
  readonly letters: string;
  readonly text: string;
  readonly pairs: readonly string[];
}

/** What is alike in several pairings is told once; where others failed, it is most often what comes of that. */
export function openOf({ pairings }: Meetings, wanted: Outcome, lang: Language): Open[] {
  const groups = new Map<string, { readonly text: string; letters: Set<string>; pairs: Set<string> }>();
  for (const pairing of pairings) {
    if (pairing.outcome === 'fail') continue;
    for (const test of pairing.tests) {
      if (test.outcome !== wanted) continue;
      // The texts differ by their times alone where the same thing happened.
      const key = test.text.replace(/\d+(\.\d+)?/g, '#');
      const group = groups.get(key) ?? { text: wordsOf(test, lang), letters: new Set(), pairs: new Set() };
      groups.set(key, group);
      group.letters.add(letterOf(test.test));
      group.pairs.add(pairText(pairing));
    }
  }
  return [...groups.values()].map(({ text, letters, pairs }) => ({
    letters: [...letters].join(''),
    text,
    pairs: [...pairs],
  }));
}

const MOST_PAIRS = 8;

/** `in A>B, B>B and 3 more`. */
export function whereText({ pairs }: Breach, lang: Language): string {
  return tell(lang, 'in {pairs}', { pairs: pairsText(pairs, lang) });
}

/** `A>B, B>B and 3 more`. */
export function pairsText(pairs: readonly string[], lang: Language): string {
  const shown = pairs.slice(0, MOST_PAIRS).join(', ');
  const more = pairs.length - MOST_PAIRS;
  return more > 0 ? tell(lang, '{pairs} and {count} more', { pairs: shown, count: more }) : shown;
}
