/**
 * The peers that bombard one instance: their sockets, and everything that is said and heard through them, in
 * lockstep with the bounds. Unlike the lab of `check` it makes no object that lasts for a datagram.
 */
import type { Network, Socket } from '../net/world.ts';
import { Bounds, type EndpointNumber, numberOf } from '../oracle/bounds.ts';
import { encode } from '../wire/encode.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Gate } from './gate.ts';
import { Journal } from './journal.ts';
import { Sentry } from './sentry.ts';

export const HELLO = encode({ tlvs: [{ name: 'hello' }] });
export const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });

/** One peer with its socket. */
export interface Member {
  readonly endpoint: Endpoint;
  readonly number: EndpointNumber;
  readonly socket: Socket;
  /** When the last Hello of the target came, in ms; -Infinity: none did. */
  greetedAt: number;
  /** When addresses came last. */
  answeredAt: number;
  /** Datagrams that came, and those of them without addresses: Hellos and requests, which nobody asks for. */
  heard: number;
  unasked: number;
  /** What it sent last, and when. */
  said: Uint8Array;
  saidAt: number;
}

export interface SquadOptions {
  readonly network: Network;
  readonly now: () => number;
  readonly target: Endpoint;
  readonly startPeer: Endpoint | null;
  readonly alone: boolean;
  readonly gate: Gate;
}

/** Told of every datagram of the target, after it has been looked at. */
export type Listener = (member: Member, bytes: Uint8Array) => void;

export class Squad {
  readonly bounds: Bounds;
  readonly sentry: Sentry;
  readonly journal = new Journal();
  readonly target: Endpoint;
  /** Datagrams that went out, and that came in. */
  sent = 0;
  received = 0;
  listener: Listener = () => undefined;
  readonly #options: SquadOptions;
  readonly #members = new Map<string, Member>(); // Bounded by the campaign's crowds.
  #closed = false;

  constructor(options: SquadOptions) {
    const { target, startPeer, alone } = options;
    this.#options = options;
    this.target = target;
    this.bounds = new Bounds(startPeer, target);
    this.sentry = new Sentry(target, this.bounds, alone);
  }

  get members(): Iterable<Member> {
    return this.#members.values();
  }

  get size(): number {
    return this.#members.size;
  }

  member(at: Endpoint): Member | undefined {
    return this.#members.get(endpointText(at));
  }

  /** The peer at that place, who is there from now on. EnvironmentError if the place is taken. */
  async enlist(at: Endpoint): Promise<Member> {
    const socket = await this.#options.network.bind(at);
    const member: Member = {
      endpoint: socket.local,
      number: numberOf(socket.local),
      socket,
      greetedAt: Number.NEGATIVE_INFINITY,
      answeredAt: Number.NEGATIVE_INFINITY,
      heard: 0,
      unasked: 0,
      said: HELLO,
      saidAt: Number.NEGATIVE_INFINITY,
    };
    if (this.#closed) await socket.close();
    this.#members.set(endpointText(socket.local), member);
    socket.receive((arrival) => {
      if (!this.sentry.look(arrival)) return;
      const { heard } = this.sentry;
      this.received += 1;
      member.heard += 1;
      if (heard.hello) member.greetedAt = arrival.at;
      if (heard.listed > 0) member.answeredAt = arrival.at;
      else member.unasked += 1;
      this.listener(member, arrival.bytes);
    });
    return member;
  }

  /** Sends if the gate lets it pass; false if not. */
  send(member: Member, bytes: Uint8Array): boolean {
    const { gate, now, target } = this.#options;
    if (this.#closed || !gate.passes(bytes)) return false;
    const at = now();
    const kept = this.journal.put(at, member.endpoint, bytes);
    [member.said, member.saidAt] = [kept, at];
    this.bounds.sent(at, member.number, kept);
    member.socket.send(kept, target);
    this.sent += 1;
    return true;
  }

  /** Datagrams that the kernel dropped at our sockets. */
  drops(): number {
    return this.#options.network.drops([...this.#members.values()].map(({ socket }) => socket));
  }

  /** Closes all sockets: once the target is gone, for a closed port makes ICMP errors (ROB-2). */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#members.values()].map(({ socket }) => socket.close()));
  }
}
