/**
 * How many datagrams are still to leave, shared by the threads that send them: whoever takes some sends those. The
 * thread that reads the answers can hold the other one back.
 */

const BYTES = 16;
// Behind the 8 bytes of the count, in words of four.
const [HELD, CANCELLED] = [2, 3];

export class Quota {
  /** What another thread makes its own quota of. */
  readonly memory: SharedArrayBuffer;
  readonly #left: BigInt64Array;
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#left = new BigInt64Array(memory, 0, 1);
    this.#words = new Int32Array(memory);
  }

  static of(count: number): Quota {
    const quota = new Quota(new SharedArrayBuffer(BYTES));
    quota.#left[0] = BigInt(count);
    return quota;
  }

  /** So many of the rest are the caller's now, `most` at the most; 0 when none is left. */
  take(most: number): number {
    const left = Number(Atomics.sub(this.#left, 0, BigInt(most)));
    return Math.max(0, Math.min(left, most));
  }

  /** Takes all that is left, and gives how many that is: nobody goes on, nor waits until what was sent has left. */
  cancel(): number {
    const left = Number(Atomics.exchange(this.#left, 0, 0n));
    Atomics.store(this.#words, CANCELLED, 1);
    this.release();
    return Math.max(0, left);
  }

  get cancelled(): boolean {
    return Atomics.load(this.#words, CANCELLED) === 1;
  }

  /** From now on `wait` blocks. */
  hold(): void {
    Atomics.store(this.#words, HELD, 1);
  }

  release(): void {
    if (Atomics.exchange(this.#words, HELD, 0) === 1) Atomics.notify(this.#words, HELD);
  }

  /** Blocks this thread while it is held back. */
  wait(): void {
    Atomics.wait(this.#words, HELD, 1);
  }
}
