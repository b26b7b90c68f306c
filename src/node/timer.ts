/**
 * The deadlines of a node by name, one each: the earliest moment at which something of that kind may be due.
 * Bounded by the names.
 */

/** `expiry`: peers fall silent or are forgotten; `hello`, `request`: due to a peer; `later`: delayed effects. */
type TimerName = 'expiry' | 'hello' | 'request' | 'later';

const NEVER = Number.POSITIVE_INFINITY;

export class Timers {
  readonly #at: Record<TimerName, number> = { expiry: NEVER, hello: NEVER, request: NEVER, later: NEVER };

  /** Puts the deadline there; Infinity takes it away. */
  set(name: TimerName, at: number): void {
    this.#at[name] = at;
  }

  /** Brings the deadline forward, never back. */
  bring(name: TimerName, at: number): void {
    if (at < this.#at[name]) this.#at[name] = at;
  }

  isDue(name: TimerName, now: number): boolean {
    return now >= this.#at[name];
  }

  /** The earliest deadline; Infinity if there is none. */
  next(): number {
    const { expiry, hello, request, later } = this.#at;
    return Math.min(expiry, hello, request, later);
  }
}
