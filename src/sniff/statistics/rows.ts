/** Lists of which each row is made when somebody comes to it: there may be tens of thousands, and nobody keeps them. */

/** Rows in their order. An array is such a list too. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
}

export class LazyRows<T> implements Rows<T> {
  readonly #order: Uint32Array;
  readonly #row: (number: number) => T;

  /** The rows of these numbers, in this order. */
  constructor(order: Uint32Array, row: (number: number) => T) {
    this.#order = order;
    this.#row = row;
  }

  get length(): number {
    return this.#order.length;
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (const number of this.#order) yield this.#row(number);
  }

  /** For JSON it is a list like any other. */
  toJSON(): T[] {
    return [...this];
  }
}
