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

/**
 * What the work puts into its channel, until it ends; then its result. Rejects as the work does, once all that it told is
 * read. Who stops to iterate does not stop the work.
 */
export async function* telling<T, R>(work: (channel: Channel<T>) => Promise<R>): AsyncGenerator<T, R> {
  const channel = new Channel<T>();
  const result = work(channel).finally(() => channel.end());
  result.catch(() => undefined); // told below, or to nobody any more
  yield* channel;
  return await result;
}
