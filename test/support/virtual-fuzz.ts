import type { Case, Step } from '../../src/fuzz/case.ts';
import { type Rerun, rerun, type Watch } from '../../src/fuzz/rerun.ts';
import type { World } from '../../src/fuzz/world.ts';
import { type LinkOptions, MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { type Configure, memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

/** Where the cases of these tests were sent to, as they say. */
export const PLACE = {
  target: { address: '127.0.0.1', port: 40_001 },
  startPeer: { address: '127.57.68.127', port: 32_601 },
};

/** Lab peers, for the steps of these tests. */
export const PEERS: readonly Endpoint[] = Array.from({ length: 8 }, (_, i) => ({
  address: `127.${60 + i}.66.127`,
  port: 32_610 + i,
}));

export function peer(i: number): Endpoint {
  return PEERS[i % PEERS.length] ?? PLACE.startPeer;
}

/** A datagram of these items, or these bytes, from a peer. */
export function step(said: readonly DraftItem[] | Uint8Array, from = 0, at = 0): Step {
  return { at, from: peer(from), bytes: said instanceof Uint8Array ? said : craft({ items: said }) };
}

/** Nodes in memory, in virtual time, as the target of re-runs. */
export class VirtualFuzz {
  world: World;
  readonly #clock = new VirtualClock();

  constructor(configure: Configure, link: LinkOptions = {}) {
    const network = new MemoryNetwork(this.#clock, { delayMs: 1, ...link });
    this.world = {
      clock: this.#clock,
      network,
      target: memoryTarget(this.#clock, network, configure),
      random: seededRandom(link.seed ?? 1),
      signal: new AbortController().signal,
      instances: 4,
    };
  }

  /** The same with another target. */
  withTarget(target: World['target']): this {
    this.world = { ...this.world, target };
    return this;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#clock.run(work);
  }

  rerun(theCase: Case, watch: Watch): Promise<Rerun> {
    return this.run(() => rerun(theCase, { watch, place: PLACE, world: this.world }));
  }
}
