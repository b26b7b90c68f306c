/**
 * The one wish to stop, wherever it comes from: Ctrl-C, SIGTERM, a reader that went away, a bug elsewhere in
 * the process. The first aborts the work, which then flushes and sums up; a second signal ends us at once.
 */
import type { Interruption } from './command.ts';
import { EXIT } from './exit.ts';

/** Where signals come from and how a process ends at once; `process` is one. */
export interface Interruptible {
  on(event: Interruption, listener: () => void): unknown;
  off(event: Interruption, listener: () => void): unknown;
  exit(code: number): void;
}

const SIGNALS: readonly Interruption[] = ['SIGINT', 'SIGTERM'];

/** The exit code of a call that the signal ended. */
export function exitOf(interruption: Interruption): number {
  return interruption === 'SIGINT' ? EXIT.INTERRUPTED : EXIT.TERMINATED;
}

/** Turns signals into one `AbortSignal`. */
export class Stop {
  readonly #process: Interruptible;
  readonly #controller = new AbortController();
  readonly #listeners = SIGNALS.map((name) => [name, () => this.#receive(name)] as const);
  #interrupted: Interruption | null = null;

  constructor(process: Interruptible) {
    this.#process = process;
    for (const [name, listener] of this.#listeners) process.on(name, listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The first signal that came. */
  get interrupted(): Interruption | null {
    return this.#interrupted;
  }

  /** Stops for a reason that is no signal. The reason is an AbortError, as AbortSignal's users expect. */
  abort(why: string): void {
    this.#controller.abort(new DOMException(why, 'AbortError'));
  }

  /** Gives the signals back to the system's own handling. */
  close(): void {
    for (const [name, listener] of this.#listeners) this.#process.off(name, listener);
  }

  #receive(name: Interruption): void {
    if (this.#interrupted !== null) this.#process.exit(exitOf(name));
    this.#interrupted ??= name;
    this.abort(name);
  }
}
