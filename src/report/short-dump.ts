/**
 * A hex dump of so many lines at most: rows with something to say under them stay, then those that begin a part; `...`
 * stands for what is left out.
 */
import type { Dissection } from '../wire/dissect.ts';
import { type HexdumpOptions, hexdump } from './hexdump.ts';

export interface ShortDumpOptions extends HexdumpOptions {
  readonly most: number;
}

export function shortDump(dissection: Dissection, { most, ...options }: ShortDumpOptions): string[] {
  const { marks = [], indent = '', lang = 'en' } = options;
  const plain = hexdump(dissection, { marks, lang }).split('\n');
  const lines = hexdump(dissection, options).split('\n');
  if (lines.length <= most) return lines;
  const kept = new Set<number>();
  const said = plain.flatMap((line, i) => (ROW.test(line) ? [] : [i - 1, i]));
  const labelled = plain.flatMap((line, i) => (/[a-z]{3}/.test(line) ? [i] : []));
  for (const i of [0, ...said, ...labelled, ...lines.keys()]) {
    const more = new Set([...kept, i]);
    if (more.size + gaps(more, lines.length) <= most) kept.add(i);
  }
  return lines.flatMap((line, i) => {
    if (kept.has(i)) return [line];
    return kept.has(i - 1) ? [`${indent}...`] : [];
  });
}

const ROW = /^[0-9a-f]{4}/;

/** How often lines are left out behind one that is kept; the first line always is. */
function gaps(kept: ReadonlySet<number>, count: number): number {
  return [...kept].filter((i) => i + 1 < count && !kept.has(i + 1)).length;
}
