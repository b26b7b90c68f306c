/**
 * Waiting for what the target tells a peer, by looking at the trace as it grows.
 */
import type { Clock } from '../net/world.ts';
import { type Told, toldBy } from '../oracle/answer.ts';
import type { Trace } from '../oracle/trace.ts';
import { type Endpoint, isSameEndpoint } from '../wire/endpoint.ts';

const STEP_MS = 20;

/**
 * Whether the target tells this peer such a thing within `ms`, in an event from the `from`-th on; each event is
 * looked at once. Resolves as soon as it does.
 */
export async function hears(
  clock: Clock,
  { events, target }: Trace,
  peer: Endpoint,
  ms: number,
  from: number,
  wanted: (what: Told) => boolean,
): Promise<boolean> {
  const end = clock.now() + ms;
  for (let next = from; ; await clock.sleep(STEP_MS)) {
    for (; next < events.length; next++) {
      const event = events[next];
      if (
        event?.type !== 'received' ||
        !isSameEndpoint(event.to, peer) ||
        !isSameEndpoint(event.from, target)
      )
        continue;
      if (wanted(toldBy(event))) return true;
    }
    if (clock.now() >= end) return false;
  }
}
