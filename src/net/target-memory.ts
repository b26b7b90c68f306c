/**
 * A target in this process: the reference node, with a dialect or a bug of one's choice, in memory under virtual time or
 * on real sockets.
 */

import type { NodeConfig } from '../node/config.ts';
import { Node } from '../node/node.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { runNode } from './driver.ts';
import type { MemoryNetwork } from './memory.ts';
import type { Target } from './target.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Clock, Network } from './world.ts';

/** The configuration of an instance that lives at `self` and is given these peers at its start. */
export type Configure = (self: Endpoint, start: readonly Endpoint[]) => NodeConfig;

/** In memory. */
export function memoryTarget(
  clock: VirtualClock,
  network: MemoryNetwork,
  configure: Configure,
  fence: Target['fence'] = null,
): Target {
  let port = 20_000;
  const reserve = async (): Promise<Endpoint> => ({ address: '127.0.0.1', port: port++ });
  return innerTarget({ clock, network, reserve, fence }, configure);
}

/** Where nodes of this process live. */
export interface InnerWorld extends Pick<Target, 'reserve' | 'fence'> {
  readonly clock: Clock;
  readonly network: Network;
}

/** Each start makes a new node. One that throws has died, as a process would by a signal. */
export function innerTarget({ clock, network, reserve, fence }: InnerWorld, configure: Configure): Target {
  return {
    endpoint: null,
    command: null,
    restartable: true,
    alone: true,
    fence,
    reserve,
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
