/**
 * Places for connected peers at one target: probes take theirs before they begin, and a place is free again only
 * when the target has had the time to forget the peer that had it (protocol.md, bounds: the lab must not fill the
 * table). Who needs few may go before who needs many, but not for long.
 */
import type { Clock } from '../net/world.ts';

// HEL-4: a peer is connected for 4 s after its last Hello; a little more for clocks of whole seconds.
const FORGOTTEN_MS = 4500;
// So long others may go before; then the places are kept for whoever waits.
const PATIENCE_MS = 10_000;

interface Waiter {
  readonly places: number;
  readonly since: number;
  readonly go: () => void;
}

export class Slots {
  readonly #clock: Clock;
  readonly #count: number;
  readonly #dismiss: () => void;
  #taken = 0;
  /** Peers that go on saying Hello until the next probe takes them over: each has a place. */
  #idle = 0;
  /** Places that become free, and when; in the order of time. Bounded by the places. */
  readonly #leaving: { readonly at: number; readonly places: number }[] = [];
  /** In the order in which they came. Bounded by the probes that run at once. */
  readonly #waiting: Waiter[] = [];
  #due = Number.POSITIVE_INFINITY;

  /** `dismiss` silences one of the idle peers. */
  constructor(clock: Clock, count: number, dismiss: () => void) {
    this.#clock = clock;
    this.#count = count;
    this.#dismiss = dismiss;
  }

  /** Resolves when so many places are the caller's; never in a run that has ended. More than all are all. */
  take(places: number): Promise<void> {
    const wanted = Math.min(places, this.#count);
    return new Promise((go) => {
      this.#waiting.push({ places: wanted, since: this.#clock.now(), go });
      this.#serve();
    });
  }

  /** Gives places back that `take` gave. One peer of theirs stays idle, for the next probe; the others fall silent. */
  giveBack(places: number): void {
    const mine = Math.min(places, this.#count);
    this.#taken -= mine;
    this.#idle += 1;
    this.#leave(mine - 1);
    this.#serve();
  }

  /** Lets in whoever fits. */
  #serve(): void {
    for (const waiter of [...this.#waiting]) {
      if (this.#admit(waiter.places)) {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.go();
      } else if (this.#clock.now() - waiter.since > PATIENCE_MS) break;
    }
    this.#lookAgain();
  }

  #admit(places: number): boolean {
    const reused = Math.min(this.#idle, 1);
    const lacking = places - reused - this.#free();
    if (lacking <= 0) {
      this.#idle -= reused;
      this.#taken += places;
      return true;
    }
    // The idle ones make room, if that is what lacks.
    for (let left = lacking - this.#coming(); left > 0 && this.#idle > 1; left--) {
      this.#idle -= 1;
      this.#dismiss();
      this.#leave(1);
    }
    return false;
  }

  #leave(places: number): void {
    if (places > 0) this.#leaving.push({ at: this.#clock.now() + FORGOTTEN_MS, places });
  }

  #free(): number {
    const now = this.#clock.now();
    while ((this.#leaving[0]?.at ?? Number.POSITIVE_INFINITY) <= now) this.#leaving.shift();
    return this.#count - this.#taken - this.#idle - this.#coming();
  }

  /** Places that become free by themselves. */
  #coming(): number {
    return this.#leaving.reduce((sum, one) => sum + one.places, 0);
  }

  /** When the next place becomes free. */
  #lookAgain(): void {
    const next = this.#leaving[0]?.at;
    if (this.#waiting.length === 0 || next === undefined || next === this.#due) return;
    this.#due = next;
    void this.#clock.sleep(Math.max(0, next - this.#clock.now())).then(() => this.#serve());
  }
}
