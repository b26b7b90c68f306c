/** What the flows of each node add up to: sums, and chains of flows in flat arrays, so that no list is made for a node. */
import { FLOW, type Flows } from './flows.ts';

export class NodeTotals {
  readonly #flows: Flows;
  readonly #bySource: Chains;
  readonly #byDestination: Chains;

  /** Of the flows as they are now. */
  constructor(flows: Flows) {
    this.#flows = flows;
    this.#bySource = new Chains(flows.sources, flows.size, flows.ends.size);
    this.#byDestination = new Chains(flows.destinations, flows.size, flows.ends.size);
  }

  /** The sum of a number of what the node sent; `at` is one of FLOW that counts. */
  sent(node: number, at: number): number {
    return this.#sum(this.#bySource, node, at);
  }

  /** The same of what was sent to it. */
  received(node: number, at: number): number {
    return this.#sum(this.#byDestination, node, at);
  }

  /** The first and the last time of what it sent, in microseconds since 1970; NaN if none has one. */
  span(node: number): readonly [first: number, last: number] {
    const { numbers } = this.#flows;
    let [first, last] = [Number.NaN, Number.NaN];
    this.#bySource.each(node, (flow) => {
      const row = this.#flows.row(flow);
      const [from, to] = [numbers[row + FLOW.first] ?? 0, numbers[row + FLOW.last] ?? 0];
      if (!(first <= from)) first = Number.isNaN(from) ? first : from;
      if (!(last >= to)) last = Number.isNaN(to) ? last : to;
    });
    return [first, last];
  }

  #sum(chains: Chains, node: number, at: number): number {
    let sum = 0;
    chains.each(node, (flow) => {
      sum += this.#flows.numbers[this.#flows.row(flow) + at] ?? 0;
    });
    return sum;
  }
}

/** Numbers by the owner that each has. */
class Chains {
  /** By owner: one more than its first number; 0 is none. By number: one more than the next. */
  readonly #firsts: Uint32Array;
  readonly #nexts: Uint32Array;

  constructor(owners: Uint32Array, count: number, size: number) {
    this.#firsts = new Uint32Array(size);
    this.#nexts = new Uint32Array(count);
    for (let number = count - 1; number >= 0; number--) {
      const owner = owners[number] ?? 0;
      this.#nexts[number] = this.#firsts[owner] ?? 0;
      this.#firsts[owner] = number + 1;
    }
  }

  each(owner: number, use: (number: number) => void): void {
    for (let one = this.#firsts[owner] ?? 0; one > 0; one = this.#nexts[one - 1] ?? 0) use(one - 1);
  }
}
