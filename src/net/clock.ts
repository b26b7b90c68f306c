/**
 * The real clock: monotonic, never early. A timer of Node may fire a fraction of a millisecond before its
 * time; `sleep` looks again until the time has really come, so that a deadline is past when it resolves.
 */
import type { Clock } from './world.ts';

/** The longest delay of a Node timer, in ms; a longer sleep is cut into pieces. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The clock of the machine: milliseconds of `performance.now`, from the start of the process. */
export const systemClock: Clock = { now: () => performance.now(), sleep };

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + ms;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const look = (): void => {
      const left = deadline - performance.now();
      if (left > 0) {
        timer = setTimeout(look, Math.min(Math.ceil(left), MAX_TIMER_MS));
        return;
      }
      signal?.removeEventListener('abort', abort);
      resolve();
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    timer = setTimeout(look, Math.min(Math.max(Math.ceil(ms), 0), MAX_TIMER_MS));
  });
}
