/**
 * What has arrived at a socket and waits to be looked at, and a way to sleep until something does. One taker.
 */
import type { Arrival, Clock, Socket } from '../net/world.ts';

/** Bounded by: whoever floods us faster than our output is read loses the rest, and it is counted. */
const CAPACITY = 16_384;

/** The arrivals of one socket in order. */
export class Inbox {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #waiting: Arrival[] = [];
  #next = 0;
  #lost = 0;
  #wake: () => void = () => {};

  /** From now on all arrivals at the socket come here; the signal ends every wait. */
  constructor(socket: Socket, clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    socket.receive((arrival) => this.#put(arrival));
  }

  /** Arrivals that found no room here. */
  get lost(): number {
    return this.#lost;
  }

  get isEmpty(): boolean {
    return this.#next === this.#waiting.length;
  }

  /** The next arrival if it is there. */
  poll(): Arrival | null {
    const arrival = this.#waiting[this.#next];
    if (arrival === undefined) return null;
    this.#next++;
    if (this.#next === this.#waiting.length) {
      this.#waiting = [];
      this.#next = 0;
    }
    return arrival;
  }

  /** The next arrival, or null if there is none up to this time of the clock, or the signal aborts. */
  async take(until: number): Promise<Arrival | null> {
    for (;;) {
      const arrival = this.poll();
      if (arrival !== null) return arrival;
      const ms = until - this.#clock.now();
      if (ms <= 0 || this.#signal.aborted) return null;
      await this.#pause(ms);
    }
  }

  /** Resolves with this promise (which never rejects), or when something arrives, or the signal aborts. */
  wait(done: Promise<void>): Promise<void> {
    // No Promise.race: it would leave a reaction behind on whichever of them goes on.
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#signal.aborted || this.#next < this.#waiting.length) resolve();
      done.then(resolve);
    });
  }

  async #pause(ms: number): Promise<void> {
    const controller = new AbortController();
    this.#wake = () => controller.abort();
    try {
      await this.#clock.sleep(ms, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  }

  #put(arrival: Arrival): void {
    if (this.#waiting.length - this.#next >= CAPACITY) this.#lost++;
    else this.#waiting.push(arrival);
    this.#wake();
  }
}
