/**
 * Batches on their way from who reads packets to who counts them. Where a second thread counts, which has an instance of
 * all this of its own, up to RING of them are under way, in one memory; else each is counted as soon as it is full.
 *
 * What a packet says lies in the chunk that it was read from, until it is counted. So none of CHUNKS, which a file is read
 * into by turns, may be read into again before that.
 */
import { heard, ring, sleep } from './bell';
import {
  BATCH,
  CHUNKS,
  COUNTED,
  ENDED,
  HANDED,
  MARKS_AT,
  NEED,
  NEED_END,
  RING,
  RING_AT,
  ROOM_BELL,
  ROW,
  SIZES_AT,
  WORK_BELL,
} from './given';
import { countBatch } from './tally';

/** A second thread counts. */
let isHelped: bool = false;
/** The batch that is being filled, and how many rows it has. */
let batch: usize = RING_AT;
let size: u32 = 0;
/** Chunks that are read to their ends. */
let passed: u32 = 0;

/** From now on a second thread counts what is handed over (or does not). Nothing may be under way. */
export function help(given: bool): void {
  isHelped = given;
}

/** Where the next row goes. */
export function nextRow(): usize {
  return batch + ROW * <usize>size;
}

/** The row is read. Lets the batch be counted when it is full; false if src/ is needed before it goes on. */
export function add(): bool {
  size++;
  return size < BATCH || hand();
}

/** Waits until all is counted; false if src/ is needed before that. */
export function drain(): bool {
  // What is no whole batch is not worth to be handed over.
  return isDownTo(0) && (size === 0 || countRest());
}

/** A chunk is read to its end. */
export function pass(): void {
  store<u32>(markAt(passed), load<u32>(HANDED) + (size > 0 ? 1 : 0));
  passed++;
}

/** Waits until the chunk that is to be read into next is counted; false if src/ is needed before that. */
export function isFree(): bool {
  // While one is worked on the next one is read already.
  if (passed + 1 < CHUNKS) return true;
  const mark = load<u32>(markAt(passed + 1 - CHUNKS));
  if (<i32>(mark - load<u32>(HANDED)) > 0 && size > 0 && !hand()) return false;
  return isDownTo(max(0, <i32>(load<u32>(HANDED) - mark)));
}

/** Goes on after src/ was needed; false if it is needed again before anything else. */
export function resume(): bool {
  // Atomic, so that who sees it sees too what src/ has written before.
  atomic.store<u32>(NEED, 0);
  if (load<u32>(HANDED) !== load<u32>(COUNTED)) ring(WORK_BELL);
  // Whatever stopped it for us is finished first: a batch that is full, or a ring that has no room for the next one.
  return size < BATCH ? isDownTo(RING - 1) : countRest();
}

/** The second thread: counts what is handed over, until all of it is ended. */
export function serve(): void {
  while (true) {
    const since = heard(WORK_BELL);
    if (load<u32>(ENDED) !== 0) return;
    if (atomic.load<u32>(NEED) === 0 && atomic.load<u32>(HANDED) !== load<u32>(COUNTED)) countHanded();
    else sleep(WORK_BELL, since);
  }
}

/** The second thread cannot go on. */
export function fail(): void {
  atomic.store<u32>(NEED, NEED_END);
  ring(ROOM_BELL);
}

/** Ends the second thread. */
export function end(): void {
  atomic.store<u32>(ENDED, 1);
  ring(WORK_BELL);
}

function batchAt(turn: u32): usize {
  return RING_AT + ROW * BATCH * <usize>(turn % RING);
}

function sizeAt(turn: u32): usize {
  return SIZES_AT + 4 * <usize>(turn % RING);
}

/** After which turn of the ring the chunk is counted. */
function markAt(chunk: u32): usize {
  return MARKS_AT + 4 * <usize>(chunk % CHUNKS);
}

/** Hands the batch over, or counts it if nobody else does; false if src/ is needed before it goes on. */
function hand(): bool {
  if (!isHelped) return countRest();
  const turn = load<u32>(HANDED);
  store<u32>(sizeAt(turn), size);
  batch = batchAt(turn + 1);
  size = 0;
  atomic.store<u32>(HANDED, turn + 1);
  ring(WORK_BELL);
  return isDownTo(RING - 1);
}

/** Waits until so many batches are under way at most; false if src/ is needed first. */
function isDownTo(most: u32): bool {
  while (true) {
    const since = heard(ROOM_BELL);
    if (atomic.load<u32>(NEED) !== 0) return false;
    if (load<u32>(HANDED) - atomic.load<u32>(COUNTED) <= most) return true;
    sleep(ROOM_BELL, since);
  }
}

function countHanded(): void {
  const turn = load<u32>(COUNTED);
  if (countBatch(batchAt(turn), load<u32>(sizeAt(turn)))) atomic.store<u32>(COUNTED, turn + 1);
  ring(ROOM_BELL);
}

/** Counts the batch that is being filled, and begins it again; false if src/ is needed. */
function countRest(): bool {
  if (countBatch(batch, size)) size = 0;
  return load<u32>(NEED) === 0;
}
