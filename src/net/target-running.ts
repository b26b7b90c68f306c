/**
 * A target that somebody else runs: there is one, and it is not ours to end.
 */

import type { Endpoint } from '../wire/endpoint.ts';
import type { Cidr } from './cidr.ts';
import { diagnose } from './diagnosis.ts';
import { holderOf, isLocal } from './holder.ts';
import { socketCounters } from './kernel.ts';
import { sample } from './sample.ts';
import type { Instance, Target } from './target.ts';

/** The node at that endpoint; what is announced to it stays inside `fence`. */
export function runningTarget(endpoint: Endpoint, fence: readonly Cidr[]): Target {
  return {
    endpoint,
    command: null,
    restartable: false,
    alone: false,
    fence,
    reserve: async () => endpoint,
    start: async () => meet(endpoint),
  };
}

function meet(endpoint: Endpoint): Instance {
  // Another machine's port may be held here too, by somebody else.
  const local = isLocal(endpoint.address);
  const pid = holderOf(endpoint)?.pid ?? null;
  return {
    drops: () => (local ? (socketCounters(endpoint)?.drops ?? 0) : 0),
    queued: () => (local ? (socketCounters(endpoint)?.queue ?? null) : null),
    holdsPort: () => (local && process.platform === 'linux' ? socketCounters(endpoint) !== null : null),
    pid: () => pid,
    sample: () => (pid === null ? null : sample(pid)),
    sanitizer: async () => null,
    diagnosis: () => (pid === null ? null : diagnose(pid)),
    stop: async () => {},
  };
}
