/**
 * The deadlines of a node by name, one each: the earliest moment at which something of that kind may be due.
 * Bounded by the names.
 */

/** `expiry`: peers fall silent or are forgotten; `hello`, `request`: due to a peer; `later`: delayed effects. */
type TimerName = 'expiry' | 'hello' | 'request' | 'later';

export class Timers {
  readonly #at = new Map<TimerName, number>();

  /** Puts the deadline there; Infinity takes it away. */
  set(name: TimerName, at: number): void {
    this.#at.set(name, at);
  }

  /** Brings the deadline forward, never back. */
  bring(name: TimerName, at: number): void {
    this.set(name, Math.min(at, this.#at.get(name) ?? Number.POSITIVE_INFINITY));
  }

  isDue(name: TimerName, now: number): boolean {
    return now >= (this.#at.get(name) ?? Number.POSITIVE_INFINITY);
  }

  /** The earliest deadline; Infinity if there is none. */
  next(): number {
    return Math.min(...this.#at.values());
  }
}
