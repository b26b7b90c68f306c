/**
 * The inputs that mutations begin with: seeds, which stay, and what feedback adds, of which the oldest goes when there is no
 * room. Each once. Bounded in number and bytes whatever is added.
 */

const MAX_INPUTS = 4096;
const MAX_BYTES = 16 * 2 ** 20;

export class Corpus {
  readonly #inputs: Uint8Array[] = []; // At most MAX_INPUTS; the seeds first, then the oldest first.
  readonly #known = new Set<string>(); // As many as #inputs.
  readonly #seeds: number;
  #bytes = 0;

  /** What is there twice or does not fit is left out. */
  constructor(seeds: Iterable<Uint8Array>) {
    for (const seed of seeds) {
      if (this.#fits(seed)) this.#put(seed);
    }
    this.#seeds = this.#inputs.length;
  }

  get size(): number {
    return this.#inputs.length;
  }

  /** The input at 0..size - 1. RangeError elsewhere. Nobody changes it. */
  at(index: number): Uint8Array {
    const input = this.#inputs[index];
    if (input === undefined) throw new RangeError(`no input ${index} among ${this.size}`);
    return input;
  }

  /** Keeps a copy; false if it is there already, or if the seeds leave no room for it. */
  add(input: Uint8Array): boolean {
    if (this.#known.has(keyOf(input))) return false;
    while (!this.#fits(input)) {
      const [oldest] = this.#inputs.splice(this.#seeds, 1);
      if (oldest === undefined) return false;
      this.#known.delete(keyOf(oldest));
      this.#bytes -= oldest.length;
    }
    this.#put(input);
    return true;
  }

  #fits(input: Uint8Array): boolean {
    return this.#inputs.length < MAX_INPUTS && this.#bytes + input.length <= MAX_BYTES;
  }

  #put(input: Uint8Array): void {
    const key = keyOf(input);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#inputs.push(input.slice());
    this.#bytes += input.length;
  }
}

/** One character a byte. */
function keyOf(input: Uint8Array): string {
  return Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1');
}
