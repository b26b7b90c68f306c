/**
 * Where lab peers live: 127.a.b.127, ports 32512..32767 (0x7f..), so that any swapped or exchanged reading of
 * an announced peer is loopback as well (DESIGN §3, the fence). A target elsewhere cannot answer loopback: for it
 * they share this machine's one address toward it, each on a port that the system chooses.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { isLoopback } from './cidr.ts';
import { addressToward } from './route.ts';
import type { Network, Socket } from './world.ts';

const FIRST_PORT = 32_512;
const TALL_PORT = 40_000;
// Of some 62,000 that there are.
const MOST_USED = 30_000;

// Of the low byte of a port.
const PORTS = 256;
const BIND_TRIES = 4;

/** Whether peers of ours may have that port: a target that has it would take them for itself. */
export function isLabPort(port: number): boolean {
  return [FIRST_PORT, TALL_PORT].some((first) => port >= first && port < first + PORTS);
}

/** A socket at the next place that is free: somebody else of this machine may have one that chance gives us. */
export async function bindNext(network: Network, next: () => Endpoint): Promise<Socket> {
  for (let tries = 1; ; tries++) {
    try {
      return await network.bind(next());
    } catch (error) {
      if (tries === BIND_TRIES) throw error;
    }
  }
}

/** Endpoints that differ from each other in every octet that may differ; `random` gives numbers in [0, 1). */
export class LabAddresses {
  readonly #random: () => number;
  readonly #avoidPort: number;
  readonly #used: Set<string>; // Bounded by the peers of the labs that share it.

  readonly #own: string | null;

  /**
   * Labs at one time share `used`, so that none takes an address of another. `own`: the only address that there is;
   * null on loopback.
   */
  constructor(random: () => number, avoidPort: number, used = new Set<string>(), own: string | null = null) {
    this.#random = random;
    this.#avoidPort = avoidPort;
    this.#used = used;
    this.#own = own;
  }

  /** Those of peers that talk to that target. */
  static async toward(target: Endpoint, random: () => number, used?: Set<string>): Promise<LabAddresses> {
    const own = isLoopback(target.address) ? null : await addressToward(target);
    return new LabAddresses(random, target.port, used, own);
  }

  /** Peers can have addresses of their own, chosen ones too. */
  get many(): boolean {
    return this.#own === null;
  }

  /**
   * A new address and port; port 0 where the system chooses it. `tall`: a port at or above 32768, for a peer that is
   * never announced by us.
   */
  next(tall = false): Endpoint {
    if (this.#own !== null) return { address: this.#own, port: 0 };
    for (;;) {
      const [a, b, low] = [this.#octet(), this.#octet(), this.#octet()];
      const port = (tall ? TALL_PORT : FIRST_PORT) + low;
      const distinct = new Set([a, b, low, 127]).size === 4;
      const key = `${a}.${b}`;
      if (!distinct || port === this.#avoidPort) continue;
      // All of them used: old ones are free again by now.
      if (this.#used.size > MOST_USED) this.#used.clear();
      if (this.#used.has(key)) continue;
      // Its reversed reading too: a peer may be put there to see whether the target greets it.
      this.#used.add(key).add(`${b}.${a}`);
      return { address: `127.${a}.${b}.127`, port };
    }
  }

  /** 4..254 but 127: no octet is a type number, so that no reading at another offset begins there (fence.ts). */
  #octet(): number {
    const octet = 4 + Math.floor(this.#random() * 251);
    return octet === 127 ? 128 : octet;
  }
}
