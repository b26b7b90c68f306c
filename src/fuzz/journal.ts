/**
 * What was sent to one instance, kept until it is known to be harmless: the newest datagrams with their senders and
 * times, in memory that never grows. Triage looks here for the cause.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { Step } from './case.ts';

const PLACES = 1 << 17;
const BYTES = 1 << 25;

/** Bounded by 131,072 datagrams and 32 MiB, whichever comes first. */
export class Journal {
  readonly #bytes = new Uint8Array(BYTES);
  readonly #times = new Float64Array(PLACES);
  readonly #starts = new Uint32Array(PLACES);
  readonly #lengths = new Uint32Array(PLACES);
  readonly #senders: Endpoint[] = new Array(PLACES);
  /** Where the next bytes go. */
  #at = 0;
  #next = 0;
  /** The oldest datagram whose bytes are whole. */
  #oldest = 0;

  /** All that were put, gone ones too. */
  get count(): number {
    return this.#next;
  }

  /** Copies the datagram in; the copy stays as it is for as long as the journal keeps it. */
  put(at: number, from: Endpoint, bytes: Uint8Array): Uint8Array {
    // An empty datagram has a place too, or it would be forgotten with the one behind it.
    const start = this.#room(Math.max(bytes.length, 1));
    const place = this.#next % PLACES;
    this.#bytes.set(bytes, start);
    this.#times[place] = at;
    this.#starts[place] = start;
    this.#lengths[place] = bytes.length;
    this.#senders[place] = from;
    this.#next += 1;
    if (this.#next - this.#oldest > PLACES) this.#oldest = this.#next - PLACES;
    return this.#bytes.subarray(start, start + bytes.length);
  }

  /** The newest datagrams in the order in which they were sent, at most `most`; times as they were given. */
  steps(most = PLACES): Step[] {
    const steps: Step[] = [];
    for (let i = Math.max(this.#oldest, this.#next - most); i < this.#next; i++) {
      const place = i % PLACES;
      const [start = 0, length = 0] = [this.#starts[place], this.#lengths[place]];
      const from = this.#senders[place];
      if (from === undefined) continue;
      steps.push({ at: this.#times[place] ?? 0, from, bytes: this.#bytes.slice(start, start + length) });
    }
    return steps;
  }

  /** Where so many bytes fit; what lay there is forgotten. */
  #room(length: number): number {
    if (this.#at + length > BYTES) {
      this.#forget(this.#at, BYTES);
      this.#at = 0;
    }
    const start = this.#at;
    this.#at += length;
    this.#forget(start, this.#at);
    return start;
  }

  /** The oldest datagrams are dropped while their bytes lie in `[from, to)`. */
  #forget(from: number, to: number): void {
    for (; this.#oldest < this.#next; this.#oldest++) {
      const place = this.#oldest % PLACES;
      const [start = 0, length = 0] = [this.#starts[place], this.#lengths[place]];
      if (start + Math.max(length, 1) <= from || start >= to) return;
    }
  }
}
