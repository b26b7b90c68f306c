/**
 * A case that is being written: who says what, and when. What lies beyond its bounds is left out.
 */
import { craft, type DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Case, Step } from '../case.ts';

export class Script {
  readonly #steps: Step[] = []; // At most #maxSteps.
  readonly #maxSteps: number;
  readonly #maxMs: number;
  #now = 0;

  /** At most so many datagrams, the last at `maxMs`. */
  constructor(maxSteps: number, maxMs: number) {
    this.#maxSteps = maxSteps;
    this.#maxMs = maxMs;
  }

  get size(): number {
    return this.#steps.length;
  }

  /** Ms since the beginning: when the next datagram is sent. */
  get now(): number {
    return this.#now;
  }

  wait(ms: number): this {
    this.#now += ms;
    return this;
  }

  /** Goes to a time, back too: peers have times of their own. */
  at(ms: number): this {
    this.#now = ms;
    return this;
  }

  say(from: Endpoint, ...items: readonly DraftItem[]): this {
    return this.send(from, craft({ items }));
  }

  send(from: Endpoint, bytes: Uint8Array): this {
    if (this.#steps.length < this.#maxSteps && this.#now <= this.#maxMs) {
      this.#steps.push({ at: Math.round(this.#now), from, bytes });
    }
    return this;
  }

  /** Two datagrams that follow each other change places, with their senders; the times stay. */
  exchange(index: number): this {
    const [first, second] = [this.#steps[index], this.#steps[index + 1]];
    if (first !== undefined && second !== undefined) {
      this.#steps.splice(index, 2, { ...second, at: first.at }, { ...first, at: second.at });
    }
    return this;
  }

  /** In order of time; what is said at the same time stays in the order in which it was written. */
  case(repeat = 1): Case {
    return { steps: this.#steps.toSorted((a, b) => a.at - b.at), repeat };
  }
}
