import type { Clock } from '../net/world.ts';

const STEP_MS = 1;

/** Lets what has arrived be heard: a turn of the event loop, or a step of virtual time. */
export function pause(clock: Clock): Promise<void> {
  if (clock.exact === true) return clock.sleep(STEP_MS);
  return new Promise((resolve) => setImmediate(resolve));
}
