/**
 * What a campaign tried, and what it did not, in lines: type x length x position x state of the sender.
 */
import type { Tried, TriedCell } from '../fuzz/event.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, grouped, inWords, sentence, tell } from '../lang/sentence.ts';
import { list } from '../lang/value.ts';
import { escapeText } from './escape.ts';
import { wrap } from './wrap.ts';

const MOST_NAMED = 8;
// Of the kinds of one sender.
const MOST_EACH = 3;

export function triedLines(
  { cells, generators, longest, mostPeers }: Tried,
  lang: Language = 'en',
): string[] {
  const made = Object.entries(generators).filter(([, count]) => count > 0);
  const by = made.map(([name, count]) => `${escapeText(name)} ${grouped(lang, count)}`).join(', ');
  const size = sentence('datagrams of up to {bytes}, up to {peers}', {
    bytes: counted(longest, 'byte'),
    peers: counted(mostPeers, 'peer'),
  });
  return [
    ...wrap(
      by === '' ? inWords(lang, size) : tell(lang, 'cases by {generators}; {size}', { generators: by, size }),
      tell(lang, 'tried: '),
    ),
    ...(cells.length === 0 ? [] : cellLines(cells, lang)),
  ];
}

function cellLines(cells: readonly TriedCell[], lang: Language): string[] {
  const missing = cells.filter(({ count }) => count === 0);
  const done = { done: grouped(lang, cells.length - missing.length), all: grouped(lang, cells.length) };
  const groups = groupsOf(missing, cells, lang);
  const more = groups.length - MOST_NAMED;
  const named = list(
    groups.slice(0, MOST_NAMED).map(({ text }) => text),
    '; ',
  );
  const untried =
    more > 0
      ? tell(lang, '{groups}; and {more}; each of them is in --json', {
          groups: named,
          more: counted(more, 'more group'),
        })
      : tell(lang, '{groups}; each of them is in --json', { groups: named });
  return [
    ...wrap(
      tell(lang, '{done} of {all} combinations of TLV, its length, its place and its sender', done),
      tell(lang, 'tried: '),
    ),
    ...(missing.length === 0 ? [] : wrap(untried, tell(lang, 'not tried: '))),
  ];
}

const SENDERS: Readonly<Record<string, PlainPhrase>> = {
  stranger: 'strangers',
  announced: 'announced peers',
  connected: 'connected peers',
  expired: 'expired peers',
};

interface Group {
  readonly text: string;
  /** Combinations. */
  readonly size: number;
}

/**
 * What was not tried at all stands first: a kind of TLV and length at no place by nobody; then those that some senders
 * did not send, and in how many places.
 */
function groupsOf(missing: readonly TriedCell[], cells: readonly TriedCell[], lang: Language): Group[] {
  const [left, all] = [byWhat(missing, lang), byWhat(cells, lang)];
  const whole: Group[] = [];
  const parts = new Map<string, TriedCell[]>();
  for (const [what, some] of left) {
    if (some.length === all.get(what)?.length)
      whole.push({ text: tell(lang, '{what} from anybody', { what }), size: some.length });
    else for (const cell of some) parts.set(cell.state, [...(parts.get(cell.state) ?? []), cell]);
  }
  const partly = [...parts].map(([state, some]): Group => {
    const whats = [...byWhat(some, lang).keys()];
    const what = whats.slice(0, MOST_EACH).join(', ');
    const known = Object.hasOwn(SENDERS, state) ? SENDERS[state] : undefined;
    const who = known === undefined ? escapeText(state) : tell(lang, known);
    const count = whats.length - MOST_EACH;
    const text =
      count > 0
        ? tell(lang, 'from {who}, at some places: {what}, and {count} more', { who, what, count })
        : tell(lang, 'from {who}, at some places: {what}', { who, what });
    return { text, size: some.length };
  });
  return [...whole, ...partly.toSorted((a, b) => b.size - a.size)];
}

/** `hello of length short`; of whole datagrams `datagrams of up to 600 bytes`, `wrong magic`, `header alone`. */
function whatText(cell: TriedCell, lang: Language): string {
  const [type, length] = [inWords(lang, cell.type), inWords(lang, cell.length)];
  if (cell.type === 'none' || cell.type === 'foreign') return escapeText(length);
  return escapeText(
    cell.type === 'datagram'
      ? tell(lang, 'datagrams of {length}', { length })
      : tell(lang, '{type} of length {length}', { type, length }),
  );
}

function byWhat(cells: readonly TriedCell[], lang: Language): Map<string, TriedCell[]> {
  const groups = new Map<string, TriedCell[]>();
  for (const cell of cells) {
    const what = whatText(cell, lang);
    groups.set(what, [...(groups.get(what) ?? []), cell]);
  }
  return groups;
}
