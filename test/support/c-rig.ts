import { type Child, startChild } from '../../src/net/child.ts';
import { systemClock } from '../../src/net/clock.ts';
import { socketCounters } from '../../src/net/kernel.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import type { Arrival, Socket } from '../../src/net/world.ts';
import { encode } from '../../src/wire/encode.ts';
import { type Endpoint, endpointText } from '../../src/wire/endpoint.ts';
import { parse } from '../../src/wire/parse.ts';

const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });

/** A started C node with its start peer and a stranger; it knows nothing of `check`. */
export class Rig {
  readonly child: Child;
  readonly node: Endpoint;
  /** The start peer, which says nothing of its own accord. */
  readonly peer: Listener;
  readonly stranger: Listener;

  private constructor(child: Child, node: Endpoint, peer: Listener, stranger: Listener) {
    this.child = child;
    this.node = node;
    this.peer = peer;
    this.stranger = stranger;
  }

  static async start(program: string): Promise<Rig> {
    const [peer, stranger, place] = await Promise.all([listen(), listen(), listen()]);
    await place.close();
    const node = place.local;
    const words = [node.port, peer.local.address, peer.local.port].map(String);
    const child = await startChild([program, ...words], { clock: systemClock });
    return new Rig(child, node, peer, stranger);
  }

  async stop(): Promise<void> {
    await Promise.all([this.child.stop(), this.peer.close(), this.stranger.close()]);
  }

  /** From the stranger, or from the start peer. Never more at once than the node's buffer holds. */
  send(bytes: Uint8Array, from: Listener = this.stranger): void {
    from.send(bytes, this.node);
  }

  hello(): void {
    this.send(HELLO, this.peer);
  }

  /** `count` datagrams, each read before a few more go out. */
  async sendMany(bytes: Uint8Array, count: number, from = this.stranger): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      this.send(bytes, from);
      if (i % 10 === 9) await this.read();
    }
    await this.read();
  }

  /** Resolves when nothing waits in the node's buffer, or a second later. */
  async read(): Promise<void> {
    const waiting = (): boolean => (socketCounters(this.node)?.queue ?? 0) > 0;
    for (let i = 0; i < 200 && waiting(); i += 1) await systemClock.sleep(5);
  }

  /** The addresses with which the node answers the start peer, which says Hello first; null if nothing comes. */
  async ask(): Promise<string[] | null> {
    this.peer.arrivals.length = 0;
    this.hello();
    this.send(REQUEST, this.peer);
    await until(() => this.peer.addresses().length > 0, 1500);
    const listed = this.peer.addresses();
    return listed.length === 0 ? null : listed;
  }

  /** Resolves true when the start peer hears a Hello; false if none comes. */
  greeted(ms = 3000): Promise<boolean> {
    return until(() => this.peer.hellos().length > 0, ms);
  }
}

/** A socket that keeps all that arrives. */
export class Listener {
  readonly arrivals: Arrival[] = [];
  readonly local: Endpoint;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.local = socket.local;
    socket.receive((arrival) => this.arrivals.push(arrival));
  }

  send(bytes: Uint8Array, to: Endpoint): void {
    this.#socket.send(bytes, to);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }

  hellos(): Arrival[] {
    return this.arrivals.filter(({ bytes }) => Buffer.compare(bytes, HELLO) === 0);
  }

  /** All that was announced to it, as texts. */
  addresses(): string[] {
    return this.arrivals.flatMap(({ bytes }) => {
      const result = parse(bytes);
      const tlvs = result.ok ? result.message.tlvs : [];
      return tlvs.flatMap((tlv) => (tlv.name === 'peer-address' ? [endpointText(tlv)] : []));
    });
  }
}

export async function listen(): Promise<Listener> {
  return new Listener(await udpNetwork.bind({ address: '127.0.0.1', port: 0 }));
}

/** True as soon as it is so; false if it is not within that time. */
export async function until(done: () => boolean, ms: number): Promise<boolean> {
  const end = systemClock.now() + ms;
  while (!done() && systemClock.now() < end) await systemClock.sleep(10);
  return done();
}
