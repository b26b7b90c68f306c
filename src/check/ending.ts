/**
 * The end of a run before its time. Scripts that sleep then sleep for ever, so that none of them has to say what
 * it does when it is woken too early; who runs them does not wait.
 */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../net/world.ts';

/** `interrupted`: by the user. `timeout`: the time given is over. `lost`: the running target is gone. */
export type EndReason = 'interrupted' | 'timeout' | 'lost';

export class Ending {
  readonly #controller = new AbortController();
  readonly #ended: Promise<false>;
  #reason: EndReason | null = null;

  constructor(interruption?: AbortSignal) {
    const { signal } = this.#controller;
    setMaxListeners(0, signal); // one for each sleeper
    this.#ended = new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    const interrupted = (): void => this.end('interrupted');
    interruption?.addEventListener('abort', interrupted, { once: true });
    if (interruption?.aborted === true) interrupted();
  }

  /** Null while the run goes on. */
  get reason(): EndReason | null {
    return this.#reason;
  }

  /** Ends the run; the first reason stays. */
  end(reason: EndReason): void {
    this.#reason ??= reason;
    this.#controller.abort(reason);
  }

  /** Ends the run after so long, unless the signal comes before. */
  limit(clock: Clock, ms: number, over: AbortSignal): void {
    clock.sleep(ms, over).then(
      () => this.end('timeout'),
      () => undefined, // done in time
    );
  }

  /** True when the work is done, false if the run ended before. */
  async before(work: Promise<unknown>): Promise<boolean> {
    if (this.#reason !== null) return false;
    return Promise.race([work.then(() => true), this.#ended]);
  }

  /** Everything is done: who still sleeps need not be waited for. */
  close(): void {
    this.#controller.abort('done');
  }

  /** The clock for scripts of this run; whoever sleeps with a signal of his own sees to his end himself. */
  clock(clock: Clock): Clock {
    const stop = this.#controller.signal;
    return {
      exact: clock.exact === true,
      now: () => clock.now(),
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          clock.sleep(ms, signal ?? stop).then(resolve, (reason) => {
            if (signal !== undefined) reject(reason);
          });
        }),
    };
  }
}
