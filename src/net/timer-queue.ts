/**
 * Timers in the order in which they are due: a binary heap by time, ties by order of creation. Cancelled ones
 * are dropped when they come up, or all at once when they are the most. Bounded by twice the live timers.
 */

interface Timer {
  readonly at: number;
  readonly order: number;
  /** Null once taken or cancelled. */
  fire: (() => void) | null;
}

const SMALL = 64;

export class TimerQueue {
  #heap: Timer[] = [];
  #created = 0;
  #dead = 0;

  get size(): number {
    return this.#heap.length - this.#dead;
  }

  /** Enters a timer; the result cancels it. One at infinity never comes up. */
  add(at: number, fire: () => void): () => void {
    if (at === Number.POSITIVE_INFINITY) return () => undefined;
    const timer: Timer = { at, order: this.#created++, fire };
    this.#up(timer, this.#heap.length);
    return () => this.#cancel(timer);
  }

  /** The time of the next timer, or null if there is none. */
  next(): number | null {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (top.fire !== null) return top.at;
      this.#dead -= 1;
      this.#pop();
    }
    return null;
  }

  /** Removes the next timer and gives what it shall do, or null if there is none. */
  take(): (() => void) | null {
    if (this.next() === null) return null;
    const timer = this.#pop();
    const fire = timer?.fire ?? null;
    if (timer !== undefined) timer.fire = null;
    return fire;
  }

  #cancel(timer: Timer): void {
    if (timer.fire === null) return;
    timer.fire = null;
    this.#dead += 1;
    if (this.#dead < SMALL || this.#dead * 2 < this.#heap.length) return;
    // A sorted array is a heap.
    this.#heap = this.#heap.filter((kept) => kept.fire !== null).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#dead = 0;
  }

  #pop(): Timer | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#down(last);
    return top;
  }

  /** Lets the timer rise from the free place at `from` to its own. */
  #up(timer: Timer, from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(timer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  /** Lets the timer sink from the free place at the top to its own. */
  #down(timer: Timer): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      let least = heap[child];
      const right = heap[child + 1];
      if (least !== undefined && right !== undefined && before(right, least)) {
        least = right;
        child += 1;
      }
      if (least === undefined || !before(least, timer)) {
        heap[at] = timer;
        return;
      }
      heap[at] = least;
      at = child;
    }
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
