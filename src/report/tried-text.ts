/**
 * What a campaign tried, and what it did not, in lines: type x length x position x state of the sender.
 */
import type { Tried, TriedCell } from '../fuzz/event.ts';
import { escapeText } from './escape.ts';
import { countText, numberText } from './number-text.ts';
import { wrap } from './wrap.ts';

const MOST_NAMED = 8;
// Of the kinds of one sender.
const MOST_EACH = 3;

export function triedLines({ cells, generators, longest, mostPeers }: Tried): string[] {
  const made = Object.entries(generators).filter(([, count]) => count > 0);
  const by = made.map(([name, count]) => `${escapeText(name)} ${numberText(count)}`).join(', ');
  const size = `datagrams of up to ${countText(longest, 'byte')}, up to ${countText(mostPeers, 'peer')}`;
  return [
    ...wrap(by === '' ? size : `cases by ${by}; ${size}`, 'tried: '),
    ...(cells.length === 0 ? [] : cellLines(cells)),
  ];
}

function cellLines(cells: readonly TriedCell[]): string[] {
  const missing = cells.filter(({ count }) => count === 0);
  const done = `${numberText(cells.length - missing.length)} of ${numberText(cells.length)}`;
  const groups = groupsOf(missing, cells);
  const more = groups.length - MOST_NAMED;
  const named = groups.slice(0, MOST_NAMED).map(({ text }) => text);
  const rest = more > 0 ? `; and ${countText(more, 'more group')}` : '';
  return [
    ...wrap(`${done} combinations of TLV, its length, its place and its sender`, 'tried: '),
    ...(missing.length === 0
      ? []
      : wrap(`${named.join('; ')}${rest}; each of them is in --json`, 'not tried: ')),
  ];
}

const SENDERS: Readonly<Record<string, string>> = {
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
function groupsOf(missing: readonly TriedCell[], cells: readonly TriedCell[]): Group[] {
  const [left, all] = [byWhat(missing), byWhat(cells)];
  const whole: Group[] = [];
  const parts = new Map<string, TriedCell[]>();
  for (const [what, some] of left) {
    if (some.length === all.get(what)?.length)
      whole.push({ text: `${what} from anybody`, size: some.length });
    else for (const cell of some) parts.set(cell.state, [...(parts.get(cell.state) ?? []), cell]);
  }
  const partly = [...parts].map(([state, some]): Group => {
    const whats = [...byWhat(some).keys()];
    const shown = whats.slice(0, MOST_EACH).join(', ');
    const rest = whats.length > MOST_EACH ? `, and ${whats.length - MOST_EACH} more` : '';
    return {
      text: `from ${SENDERS[state] ?? escapeText(state)}, at some places: ${shown}${rest}`,
      size: some.length,
    };
  });
  return [...whole, ...partly.toSorted((a, b) => b.size - a.size)];
}

/** `hello of length short`; of whole datagrams `datagrams of up to 600 bytes`, `wrong magic`, `header alone`. */
function whatText({ type, length }: TriedCell): string {
  if (type === 'none' || type === 'foreign') return escapeText(length);
  return escapeText(type === 'datagram' ? `datagrams of ${length}` : `${type} of length ${length}`);
}

function byWhat(cells: readonly TriedCell[]): Map<string, TriedCell[]> {
  const groups = new Map<string, TriedCell[]>();
  for (const cell of cells) {
    const what = whatText(cell);
    groups.set(what, [...(groups.get(what) ?? []), cell]);
  }
  return groups;
}
