/**
 * A pacer: never more than `count` turns in any window of `windowMs`, in the order in which they were asked
 * for. Measured by when turns are given, not by when they were due, so a late timer makes no burst.
 */
import type { Clock } from './world.ts';

/** protocol.md, bounds of a verdict: at most 50 datagrams in any 10 ms to one target. */
export const TARGET_PACE = { count: 50, windowMs: 10 } as const;

export class Pace {
  readonly #clock: Clock;
  readonly #windowMs: number;
  /** When the last `count` turns were given; a ring. */
  readonly #given: Float64Array;
  #next = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(clock: Clock, { count, windowMs }: { count: number; windowMs: number } = TARGET_PACE) {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`a pace of ${count} gives no turn`);
    this.#clock = clock;
    this.#windowMs = windowMs;
    this.#given = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  }

  /** Resolves when the caller may send one datagram, at once if the window has room. */
  turn(): Promise<void> {
    if (this.#waiting.length === 0 && this.#take()) return Promise.resolve();
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      while (!this.#take()) await this.#clock.sleep(Math.max(this.#room() - this.#clock.now(), 0));
      this.#waiting.shift();
      first();
    }
  }

  /** Takes a turn if the oldest of the last `count` is out of the window. */
  #take(): boolean {
    const now = this.#clock.now();
    if (now < this.#room()) return false;
    this.#given[this.#next] = now;
    this.#next = (this.#next + 1) % this.#given.length;
    return true;
  }

  #room(): number {
    return (this.#given[this.#next] ?? 0) + this.#windowMs;
  }
}
