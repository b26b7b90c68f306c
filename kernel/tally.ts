/** Counts batches: their flows are looked up, then their rows are counted, each step for the whole batch. */
import { bump } from './bytes';
import { countRow, flowOf, NO_FLOW, NO_ROOM, unheardFull } from './flow';
import {
  ABSENTS,
  DESTINATION_NEEDED,
  FIRST_TIME,
  FOREIGN_BYTES,
  LAST_TIME,
  MORE,
  MORE_BYTES,
  NEED,
  NEED_FLOW,
  NEED_LIST,
  NEXT,
  OURS,
  OURS_BYTES,
  PORTS_NEEDED,
  RIGHTS,
  ROOMLESS,
  ROW,
  SOURCE_NEEDED,
} from './given';
import { ABSENT, CHECKSUM, DESTINATION, END, FLOW, IS_OURS, PORTS, RIGHT, SOURCE, START, TIME } from './row';
import { isListed, logRow, makeRoom } from './spread';

/** Counts a batch from the row that is next; false if a flow has to be made before it goes on. NEED says what is needed. */
export function countBatch(batch: usize, size: u32): bool {
  const next = batch + ROW * <usize>load<u32>(NEXT);
  const end = batch + ROW * <usize>size;
  const known = lookUp(next, end);
  sum(next, known);
  for (let row = next; row < known; row += ROW) countRow(row);
  for (let row = next; row < known; row += ROW) logRow(row);
  makeRoom();
  if (known === end) {
    store<u32>(NEXT, 0);
    if (isListed() || unheardFull()) atomic.store<u32>(NEED, NEED_LIST);
    return true;
  }
  store<u32>(NEXT, <u32>((known - batch) / ROW));
  store<u32>(SOURCE_NEEDED, load<u32>(known, SOURCE));
  store<u32>(DESTINATION_NEEDED, load<u32>(known, DESTINATION));
  store<u32>(PORTS_NEEDED, load<u32>(known, PORTS));
  atomic.store<u32>(NEED, NEED_FLOW);
  return false;
}

/** Looks up the flows of the rows; returns the first one whose flow is new, or the end. */
function lookUp(from: usize, to: usize): usize {
  for (let row = from; row < to; row += ROW) {
    store<i32>(row, load<u8>(row, IS_OURS) === 1 ? flowOf(row) : NO_FLOW, FLOW);
  }
  for (let row = from; row < to; row += ROW) {
    if (load<u8>(row, IS_OURS) === 0 || load<i32>(row, FLOW) >= 0) continue;
    if (load<u32>(ROOMLESS) === 0) return row;
    store<u32>(ROOMLESS, 0);
    store<i32>(row, NO_ROOM, FLOW);
  }
  return to;
}

/** Adds the rows to the sums. */
function sum(from: usize, to: usize): void {
  let ours: u32 = 0;
  let oursBytes: u32 = 0;
  let foreignBytes: u32 = 0;
  let more: u32 = 0;
  let moreBytes: u32 = 0;
  let right: u32 = 0;
  let absent: u32 = 0;
  let first = load<f64>(FIRST_TIME);
  let last = load<f64>(LAST_TIME);
  for (let row = from; row < to; row += ROW) {
    const time = load<f64>(row, TIME);
    const bytes = load<u32>(row, END) - load<u32>(row, START);
    const state = load<u8>(row, CHECKSUM);
    first = min(first, time);
    last = max(last, time);
    if (state === RIGHT) right++;
    else if (state === ABSENT) absent++;
    if (load<u8>(row, IS_OURS) === 0) foreignBytes += bytes;
    else {
      ours++;
      oursBytes += bytes;
      if (load<i32>(row, FLOW) === NO_ROOM) {
        more++;
        moreBytes += bytes;
      }
    }
  }
  bump(OURS, ours);
  bump(OURS_BYTES, oursBytes);
  bump(FOREIGN_BYTES, foreignBytes);
  bump(MORE, more);
  bump(MORE_BYTES, moreBytes);
  bump(RIGHTS, right);
  bump(ABSENTS, absent);
  store<f64>(FIRST_TIME, first);
  store<f64>(LAST_TIME, last);
}
