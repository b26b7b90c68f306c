/**
 * How cost grows with the number of nodes: the same network with fewer nodes, and the power that fits best. The protocol
 * is a full mesh: Hellos and requests go up with the square of the nodes, and answers, which list everybody, with more.
 */
import type { Outcome } from './outcome.ts';
import { sumOf } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Volume } from './traffic.ts';

/** What one size costs once it has settled: the second half of the run. */
export interface Scale {
  readonly nodes: number;
  readonly perSecond: Volume;
  readonly perNodeSecond: Volume;
  /** Share 0..1 of the pairs of living nodes that were connected at the end. */
  readonly connected: number;
}

/** cost = c * nodes^exponent; null where there is nothing to fit. */
export interface Fit {
  readonly datagrams: number | null;
  readonly bytes: number | null;
}

const FRACTIONS = [8, 4, 2];
const FEWEST = 4;

/** The sizes below the plan's own. */
export function smallerSizes({ nodes }: Plan): readonly number[] {
  const sizes = FRACTIONS.map((part) => Math.round(nodes / part));
  return sizes.filter((size, i) => size >= FEWEST && size < nodes && sizes.indexOf(size) === i);
}

/** The same network with so many nodes, of which the same share stops in a minute, and none of them wrong. */
export function resized(plan: Plan, nodes: number): Plan {
  const churnPerMinute = (plan.churnPerMinute * nodes) / plan.nodes;
  return { ...plan, nodes, churnPerMinute, bugs: [] };
}

export function scaleOf(nodes: number, { points, simulatedMs }: Outcome): Scale {
  const from = points.findLastIndex(({ atMs }) => atMs <= simulatedMs / 2);
  const late = points.slice(from + 1);
  const begin = points[from]?.atMs ?? 0;
  const seconds = Math.max(simulatedMs - begin, 1) / 1000;
  const total = sumOf(late.flatMap(({ sent }) => Object.values(sent)));
  const perSecond = { datagrams: total.datagrams / seconds, bytes: total.bytes / seconds };
  const last = points.at(-1);
  return {
    nodes,
    perSecond,
    perNodeSecond: {
      datagrams: perSecond.datagrams / nodes,
      bytes: perSecond.bytes / nodes,
    },
    connected: last === undefined || last.pairs === 0 ? 0 : last.connected / last.pairs,
  };
}

/** The least squares line through the logarithms. */
export function fitted(scales: readonly Scale[]): Fit {
  return {
    datagrams: exponent(scales.map(({ nodes, perSecond }) => [nodes, perSecond.datagrams])),
    bytes: exponent(scales.map(({ nodes, perSecond }) => [nodes, perSecond.bytes])),
  };
}

function exponent(pairs: readonly (readonly [x: number, y: number])[]): number | null {
  const logs = pairs.filter(([, y]) => y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  if (logs.length < 2) return null;
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const spread = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
