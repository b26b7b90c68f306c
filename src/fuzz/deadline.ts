/**
 * A time by which something has to be over, as a signal.
 */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../net/world.ts';

export class Deadline {
  /** Aborts then, or with the other signal. */
  readonly signal: AbortSignal;
  readonly #late = new AbortController();
  readonly #cleared = new AbortController();

  constructor(clock: Clock, at: number, signal: AbortSignal) {
    this.signal = anyOf(signal, this.#late.signal);
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

/** Aborts with the first of them. As many may wait for it as want to: each sleep of each re-run does. */
export function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const any = AbortSignal.any([...signals]);
  setMaxListeners(0, any);
  return any;
}
