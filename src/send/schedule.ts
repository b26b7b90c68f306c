/**
 * When each datagram leaves: deadlines counted from the start, so that lateness does not add up.
 */

/** At a steady interval (0: at once), or as far apart as they were captured, `speed` times as fast (0: at once). */
export type Pacing =
  | { readonly type: 'interval'; readonly ms: number }
  | { readonly type: 'capture'; readonly speed: number };

/** The deadlines of one sending. */
export class Schedule {
  readonly #pacing: Pacing;
  readonly #begun: number;
  #count = 0;
  #first: bigint | null = null;
  /** The latest capture time yet, in ms from the first. */
  #latest = 0;

  /** `begun` is the clock's time at which the first datagram is due. */
  constructor(pacing: Pacing, begun: number) {
    this.#pacing = pacing;
    this.#begun = begun;
  }

  /** When the next datagram is due, or null if it may leave at once; `timeNs` is when it was captured, if it was. */
  next(timeNs: bigint | null): number | null {
    const index = this.#count++;
    if (this.#pacing.type === 'interval') {
      return this.#pacing.ms > 0 ? this.#begun + index * this.#pacing.ms : null;
    }
    if (this.#pacing.speed === 0 || timeNs === null) return null;
    this.#first ??= timeNs;
    // A clock that was set back while capturing: the datagram follows the one before it at once.
    this.#latest = Math.max(this.#latest, Number(timeNs - this.#first) / 1e6);
    return this.#begun + this.#latest / this.#pacing.speed;
  }
}
