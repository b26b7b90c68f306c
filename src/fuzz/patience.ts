/**
 * How long a target may read nothing before it hangs. One that answers meanwhile works, and one that gets no CPU cannot:
 * both get more time, but not for ever.
 */
import type { Clock } from '../net/world.ts';
import { dissect } from '../wire/dissect.ts';

/** So many times as long at most. */
const MOST = 10;
/** It was kept from working if it waited for a CPU for so much of the time. */
const STARVED = 0.4;

export class Patience {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #delayMs: () => number | null;
  /** When it read last, or was first looked at; and when it did or was kept from it. */
  #read: number;
  #since: number;
  /** What it had waited for a CPU at a time; null as long as nobody has asked. */
  #before: { readonly at: number; readonly delayMs: number } | null = null;

  /** `delayMs`: how long it has waited for a CPU by now; null where nobody tells. */
  constructor(clock: Clock, ms: number, delayMs: () => number | null) {
    this.#clock = clock;
    this.#ms = ms;
    this.#delayMs = delayMs;
    this.#read = clock.now();
    this.#since = this.#read;
  }

  /** It has read something. */
  moved(): void {
    this.#read = this.#clock.now();
    this.#waitAnew(this.#read);
  }

  /** It has answered somebody, so it works on what it has read. */
  answered(): void {
    this.#waitAnew(this.#clock.now());
  }

  /** It has read nothing for so long, although it could. */
  get isOver(): boolean {
    const now = this.#clock.now();
    if (now - this.#read > MOST * this.#ms) return true;
    const waited = now - this.#since;
    // Asking takes some ms, so it is done where most targets have read long since.
    if (this.#before === null && waited > this.#ms / 2) this.#before = this.#look(now);
    if (waited <= this.#ms) return false;
    const look = this.#look(now);
    const before = this.#before ?? look;
    if (look.delayMs - before.delayMs <= STARVED * (now - before.at)) return true;
    // Half of the time once more.
    this.#before = look;
    this.#since = now - this.#ms / 2;
    return false;
  }

  #waitAnew(now: number): void {
    this.#since = now;
    this.#before = null;
  }

  #look(at: number): { at: number; delayMs: number } {
    return { at, delayMs: this.#delayMs() ?? 0 };
  }
}

/** What only a request causes: a list, or a datagram that says nothing at all where there is nobody to list. */
export function isAnswer(bytes: Uint8Array): boolean {
  const names = dissect(bytes).tlvs.map(({ name }) => name);
  return names.includes('peer-address') || !(names.includes('hello') || names.includes('peer-request'));
}
