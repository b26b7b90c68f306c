/**
 * One step of an async source that can be looked at without awaiting it: standard input may be silent for hours,
 * and nobody shall be stuck on it.
 */

/** The next item of a source, once it has come. */
export class Pull<T> {
  /** Resolves when it has; never rejects. */
  readonly done: Promise<void>;
  #state: 'pending' | 'item' | 'end' | 'failed' = 'pending';
  #item: T | null = null;
  #error: unknown = null;

  constructor(items: AsyncIterator<T>) {
    this.done = items.next().then(
      (result) => {
        this.#state = result.done === true ? 'end' : 'item';
        this.#item = result.done === true ? null : result.value;
      },
      (error: unknown) => {
        this.#state = 'failed';
        this.#error = error;
      },
    );
  }

  get pending(): boolean {
    return this.#state === 'pending';
  }

  /** The item; null while it is pending and after the last one. Throws what the source threw. */
  get item(): T | null {
    if (this.#state === 'failed') throw this.#error;
    return this.#item;
  }
}
