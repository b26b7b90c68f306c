/**
 * How late our own timers are: what cannot be told from a node that is late.
 */
import type { Clock } from './world.ts';

const TICK_MS = 50;
const LATE_MS = 20;

/** Tells of each timer that fired late, with the time and by how many ms, until the signal aborts. None is in virtual time. */
export async function watchLateness(
  clock: Clock,
  signal: AbortSignal,
  tell: (at: number, ms: number) => void,
): Promise<void> {
  if (clock.exact === true) return;
  while (!signal.aborted) {
    const due = clock.now() + TICK_MS;
    try {
      await clock.sleep(TICK_MS, signal);
    } catch {
      return; // it is over
    }
    const ms = clock.now() - due;
    if (ms > LATE_MS) tell(clock.now(), ms);
  }
}
