/**
 * What strangers may cost. A Peer Request of 4 bytes sets off answers of thousands, to whatever address the
 * datagram says that it is from: without a limit a node is a reflector. So each stranger gets one answer a second,
 * and all of them together a budget of bytes.
 * Bounded by SOURCES entries.
 */

/** Milliseconds between two answers to one stranger. */
const STRANGER_INTERVAL_MS = 1000;
/** Bytes a second, and at once, to all strangers together: ten full datagrams. */
export const STRANGER_BYTES = 14_000;
/** Strangers remembered at the same time; beyond that nobody new is answered. */
export const SOURCES = 1024;

export class Limiter {
  /** When each was answered; a Map keeps them oldest first. */
  readonly #answered = new Map<string, number>();
  #bytes = STRANGER_BYTES;
  #filledAt = Number.NEGATIVE_INFINITY;

  /** True, and paid for, if this stranger may be sent so many bytes now. */
  take(source: string, bytes: number, now: number): boolean {
    this.#forget(now);
    this.#fill(now);
    if (this.#answered.has(source) || this.#answered.size >= SOURCES || bytes > this.#bytes) return false;
    this.#answered.set(source, now);
    this.#bytes -= bytes;
    return true;
  }

  #forget(now: number): void {
    for (const [source, at] of this.#answered) {
      if (now - at < STRANGER_INTERVAL_MS) return;
      this.#answered.delete(source);
    }
  }

  #fill(now: number): void {
    const elapsed = Math.max(now - this.#filledAt, 0);
    this.#bytes = Math.min(STRANGER_BYTES, this.#bytes + (STRANGER_BYTES * elapsed) / 1000);
    this.#filledAt = now;
  }
}
