/**
 * What a campaign tried, and what it did not, in lines: type x length x position x state of the sender.
 */
import type { Tried, TriedCell } from '../fuzz/event.ts';
import { escapeText } from './escape.ts';
import { countText, numberText } from './number-text.ts';
import { wrap } from './wrap.ts';

const MOST_NAMED = 12;

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
  const named = missing.slice(0, MOST_NAMED).map(cellText);
  const more = missing.length - named.length;
  const rest = more > 0 ? `; and ${numberText(more)} more, see --json` : '';
  const done = `${numberText(cells.length - missing.length)} of ${numberText(cells.length)}`;
  return [
    ...wrap(`${done} combinations of TLV, its length, its place and its sender`, 'tried: '),
    ...(missing.length === 0 ? [] : wrap(`${named.join('; ')}${rest}`, 'not tried: ')),
  ];
}

/** `hello of length short, last, from a stranger`. */
function cellText({ type, length, position, state }: TriedCell): string {
  return escapeText(`${type}, length ${length}, ${position}, sender ${state}`);
}
