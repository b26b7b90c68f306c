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

  /** Enters a timer; the result cancels it. One at infinity never comes up. */
  add(at: number, fire: () => void): () => void {
    if (at === Number.POSITIVE_INFINITY) return () => undefined;
    const timer: Timer = { at, order: this.#created++, fire };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
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
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return top;
  }

  #up(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  #down(from: number): void {
    for (let at = from; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const [a, b] = [this.#heap[left], this.#heap[right]];
      if (a === undefined) return;
      const child = b !== undefined && before(b, a) ? right : left;
      if (!this.#swapIfBefore(child, at)) return;
      at = child;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower], this.#heap[upper]];
    if (a === undefined || b === undefined || !before(a, b)) return false;
    this.#heap[upper] = a;
    this.#heap[lower] = b;
    return true;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
