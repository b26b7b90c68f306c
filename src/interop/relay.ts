/**
 * Stands between nodes that talk to each other, hears all of it, and can cut it off.
 *
 * Why a relay, and not a capture of `lo`: a capture needs a library or a program that not every machine has, it may
 * lose packets, and it cannot stop two nodes that answer each other for ever. Why one place for each node, and not one
 * for each pair: a peer *is* its address and port, so whoever names a node to another must name it as that one would see
 * it. Here each node has one place, an address and port of ours at which all others see it: what is sent to the place
 * goes on to the node, from the sender's own place. So every address that one node tells another is right as it
 * stands, and rumours, lists and mistakes are what they would be without us. One address alone differs from node to
 * node, its own: it is bound elsewhere. What a node hears of its place is turned into where it is bound, and back where
 * it says so itself; nodes that know their own address recognise it, and who does not filter it talks to itself alone.
 *
 * The place of a node that has ended is closed, so that the system tells the others (ICMP, ROB-2) as it would of the
 * node's own port. Who speaks from a port that no node was given is a stranger to the others (HDR-5) and has a place too.
 *
 * All places of a meeting share one address: nodes on one machine do, and who tells peers apart by address alone is seen
 * to. The address is one that stays loopback in whatever order it is read (net/lab-address.ts).
 */
import type { Cidr } from '../net/cidr.ts';
import { insideFence } from '../net/fence.ts';
import { bindNext, type LabAddresses } from '../net/lab-address.ts';
import type { Carrier } from '../net/lab-peer.ts';
import type { Clock, Network, Socket } from '../net/world.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Actor, MeetingEvent, Seated } from './meeting.ts';
import { translated } from './translation.ts';

export interface RelayOptions {
  readonly clock: Clock;
  readonly network: Network;
  readonly addresses: LabAddresses;
  /** What may be said; null where nothing can leave: a namespace, or memory. */
  readonly fence: readonly Cidr[] | null;
  readonly tell: (event: MeetingEvent) => void;
}

/** A node's place: a socket of ours. */
export interface Seat {
  readonly role: Seated;
  readonly name: string;
  readonly socket: Socket;
  /** Where its node is bound; null for our own peer. */
  readonly bound: Endpoint | null;
}

/** Nobody owes anybody more in a second: 50 datagrams of other traffic, and answers in several (protocol.md, bounds). */
export const MOST_A_SECOND = 100;
const SECOND_MS = 1000;
// Sockets of its own that a node speaks from, or one for each datagram: more get no place.
const MOST_STRAYS = 8;

export class Relay implements Carrier {
  readonly clock: Clock;
  /** Places of nodes that are gone stay here, closed. */
  readonly seats: Seat[] = [];
  readonly #options: RelayOptions;
  readonly #address: string;
  /** By where they are bound. */
  readonly #byBound = new Map<string, Seat>();
  readonly #byPlace = new Map<string, Seat>();
  readonly #strays = new Map<string, Promise<Seat | null>>();
  readonly #cut = new Set<string>();
  readonly #counts = new Map<string, { since: number; count: number }>();
  #closed = false;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.#address = options.addresses.next().address;
  }

  /** A place for a node that is, or will be, bound there. `tall`: at a port from 32768 on, which some nodes get wrong. */
  async seat(role: Seated, name: string, bound: Endpoint | null, tall = false): Promise<Seat> {
    const socket = await bindNext(this.#options.network, () => this.#place(tall));
    const seat: Seat = { role, name, socket, bound };
    this.seats.push(seat);
    this.#byPlace.set(endpointText(socket.local), seat);
    if (bound !== null) this.#byBound.set(endpointText(bound), seat);
    socket.receive(({ at, from, bytes }) => void this.#arrived(seat, at, from, bytes));
    return seat;
  }

  /** What our own peer says. */
  async send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
    const own = this.#byPlace.get(endpointText(socket.local));
    const hub = this.seats.find(({ role }) => role === 'hub');
    if (own === undefined || hub === undefined || this.#closed) return false;
    return this.#pass(own, hub, this.clock.now(), bytes);
  }

  /** Its node is gone: so is its place. */
  vacate({ socket }: Seat): Promise<void> {
    return socket.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#strays.values());
    await Promise.all(this.seats.map((seat) => this.vacate(seat)));
  }

  /** Those that no node was given, as actors of the meeting. */
  strays(): Actor[] {
    const strays = this.seats.filter(({ role }) => role === 'stray');
    return strays.map(({ role, name, socket, bound }) => ({
      role,
      name,
      place: socket.local,
      bound,
      startPeer: null,
      startedAt: null,
    }));
  }

  async #arrived(to: Seat, at: number, from: Endpoint, bytes: Uint8Array): Promise<void> {
    const sender = this.#byBound.get(endpointText(from)) ?? (await this.#stray(from));
    if (sender !== null && sender !== to && !this.#closed) this.#pass(sender, to, at, bytes);
  }

  #pass(from: Seat, to: Seat, at: number, bytes: Uint8Array): boolean {
    const [place, goal] = [from.socket.local, to.socket.local];
    if (this.#cut.has(wayOf(from, to))) return false;
    if (this.#isTooMuch(from, to, at)) {
      this.#cut.add(wayOf(from, to)).add(wayOf(to, from));
      this.#options.tell({ type: 'cut', at, from: place, to: goal });
      return false;
    }
    const said = from.bound === null ? bytes : translated(bytes, from.bound, place);
    const { fence } = this.#options;
    if (fence !== null && !insideFence(said, fence)) {
      this.#options.tell({ type: 'held', at, from: place, to: goal });
      return false;
    }
    this.#options.tell({ type: 'said', at, from: place, to: goal, bytes: said });
    if (to.bound === null) return true;
    // Read backwards, 127.0.0.1 lies outside the fence: there a node hears of itself as the others see it.
    from.socket.send(fence === null ? translated(said, goal, to.bound) : said, to.bound);
    return true;
  }

  #isTooMuch(from: Seat, to: Seat, at: number): boolean {
    const way = wayOf(from, to);
    const known = this.#counts.get(way);
    const count = known === undefined || at - known.since > SECOND_MS ? { since: at, count: 0 } : known;
    this.#counts.set(way, count);
    count.count += 1;
    return count.count > MOST_A_SECOND;
  }

  /** Its place; null if there is none to be had. */
  #stray(from: Endpoint): Promise<Seat | null> {
    const key = endpointText(from);
    const known = this.#strays.get(key);
    if (known !== undefined) return known;
    if (this.#strays.size >= MOST_STRAYS || this.#closed) return Promise.resolve(null);
    const stray = this.seat('stray', `somebody at ${key}`, from).catch(() => null);
    this.#strays.set(key, stray);
    return stray;
  }

  #place(tall: boolean): Endpoint {
    for (;;) {
      const { port } = this.#options.addresses.next(tall);
      const place = { address: this.#address, port };
      if (!this.#byPlace.has(endpointText(place))) return place;
    }
  }
}

function wayOf(from: Seat, to: Seat): string {
  return `${endpointText(from.socket.local)} ${endpointText(to.socket.local)}`;
}
