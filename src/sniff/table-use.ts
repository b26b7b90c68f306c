/**
 * Whether what two parts of a capture counted adds up to what the whole would have: it does as long as no table has met
 * its bound, in either of them or when they are added.
 */
import { type InternalTraffic, MAX_NODES, MAX_PAIRS } from './internal.ts';
import { MAX_PAGES, MAX_ROWS } from './statistics/bucket-table.ts';
import { MAX_ALL } from './statistics/claims.ts';
import { MAX_FLOWS } from './statistics/flows.ts';
import type { Spreads } from './statistics/spreads.ts';
import type { Summary } from './summary.ts';
import { MAX_WORDS } from './tally.ts';

const MOST = {
  flows: MAX_FLOWS,
  claims: MAX_ALL,
  intervalPages: MAX_PAGES,
  intervalRows: MAX_ROWS,
  sizePages: MAX_PAGES,
  sizeRows: MAX_ROWS,
  other: MAX_WORDS,
  cut: MAX_WORDS,
  malformed: MAX_WORDS,
  nodes: MAX_NODES,
  pairs: MAX_PAIRS,
} as const;

type Table = keyof typeof MOST;
const TABLES = Object.keys(MOST) as Table[];

/** How much of each table is taken; infinite where something found no place any more. */
export type TableUse = Readonly<Record<Table, number>>;

/** What the summary has taken, with what the capture that is being read will add at its end. */
export function tableUse(
  { statistics, packetKinds, falseMessages }: Summary,
  internal: InternalTraffic,
): TableUse {
  const { flows, claims, intervals, sizes } = statistics;
  return {
    flows: statistics.moreDatagrams > 0 ? Number.POSITIVE_INFINITY : flows.size,
    claims: claims.isFull ? Number.POSITIVE_INFINITY : claims.size,
    intervalPages: pages(intervals),
    intervalRows: intervals.taken.rows,
    sizePages: pages(sizes),
    sizeRows: sizes.taken.rows,
    other: packetKinds.other.size,
    cut: packetKinds.cut.size,
    malformed: packetKinds.malformed.size,
    nodes: falseMessages.nodes.size + internal.nodes.size,
    pairs: falseMessages.size + internal.size,
  };
}

function pages({ lost, taken }: Spreads): number {
  return lost > 0 ? Number.POSITIVE_INFINITY : taken.pages;
}

/** True if the later part can be added to the first. */
export function addsUp(first: TableUse, later: TableUse): boolean {
  // Once no claim is kept any more, it does not matter what the later part would have kept.
  const isClaimless = first.claims === Number.POSITIVE_INFINITY;
  return TABLES.every(
    (table) => (table === 'claims' && isClaimless) || first[table] + later[table] <= MOST[table],
  );
}
