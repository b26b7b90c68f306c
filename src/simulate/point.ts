/**
 * The run as a series of moments: what is plotted. At most MOST_POINTS of them, however long it was.
 */
import type { Peers } from '../node/peer.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Pairs } from './pairs.ts';
import type { Place } from './place.ts';
import { NOBODY } from './place.ts';
import type { Kind, Volume } from './traffic.ts';

export interface Point {
  /** Virtual time, in ms. */
  readonly atMs: number;
  readonly living: number;
  /** Pairs of living nodes: all there can be, and of how many the one knows, or is connected to, the other. */
  readonly pairs: number;
  readonly known: number;
  readonly connected: number;
  /** What was sent since the point before. */
  readonly sent: Readonly<Record<Kind, Volume>>;
  readonly tables: TableSizes;
  /** What the tables of healthy nodes hold wrongly, all of them together. */
  readonly wrong: WrongEntries;
}

/** Sizes of the tables of the living. */
export interface TableSizes {
  readonly mean: number;
  readonly max: number;
}

export interface WrongEntries {
  /** Connected, so listed in answers, though it does not live. */
  readonly deadListed: number;
  /** In the table at all, though it does not live; the listed ones too. */
  readonly deadKept: number;
  /** In the table, though nobody ever had that address. */
  readonly invented: number;
}

export const MOST_POINTS = 120;
const STEPS_MS = [100, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000];

/** Time from one point to the next. */
export function stepOf(timeMs: number): number {
  return STEPS_MS.find((step) => timeMs / step <= MOST_POINTS) ?? Math.ceil(timeMs / MOST_POINTS);
}

export function tableSizes(tables: readonly Peers[]): TableSizes {
  const sizes = tables.map(({ size }) => size);
  const sum = sizes.reduce((total, size) => total + size, 0);
  return { mean: sizes.length === 0 ? 0 : sum / sizes.length, max: Math.max(0, ...sizes) };
}

export function wrongEntries(
  tables: readonly Peers[],
  pairs: Pairs,
  placeOf: (endpoint: Endpoint) => Place,
): WrongEntries {
  let [deadListed, deadKept, invented] = [0, 0, 0];
  for (const table of tables) {
    for (const peer of table.all()) {
      const { index } = placeOf(peer.endpoint);
      if (index === NOBODY) invented += 1;
      else if (!pairs.isLiving(index)) {
        deadKept += 1;
        if (peer.state === 'connected') deadListed += 1;
      }
    }
  }
  return { deadListed, deadKept, invented };
}
