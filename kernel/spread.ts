/** Spreads: how intervals and sizes are spread (src/sniff/statistics/spreads.ts, bucket-table.ts, histogram.ts). */
import { claimAll, isOver } from './claim';
import {
  BATCH,
  COARSE_BITS,
  FAR,
  FINE_BITS,
  FINE_FIRST,
  FINE_FROM,
  FINE_TO,
  FLOW_NUMBERS,
  FLOW_SIZE,
  INTERVAL_COUNTS,
  INTERVAL_INDEX,
  INTERVAL_NUMBERS,
  INTERVAL_PLACES,
  KEY_NODE,
  LOG,
  LOG_AT,
  LOGGED,
  PAGE_BITS,
  PAGES_A_ROW,
  PART_AT,
  PARTS,
  SIZE_COUNTS,
  SIZE_INDEX,
  SIZE_NUMBERS,
  SIZE_PLACES,
  SORTED_AT,
  SPREAD_SIZE,
  UNPLACED,
  UNPLACED_AT,
} from './given';
import { ASKS, FLOW, HELLO_INTERVAL, NAMES, REQUEST_INTERVAL, SAYS_HELLO } from './row';

const INTERVAL_LIMIT: f64 = 2147483648;
const COUNT_LIMIT: u32 = 0xffff;
/** Set in the number of a spread: it is one of sizes, else one of intervals. */
const SIZE_VALUE: u32 = 1 << 31;

/** True if values are listed that have no place. */
export function isListed(): bool {
  return load<u32>(UNPLACED) > 0;
}

/** Spreads what is logged if the next batch may find no room: each of its rows may add three values. */
export function makeRoom(): void {
  if (load<u32>(LOGGED) + 3 * BATCH > LOG) spreadLog();
}

/** Logs the row's intervals and the size of its answer, and keeps what it claims. */
export function logRow(row: usize): void {
  const flow = load<i32>(row, FLOW);
  if (flow < 0) return;
  const node = load<u32>(FLOW_NUMBERS + FLOW_SIZE * <usize>flow + KEY_NODE);
  if (load<u16>(row, SAYS_HELLO) > 0) logInterval(2 * node, load<f64>(row, HELLO_INTERVAL));
  if (load<u16>(row, ASKS) > 0) logInterval(2 * node + 1, load<f64>(row, REQUEST_INTERVAL));
  const addresses: u32 = load<u16>(row, NAMES);
  if (addresses === 0) return;
  if (!isOver(node)) claimAll(node, row);
  log(SIZE_VALUE | node, addresses);
}

function logInterval(spread: u32, value: f64): void {
  if (value < 0) return;
  if (value < INTERVAL_LIMIT) log(spread, <u32>value);
  else {
    note(INTERVAL_NUMBERS, spread, value);
    listValue(spread, value);
  }
}

function log(spread: u32, value: u32): void {
  const logged = load<u32>(LOGGED);
  const at = LOG_AT + 8 * <usize>logged;
  store<u32>(at, spread);
  store<u32>(at, value, 4);
  store<u32>(LOGGED, logged + 1);
}

/**
 * Spreads what is logged. Each value changes places far from those of the next: they are sorted by spread in so far that
 * those of a spread, which came one by one over a long time, come together.
 */
export function spreadLog(): void {
  const logged = load<u32>(LOGGED);
  memory.fill(PART_AT, 0, 4 * PARTS);
  for (let i: u32 = 0; i < logged; i++) {
    const part = partOf(load<u32>(LOG_AT + 8 * <usize>i));
    store<u32>(part, load<u32>(part) + 1);
  }
  let before: u32 = 0;
  for (let part = PART_AT; part < PART_AT + 4 * PARTS; part += 4) {
    const count = load<u32>(part);
    store<u32>(part, before);
    before += count;
  }
  for (let i: u32 = 0; i < logged; i++) {
    const entry = load<u64>(LOG_AT + 8 * <usize>i);
    const part = partOf(<u32>entry);
    const place = load<u32>(part);
    store<u64>(SORTED_AT + 8 * <usize>place, entry);
    store<u32>(part, place + 1);
  }
  for (let i: u32 = 0; i < logged; i++) spreadValue(SORTED_AT + 8 * <usize>i);
  store<u32>(LOGGED, 0);
}

/** Where the spread's part is counted. */
function partOf(spread: u32): usize {
  return PART_AT + 4 * <usize>(spread & (PARTS - 1));
}

function spreadValue(entry: usize): void {
  const spread = load<u32>(entry);
  const value = load<u32>(entry, 4);
  let at: usize;
  if ((spread & SIZE_VALUE) !== 0) {
    const node = spread & ~SIZE_VALUE;
    note(SIZE_NUMBERS, node, value);
    at = slot(SIZE_PLACES, SIZE_INDEX, SIZE_COUNTS, node, value);
  } else {
    note(INTERVAL_NUMBERS, spread, value);
    at = slot(INTERVAL_PLACES, INTERVAL_INDEX, INTERVAL_COUNTS, spread, bucketOf(value));
  }
  if (at > 0) store<u16>(at, <u16>(load<u16>(at) + 1));
  else listValue(spread, value);
}

/** Notes one more value of a spread, and whether it is the least or the greatest (spreads.ts). */
function note(spreads: usize, spread: u32, value: f64): void {
  const at = spreads + SPREAD_SIZE * <usize>spread;
  const before = load<f64>(at);
  store<f64>(at, before + 1);
  if (before === 0 || value < load<f64>(at, 8)) store<f64>(at, value, 8);
  if (before === 0 || value > load<f64>(at, 16)) store<f64>(at, value, 16);
}

/** A value that finds no place in its bucket. */
function listValue(spread: u32, value: f64): void {
  const unplaced = load<u32>(UNPLACED);
  const listed = UNPLACED_AT + 16 * <usize>unplaced;
  store<f64>(listed, value);
  store<u32>(listed, spread, 8);
  store<u32>(UNPLACED, unplaced + 1);
}

/** Where the spread counts the bucket; 0 if it has no page, or the count no room for one more (bucket-table.ts). */
function slot(places: usize, index: usize, counts: usize, spread: u32, bucket: u32): usize {
  const own: usize = load<u16>(places + 2 * <usize>spread);
  if (own === 0) return 0;
  const page: usize = load<u16>(index + 2 * ((own - 1) * PAGES_A_ROW + (bucket >> PAGE_BITS)));
  if (page === 0) return 0;
  const at = counts + 2 * (((page - 1) << PAGE_BITS) + (bucket & ((1 << PAGE_BITS) - 1)));
  return load<u16>(at) === COUNT_LIMIT ? 0 : at;
}

/** The bucket of an interval (histogram.ts). */
function bucketOf(value: u32): u32 {
  if (value < 2 << COARSE_BITS) return value;
  const power: u32 = 31 - clz(value);
  const coarse = value >> (power - COARSE_BITS);
  if (power >= FINE_TO) return FAR + ((power - FINE_TO) << COARSE_BITS) + (coarse & ((1 << COARSE_BITS) - 1));
  if (power < FINE_FROM) return ((power - COARSE_BITS) << COARSE_BITS) + coarse;
  return (
    FINE_FIRST +
    ((power - FINE_FROM) << FINE_BITS) +
    ((value >> (power - FINE_BITS)) & ((1 << FINE_BITS) - 1))
  );
}
