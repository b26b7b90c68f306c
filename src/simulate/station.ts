/**
 * One node on its socket, driven without promises: hundreds of them share one thread. What goes out and comes in is
 * told; a node that throws is dead, as a program that crashed.
 */

import type { VirtualClock } from '../net/virtual-clock.ts';
import type { Socket } from '../net/world.ts';
import type { Input, NodeEvent } from '../node/event.ts';
import type { Node } from '../node/node.ts';
import type { Endpoint } from '../wire/endpoint.ts';

/** Who is told what a node does. */
export interface Watch {
  sent(bytes: Uint8Array, to: Endpoint): void;
  heard(bytes: Uint8Array): void;
  happened(event: NodeEvent): void;
  died(): void;
}

export class Station {
  readonly node: Node;
  readonly #socket: Socket;
  readonly #clock: VirtualClock;
  readonly #watch: Watch;
  readonly #placeOf: (from: Endpoint) => Endpoint;
  #isOn = false;
  #deadline = Number.POSITIVE_INFINITY;
  /** When the timer that runs will fire; it is left alone if the deadline moves behind it. */
  #wakeAt = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => undefined;

  constructor(
    node: Node,
    socket: Socket,
    clock: VirtualClock,
    watch: Watch,
    placeOf: (from: Endpoint) => Endpoint,
  ) {
    this.node = node;
    this.#socket = socket;
    this.#clock = clock;
    this.#watch = watch;
    this.#placeOf = placeOf;
    // What arrives before the program is started reaches nobody.
    socket.receive(({ from, bytes }) => {
      if (this.#isOn) this.#arrived(from, bytes);
    });
  }

  start(): void {
    this.#isOn = true;
    this.#handle({ type: 'start' });
  }

  /** It stops without a word. */
  stop(): void {
    this.#isOn = false;
    this.#cancel();
    void this.#socket.close();
  }

  #arrived(from: Endpoint, bytes: Uint8Array): void {
    this.#watch.heard(bytes);
    this.#handle({ type: 'datagram', from: this.#placeOf(from), bytes });
  }

  #handle(input: Input): void {
    try {
      for (const output of this.node.handle(input, this.#clock.now())) {
        if (output.type === 'send') {
          this.#watch.sent(output.bytes, output.to);
          this.#socket.send(output.bytes, output.to);
        } else if (output.type === 'wake') this.#deadline = output.at;
        else this.#watch.happened(output.event);
      }
      this.#arm();
    } catch {
      this.stop();
      this.#watch.died();
    }
  }

  #arm(): void {
    if (this.#deadline >= this.#wakeAt) return;
    this.#cancel();
    this.#wakeAt = this.#deadline;
    this.#cancel = this.#clock.at(this.#deadline, () => {
      this.#wakeAt = Number.POSITIVE_INFINITY;
      if (this.#clock.now() >= this.#deadline) this.#handle({ type: 'timeout' });
      else this.#arm();
    });
  }
}
