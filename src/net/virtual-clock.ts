/**
 * Time that stands still while anybody works and jumps when all wait: an hour of a protocol runs in a blink,
 * always in the same way. Timers fire in the order of their time, ties in the order of their creation, and
 * what a timer set going has settled before the next one fires. What runs under it waits for nothing but it:
 * no real socket, file or timer.
 */
import { TimerQueue } from './timer-queue.ts';
import type { Clock } from './world.ts';

// So many timers fire before the event loop gets a turn, for signals and the like.
const TIMERS_A_TURN = 512;
// Turns of the event loop without any timer before a pending promise is called a deadlock.
const IDLE_TURNS = 64;

/** A clock that `run` moves on, and nothing else. Times are ms from 0. */
export class VirtualClock implements Clock {
  readonly exact = true;
  #now = 0;
  readonly #timers = new TimerQueue();

  /** Virtual ms since the clock was made. */
  now(): number {
    return this.#now;
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Calls `fire` when the clock reads `ms`, or at once (not synchronously) if it already does; the result cancels it. */
  at(ms: number, fire: () => void): () => void {
    return this.#timers.add(Math.max(ms, this.#now), fire);
  }

  /** Resolves `ms` of virtual time later; rejects with the signal's reason if that aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const cancel = this.at(this.#now + ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      const abort = (): void => {
        cancel();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /**
   * Lets time pass up to `ms`, and stops there: for timers that are done when they return. No promise is waited for,
   * which is most of the cost of `run`.
   */
  advance(ms: number): void {
    for (let next = this.#timers.next(); next !== null && next <= ms; next = this.#timers.next()) {
      this.#now = next;
      this.#timers.take()?.();
    }
    this.#now = Math.max(ms, this.#now);
  }

  /**
   * Lets time pass until `work` settles, and gives its result. Error if nothing is scheduled that could settle
   * it (a deadlock), or if `limitMs` of virtual time do not suffice.
   */
  async run<T>(work: Promise<T> | (() => Promise<T>), limitMs = Number.POSITIVE_INFINITY): Promise<T> {
    const limit = this.#now + limitMs;
    const promise = typeof work === 'function' ? work() : work;
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    promise.then(settle, settle);
    for (let idle = 0, fired = 0; ; fired += 1) {
      await (idle > 0 || fired % TIMERS_A_TURN === 0 ? turn() : microtasks());
      if (settled) return promise;
      const next = this.#timers.next();
      if (next === null) {
        idle += 1;
        if (idle > IDLE_TURNS) throw new Error(`deadlock at ${this.#now} ms: all wait, nothing is scheduled`);
        continue;
      }
      if (next > limit) throw new Error(`not done after ${limitMs} ms of virtual time`);
      idle = 0;
      this.#now = next;
      this.#timers.take()?.();
    }
  }
}

/** All microtasks have run when it resolves, those that they queue themselves too. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** One turn of the event loop: all microtasks have run when it resolves. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
