/**
 * A network in memory under virtual time: loses, delays, reorders and doubles datagrams by a seed, so that
 * every run with it is the same again. Addresses behave as on loopback: whatever is bound is reachable,
 * nothing else answers. Losses are the link's, so its sockets drop nothing.
 */
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { EnvironmentError } from './error.ts';
import { Mailbox } from './mailbox.ts';
import { seededRandom } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Arrival, Network, Socket } from './world.ts';

/** What the link does to datagrams; all default to 0. */
export interface LinkOptions {
  /** Probability 0..1 that a datagram is lost. */
  readonly loss?: number;
  /** Time on the way, in ms. */
  readonly delayMs?: number;
  /** Up to so many ms more, each datagram for itself: what reorders. */
  readonly jitterMs?: number;
  /** Probability 0..1 that a datagram that is not lost comes twice. */
  readonly duplicate?: number;
  /** Datagrams are handed on as they are, not copied: whoever sends or gets one never writes into it. */
  readonly shared?: boolean;
  /** The text of an endpoint, where somebody has it at hand: it is asked for with every datagram. */
  readonly textOf?: (endpoint: Endpoint) => string;
  readonly seed?: number;
}

/** A datagram as the link saw it, at the time when it was sent. */
export interface LinkDatagram {
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly bytes: Uint8Array;
  readonly lost: boolean;
}

const FAULTLESS: Required<LinkOptions> = {
  loss: 0,
  delayMs: 0,
  jitterMs: 0,
  duplicate: 0,
  shared: false,
  textOf: endpointText,
  seed: 0,
};

const ANY = '0.0.0.0';
const FIRST_FREE_PORT = 49_152;

/** A network of sockets in memory. The same seed, options and senders give the same datagrams at the same times. */
export class MemoryNetwork implements Network {
  /** Sees every datagram, lost ones too. */
  tap?: (datagram: LinkDatagram) => void;
  readonly #clock: VirtualClock;
  readonly #options: Required<LinkOptions>;
  readonly #random: () => number;
  readonly #boxes = new Map<string, Mailbox>();

  constructor(clock: VirtualClock, options: LinkOptions = {}) {
    this.#clock = clock;
    this.#options = { ...FAULTLESS, ...options };
    this.#random = seededRandom(this.#options.seed);
  }

  /** Binds; port 0 takes a free one. EnvironmentError if somebody has that address and port already. */
  async bind(wanted: Endpoint): Promise<Socket> {
    const local = wanted.port === 0 ? this.#freePort(wanted.address) : { ...wanted };
    const key = endpointText(local);
    if (this.#boxes.has(key)) throw new EnvironmentError(`${key} is in use`, 'choose another port');
    const box = new Mailbox();
    this.#boxes.set(key, box);
    // A socket bound to no address sends from the one that Linux chooses on loopback.
    const from = local.address === ANY ? { ...local, address: '127.0.0.1' } : local;
    return {
      local,
      receiveBuffer: null,
      send: (bytes, to) => {
        if (this.#boxes.get(key) === box) this.#send(bytes, from, to);
      },
      receive: (handler) => box.receive(handler),
      drops: () => box.lost,
      close: async () => {
        if (this.#boxes.get(key) === box) this.#boxes.delete(key);
      },
    };
  }

  /** What these sockets had no room for, all together; what the link loses is not counted. */
  drops(sockets: readonly Socket[]): number {
    return sockets.reduce((sum, socket) => sum + (socket.drops() ?? 0), 0);
  }

  #freePort(address: string): Endpoint {
    for (let port = FIRST_FREE_PORT; port <= 65_535; port += 1) {
      if (!this.#boxes.has(endpointText({ address, port }))) return { address, port };
    }
    throw new EnvironmentError(`no port of ${address} is free`, 'close some sockets');
  }

  #send(bytes: Uint8Array, from: Endpoint, to: Endpoint): void {
    const { loss, duplicate } = this.#options;
    // Chance is drawn in the same order for every datagram, lost or not.
    const [fate, twin] = [this.#random(), this.#random()];
    const lost = fate < loss;
    this.tap?.({ at: this.#clock.now(), from, to, bytes: this.#copy(bytes), lost });
    const copies = lost ? 0 : twin < duplicate ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.#carry(this.#copy(bytes), from, to);
  }

  #copy(bytes: Uint8Array): Uint8Array {
    return this.#options.shared ? bytes : bytes.slice();
  }

  #carry(bytes: Uint8Array, from: Endpoint, to: Endpoint): void {
    const delay = this.#options.delayMs + this.#options.jitterMs * this.#random();
    this.#clock.at(this.#clock.now() + delay, () => {
      const arrival: Arrival = { at: this.#clock.now(), from, bytes };
      const box = this.#boxes.get(this.#options.textOf(to)) ?? this.#boxes.get(`${ANY}:${to.port}`);
      box?.put(arrival);
    });
  }
}
