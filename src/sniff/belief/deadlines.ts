/**
 * What falls due a fixed time after it was renewed last. Renewals come in order of time, so the first of the set is
 * always the next one. `renew` and `remove` cost the same whatever their number.
 */
export class Deadlines<T> {
  readonly #delayMs: number;
  readonly #renewedAt: (one: T) => number;
  readonly #waiting = new Set<T>();
  // Nothing falls due before it; asked of every datagram.
  #notBefore = Number.POSITIVE_INFINITY;

  constructor(delayMs: number, renewedAt: (one: T) => number) {
    this.#delayMs = delayMs;
    this.#renewedAt = renewedAt;
  }

  /** It was renewed just now: it is the last to fall due. */
  renew(one: T): void {
    this.#waiting.delete(one);
    this.#waiting.add(one);
    this.#notBefore = Math.min(this.#notBefore, this.#dueAt(one));
  }

  remove(one: T): void {
    this.#waiting.delete(one);
  }

  /** When the next falls due, if that is not after `to`; else Infinity. */
  next(to: number): number {
    if (this.#notBefore > to) return Number.POSITIVE_INFINITY;
    const first = this.#first();
    this.#notBefore = first === undefined ? Number.POSITIVE_INFINITY : this.#dueAt(first);
    return this.#notBefore <= to ? this.#notBefore : Number.POSITIVE_INFINITY;
  }

  /** Takes the next one out. */
  take(): T | undefined {
    const first = this.#first();
    if (first !== undefined) this.#waiting.delete(first);
    return first;
  }

  #first(): T | undefined {
    return this.#waiting.values().next().value;
  }

  #dueAt(one: T): number {
    return this.#renewedAt(one) + this.#delayMs;
  }
}
