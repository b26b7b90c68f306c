/**
 * Timers in the order in which they are due: a heap by time, ties by order of creation. Cancelled ones are dropped when
 * they come up, or all at once when they are the most. Bounded by twice the live timers.
 *
 * Times and orders lie in arrays of numbers beside the timers, four children to a place: millions of datagrams on
 * their way pass through here, and to compare two of them reads no object.
 */

interface Timer {
  /** Null once taken or cancelled. */
  fire: (() => void) | null;
}

const SMALL = 64;
const WIDTH = 4;

export class TimerQueue {
  #at = new Float64Array(SMALL);
  #order = new Float64Array(SMALL);
  #timers: Timer[] = [];
  #created = 0;
  #dead = 0;

  get size(): number {
    return this.#timers.length - this.#dead;
  }

  /** Enters a timer; the result cancels it. One at infinity never comes up. */
  add(at: number, fire: () => void): () => void {
    if (at === Number.POSITIVE_INFINITY) return () => undefined;
    const timer: Timer = { fire };
    const free = this.#timers.length;
    if (free === this.#at.length) this.#grow();
    this.#timers.push(timer);
    this.#up(timer, at, this.#created++, free);
    return () => this.#cancel(timer);
  }

  /** The time of the next timer, or null if there is none. */
  next(): number | null {
    for (let top = this.#timers[0]; top !== undefined; top = this.#timers[0]) {
      if (top.fire !== null) return this.#at[0] ?? 0;
      this.#dead -= 1;
      this.#pop();
    }
    return null;
  }

  /** Removes the next timer and gives what it shall do, or null if there is none. */
  take(): (() => void) | null {
    if (this.next() === null) return null;
    const [timer] = this.#timers;
    this.#pop();
    const fire = timer?.fire ?? null;
    if (timer !== undefined) timer.fire = null;
    return fire;
  }

  #cancel(timer: Timer): void {
    if (timer.fire === null) return;
    timer.fire = null;
    this.#dead += 1;
    if (this.#dead < SMALL || this.#dead * 2 < this.#timers.length) return;
    this.#sweep();
  }

  /** Takes out all that are cancelled. */
  #sweep(): void {
    const old = this.#timers;
    this.#timers = [];
    this.#dead = 0;
    // Each goes in at a place at or before the one where it is read.
    for (let from = 0; from < old.length; from++) {
      const timer = old[from];
      if (timer === undefined || timer.fire === null) continue;
      const [at, order] = [this.#at[from] ?? 0, this.#order[from] ?? 0];
      this.#timers.push(timer);
      this.#up(timer, at, order, this.#timers.length - 1);
    }
  }

  #grow(): void {
    const [at, order] = [this.#at, this.#order];
    this.#at = new Float64Array(2 * at.length);
    this.#order = new Float64Array(2 * at.length);
    this.#at.set(at);
    this.#order.set(order);
  }

  /** Takes the top away. */
  #pop(): void {
    const last = this.#timers.length - 1;
    const timer = this.#timers.pop();
    if (timer === undefined || last === 0) return;
    this.#down(timer, this.#at[last] ?? 0, this.#order[last] ?? 0);
  }

  /** Lets the timer rise from the free place at `from` to its own. */
  #up(timer: Timer, at: number, order: number, from: number): void {
    const timers = this.#timers;
    let place = from;
    while (place > 0) {
      const parent = Math.floor((place - 1) / WIDTH);
      const above = timers[parent];
      if (above === undefined || !this.#isBefore(at, order, parent)) break;
      this.#put(above, this.#at[parent] ?? 0, this.#order[parent] ?? 0, place);
      place = parent;
    }
    this.#put(timer, at, order, place);
  }

  /** Lets the timer sink from the free place at the top to its own. */
  #down(timer: Timer, at: number, order: number): void {
    const timers = this.#timers;
    let place = 0;
    for (;;) {
      const least = this.#leastChild(place);
      const below = timers[least];
      if (below === undefined || this.#isBefore(at, order, least)) break;
      this.#put(below, this.#at[least] ?? 0, this.#order[least] ?? 0, place);
      place = least;
    }
    this.#put(timer, at, order, place);
  }

  /** The place of the child that is due first; that of none if there are no children. */
  #leastChild(place: number): number {
    const first = WIDTH * place + 1;
    const end = Math.min(first + WIDTH, this.#timers.length);
    let least = first;
    for (let child = first + 1; child < end; child++) {
      if (this.#isBefore(this.#at[child] ?? 0, this.#order[child] ?? 0, least)) least = child;
    }
    return least;
  }

  #put(timer: Timer, at: number, order: number, place: number): void {
    this.#timers[place] = timer;
    this.#at[place] = at;
    this.#order[place] = order;
  }

  #isBefore(at: number, order: number, place: number): boolean {
    const other = this.#at[place] ?? 0;
    return at < other || (at === other && order < (this.#order[place] ?? 0));
  }
}
