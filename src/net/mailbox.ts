/**
 * What arrived at a socket before anybody received: kept in order, then handed over; from then on everything
 * goes straight to the receiver. Bounded by KEPT arrivals; more are lost and counted.
 */
import type { Arrival } from './world.ts';

const KEPT = 1024;

export class Mailbox {
  /** Arrivals that found the box full. */
  lost = 0;
  #kept: Arrival[] = [];
  #handler: ((arrival: Arrival) => void) | null = null;

  put(arrival: Arrival): void {
    if (this.#handler !== null) this.#handler(arrival);
    else if (this.#kept.length < KEPT) this.#kept.push(arrival);
    else this.lost += 1;
  }

  /** Sets the one receiver; what was kept reaches it at once, in order. */
  receive(handler: (arrival: Arrival) => void): void {
    this.#handler = handler;
    const kept = this.#kept;
    this.#kept = [];
    for (const arrival of kept) handler(arrival);
  }
}
