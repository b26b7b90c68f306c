/**
 * Places for connected peers at one target: probes take theirs before they begin, in the order in which they ask,
 * and a place is free again only when the target has had the time to forget the peer that had it (protocol.md,
 * bounds: the lab must not fill the table).
 */
import type { Clock } from '../net/world.ts';

// HEL-4: a peer is connected for 4 s after its last Hello; a little more for clocks of whole seconds.
const FORGOTTEN_MS = 4500;

export class Slots {
  readonly #clock: Clock;
  readonly #count: number;
  readonly #dismiss: () => void;
  #taken = 0;
  /** Peers that go on saying Hello until the next probe takes them over: each has a place. */
  #idle = 0;
  /** Places that become free, and when; in the order of time. Bounded by the places. */
  readonly #leaving: { readonly at: number; readonly places: number }[] = [];
  #turn: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  /** `dismiss` silences one of the idle peers. */
  constructor(clock: Clock, count: number, dismiss: () => void) {
    this.#clock = clock;
    this.#count = count;
    this.#dismiss = dismiss;
  }

  /** Resolves when so many places are the caller's; never in a run that has ended. More than all are all. */
  take(places: number): Promise<void> {
    const wanted = Math.min(places, this.#count);
    const taken = this.#turn.then(() => this.#take(wanted));
    this.#turn = taken;
    return taken;
  }

  /** Gives places back that `take` gave. One peer of theirs stays idle, for the next probe; the others fall silent. */
  giveBack(places: number): void {
    const mine = Math.min(places, this.#count);
    this.#taken -= mine;
    this.#idle += 1;
    this.#leave(mine - 1);
    this.#wake();
  }

  async #take(places: number): Promise<void> {
    for (;;) {
      const reused = Math.min(this.#idle, 1);
      if (this.#free() >= places - reused) {
        this.#idle -= reused;
        this.#taken += places;
        return;
      }
      if (this.#idle > 1) {
        this.#idle -= 1;
        this.#dismiss();
        this.#leave(1);
      } else await this.#change();
    }
  }

  #leave(places: number): void {
    if (places > 0) this.#leaving.push({ at: this.#clock.now() + FORGOTTEN_MS, places });
  }

  #free(): number {
    const now = this.#clock.now();
    while ((this.#leaving[0]?.at ?? Number.POSITIVE_INFINITY) <= now) this.#leaving.shift();
    const leaving = this.#leaving.reduce((sum, one) => sum + one.places, 0);
    return this.#count - this.#taken - this.#idle - leaving;
  }

  /** Until something may have become free. */
  async #change(): Promise<void> {
    const next = this.#leaving[0];
    const given = new Promise<void>((resolve) => (this.#wake = resolve));
    if (next === undefined) return given;
    await Promise.race([this.#clock.sleep(Math.max(0, next.at - this.#clock.now())), given]);
  }
}
