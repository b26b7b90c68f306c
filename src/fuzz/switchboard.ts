/**
 * Re-runs of one case go on side by side, each with the same peers at the same addresses. So each address is bound
 * once, as long as any of them has a peer there, and what arrives goes to the re-run whose instance sent it.
 */
import type { Arrival, Network, Socket } from '../net/world.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** What a re-run sees of a shared socket. */
interface Line {
  readonly target: string;
  take(arrival: Arrival): void;
}

/** The one of that network: whatever runs there shares its addresses, one that is still being stopped too. */
export function switchboardOf(network: Network): Switchboard {
  const known = BOARDS.get(network) ?? new Switchboard(network);
  BOARDS.set(network, known);
  return known;
}

export class Switchboard {
  readonly #network: Network;
  readonly #shared = new Map<string, Shared>(); // Bounded by the peers of the cases that run.
  /** Sockets that nobody shares any more, until they are closed. */
  readonly #closing = new Map<string, Promise<void>>();
  /** Where instances live or lived: nobody but their own re-run hears them. Bounded by the instances. */
  readonly #targets = new Set<string>();

  constructor(network: Network) {
    this.#network = network;
  }

  /**
   * An instance of ours lives there, and is no re-run's. It may greet whoever a re-run has, for what a corpus names it
   * says to all: no re-run hears it.
   */
  heed(target: Endpoint): void {
    this.#targets.add(endpointText(target));
  }

  /** The network of the re-run whose instance lives at `target`. */
  toward(target: Endpoint): Network {
    const key = endpointText(target);
    this.#targets.add(key);
    return {
      bind: (local) => this.#bind(local, key),
      drops: (sockets) => this.#network.drops(sockets),
    };
  }

  async #bind(wanted: Endpoint, target: string): Promise<Socket> {
    const key = endpointText(wanted);
    await this.#closing.get(key);
    const shared = this.#shared.get(key) ?? this.#open(wanted, key);
    shared.holders += 1;
    try {
      return line(shared, await shared.socket, target, () => this.#release(key, shared));
    } catch (error) {
      await this.#release(key, shared);
      throw error;
    }
  }

  #open(wanted: Endpoint, key: string): Shared {
    const lines = new Set<Line>();
    const socket = this.#network.bind(wanted).then((bound) => {
      bound.receive((arrival) => this.#arrived(arrival, lines));
      return bound;
    });
    const shared: Shared = { socket, lines, holders: 0 };
    this.#shared.set(key, shared);
    return shared;
  }

  #arrived(arrival: Arrival, lines: ReadonlySet<Line>): void {
    const from = endpointText(arrival.from);
    // What comes from no instance's place may be any instance's, by another port: all shall judge it.
    const known = this.#targets.has(from);
    for (const one of lines) if (!known || one.target === from) one.take(arrival);
  }

  async #release(key: string, shared: Shared): Promise<void> {
    shared.holders -= 1;
    if (shared.holders > 0) return;
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
    const closed = shared.socket
      .then((socket) => socket.close())
      .catch(() => undefined) // never bound
      .then(() => void this.#closing.delete(key));
    this.#closing.set(key, closed);
    await closed;
  }
}

interface Shared {
  readonly socket: Promise<Socket>;
  readonly lines: Set<Line>;
  holders: number;
}

function line(shared: Shared, socket: Socket, target: string, release: () => Promise<void>): Socket {
  let handler: ((arrival: Arrival) => void) | null = null;
  let closed: Promise<void> | null = null;
  const own: Line = { target, take: (arrival) => handler?.(arrival) };
  shared.lines.add(own);
  return {
    local: socket.local,
    receiveBuffer: socket.receiveBuffer,
    send(bytes, to) {
      if (closed === null) socket.send(bytes, to);
    },
    receive(next) {
      handler = next;
    },
    drops: () => socket.drops(),
    close() {
      shared.lines.delete(own);
      closed ??= release();
      return closed;
    },
  };
}

const BOARDS = new WeakMap<Network, Switchboard>();
