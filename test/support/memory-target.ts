import type { Target } from '../../src/check/target.ts';
import { runNode } from '../../src/net/driver.ts';
import type { MemoryNetwork } from '../../src/net/memory.ts';
import type { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { NodeConfig } from '../../src/node/config.ts';
import { Node } from '../../src/node/node.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

/**
 * The reference node in memory, under virtual time: each start makes a new one. A node that throws has died,
 * as a process would by a signal.
 */
export function memoryTarget(
  clock: VirtualClock,
  network: MemoryNetwork,
  config: (self: Endpoint, start: readonly Endpoint[]) => NodeConfig,
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
        onExit({ type: 'exited', at: clock.now(), code: null, signal, byUs, sanitizer: null, output: '' });
      let over = false;
      const life = runNode(new Node(config(at, [startPeer])), socket, clock, { signal: ending.signal }).then(
        () => exit('SIGTERM', true),
        () => exit('SIGABRT', false),
      );
      void life.then(() => (over = true));
      return {
        drops: () => 0,
        holdsPort: () => !over,
        async stop() {
          ending.abort();
          await life;
          await socket.close();
        },
      };
    },
  };
}
