/**
 * Datagrams in one turn of the event loop, in which nothing is heard.
 */

/** So often it is looked whether anything is over. */
export const TURN = 16;
/** The usual window is full by then: whoever waits for room hears what has arrived. */
const FREE = 64;
/** Bursts a second at least, where there is a rate. */
const LEAST = 50;

/** `rate`: datagrams a second at most, fewer of them at once where it is low; null for as many as the target takes. */
export function burstOf(rate: number | null): number {
  return rate === null ? FREE : Math.min(Math.max(Math.floor(rate / LEAST), 1), TURN);
}
