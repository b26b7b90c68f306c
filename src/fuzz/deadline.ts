/**
 * A time by which something has to be over, as a signal.
 */
import type { Clock } from '../net/world.ts';

export class Deadline {
  /** Aborts then, or with the other signal. */
  readonly signal: AbortSignal;
  readonly #late = new AbortController();
  readonly #cleared = new AbortController();

  constructor(clock: Clock, at: number, signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#late.signal]);
    clock.sleep(at - clock.now(), this.#cleared.signal).then(
      () => this.#late.abort('the time is over'),
      () => undefined, // cleared
    );
  }

  get over(): boolean {
    return this.signal.aborted;
  }

  /** It is over in time: nothing is waited for any more. */
  clear(): void {
    this.#cleared.abort('done in time');
  }
}
