/**
 * The end of a long text. Bounded by TAIL characters and one piece more, whatever is pushed. Made of pieces: one
 * long string, cut anew each time, would cost a flood of output several times what reading it does.
 */

const TAIL = 64 * 1024;
/** Pieces shorter than this are joined. */
const PIECE = 4096;

export class Tail {
  readonly #pieces: string[] = [];
  #length = 0;

  push(text: string): void {
    const last = this.#pieces.pop() ?? '';
    if (last.length < PIECE) this.#pieces.push(last + text);
    else this.#pieces.push(last, text);
    this.#length += text.length;
    for (let first = this.#pieces[0]; first !== undefined; first = this.#pieces[0]) {
      if (this.#length - first.length < TAIL) return;
      this.#pieces.shift();
      this.#length -= first.length;
    }
  }

  /** The last 64 Ki characters. */
  text(): string {
    return this.#pieces.join('').slice(-TAIL);
  }
}
