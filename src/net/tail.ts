/**
 * The end of a long text. Bounded by twice TAIL characters, whatever is pushed.
 */

const TAIL = 64 * 1024;

export class Tail {
  #text = '';

  push(text: string): void {
    this.#text += text.length > TAIL ? text.slice(-TAIL) : text;
    if (this.#text.length > 2 * TAIL) this.#text = this.text();
  }

  /** The last 64 Ki characters. */
  text(): string {
    return this.#text.slice(-TAIL);
  }
}
