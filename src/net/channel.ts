/**
 * A queue from whoever works to whoever iterates.
 */
export class Channel<T> implements AsyncIterable<T> {
  readonly #queue: T[] = []; // Bounded by what one run tells.
  #wake: (() => void) | null = null;
  #ended = false;

  put(value: T): void {
    this.#queue.push(value);
    this.#wake?.();
  }

  /** No more values will come. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const value = this.#queue.shift();
      if (value !== undefined) yield value;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
