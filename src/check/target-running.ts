/**
 * A target that somebody else runs: there is one, and it is not ours to end.
 */
import type { Cidr } from '../net/cidr.ts';
import { socketCounters } from '../net/kernel.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Target } from './target.ts';

/** The node at that endpoint; what is announced to it stays inside `fence`. */
export function runningTarget(endpoint: Endpoint, fence: readonly Cidr[]): Target {
  return {
    endpoint,
    command: null,
    restartable: false,
    alone: false,
    fence,
    reserve: async () => endpoint,
    start: async () => ({
      drops: () => socketCounters(endpoint)?.drops ?? 0,
      holdsPort: () => null,
      stop: async () => {},
    }),
  };
}
