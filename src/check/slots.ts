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
  #taken = 0;
  /** Places that become free, and when; in the order of time. Bounded by the places. */
  readonly #leaving: { readonly at: number; readonly places: number }[] = [];
  #turn: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(clock: Clock, count: number) {
    this.#clock = clock;
    this.#count = count;
  }

  /** Resolves when so many places are the caller's; never in a run that has ended. More than all are all. */
  take(places: number): Promise<void> {
    const wanted = Math.min(places, this.#count);
    const taken = this.#turn.then(() => this.#take(wanted));
    this.#turn = taken;
    return taken;
  }

  /** Gives places back that `take` gave: at once if no peer of theirs was ever connected. */
  giveBack(places: number, wereConnected = true): void {
    const mine = Math.min(places, this.#count);
    if (wereConnected) this.#leaving.push({ at: this.#clock.now() + FORGOTTEN_MS, places: mine });
    else this.#taken -= mine;
    this.#wake();
  }

  async #take(places: number): Promise<void> {
    while (this.#free() < places) await this.#change();
    this.#taken += places;
  }

  #free(): number {
    const now = this.#clock.now();
    for (let next = this.#leaving[0]; next !== undefined && next.at <= now; next = this.#leaving[0]) {
      this.#taken -= next.places;
      this.#leaving.shift();
    }
    return this.#count - this.#taken;
  }

  /** Until something may have become free. */
  async #change(): Promise<void> {
    const next = this.#leaving[0];
    const given = new Promise<void>((resolve) => (this.#wake = resolve));
    if (next === undefined) return given;
    const over = new AbortController();
    const passed = this.#clock.sleep(Math.max(0, next.at - this.#clock.now()), over.signal);
    passed.catch(() => undefined); // nobody looks at it once places were given back
    await Promise.race([passed, given]);
    over.abort('no longer awaited');
  }
}
