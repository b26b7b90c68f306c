/**
 * A target in memory under virtual time: the reference node, with a dialect or a bug of one's choice.
 */

import type { NodeConfig } from '../node/config.ts';
import { Node } from '../node/node.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { runNode } from './driver.ts';
import type { MemoryNetwork } from './memory.ts';
import type { Target } from './target.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The configuration of an instance that lives at `self` and is given these peers at its start. */
export type Configure = (self: Endpoint, start: readonly Endpoint[]) => NodeConfig;

/** Each start makes a new node. One that throws has died, as a process would by a signal. */
export function memoryTarget(
  clock: VirtualClock,
  network: MemoryNetwork,
  configure: Configure,
  fence: Target['fence'] = null,
): Target {
  let port = 20_000;
  return {
    endpoint: null,
    command: null,
    restartable: true,
    alone: true,
    fence,
    reserve: async () => ({ address: '127.0.0.1', port: port++ }),
    async start(at, startPeer, onExit) {
      const socket = await network.bind(at);
      const ending = new AbortController();
      const exit = (signal: string | null, byUs: boolean): void =>
        onExit({
          type: 'exited',
          at: clock.now(),
          code: null,
          signal,
          byUs,
          reason: null,
          sanitizer: null,
          output: '',
        });
      let over = false;
      const life = runNode(new Node(configure(at, startPeer === null ? [] : [startPeer])), socket, clock, {
        signal: ending.signal,
      }).then(
        () => exit('SIGTERM', true),
        () => exit('SIGABRT', false),
      );
      void life.then(() => (over = true));
      return {
        drops: () => 0,
        queued: () => null,
        holdsPort: () => !over,
        pid: () => null,
        sample: () => null,
        sanitizer: async () => null,
        diagnosis: () => null,
        async stop() {
          ending.abort();
          await life;
          await socket.close();
        },
      };
    },
  };
}
