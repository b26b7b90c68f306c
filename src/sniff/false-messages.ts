/**
 * The false messages of captures that are parts of one: who is a node in one part is one in all of them, and was one
 * before in those that follow. Parts are added in the order of time. Bounded as in one capture (internal.ts).
 */
import { type Amount, type FalseMessages, MAX_NODES, MAX_PAIRS } from './internal.ts';

/** Of one part. */
export interface Overheard {
  readonly falseMessages: Iterable<FalseMessages>;
  /** Who sent a datagram that starts 104, 1. */
  readonly nodes: Iterable<string>;
}

export class FalseMessageSum {
  readonly #nodes = new Set<string>();
  /** By source and destination. */
  readonly #pairs = new Map<string, FalseMessages>();

  get nodes(): ReadonlySet<string> {
    return this.#nodes;
  }

  get pairs(): Iterable<FalseMessages> {
    return this.#pairs.values();
  }

  /** Adds the next part. Returns what is internal although the parts counted it as foreign; negative: the other way. */
  add(part: Overheard): Amount {
    const before = new Set(this.#nodes);
    for (const node of part.nodes) if (this.#nodes.size < MAX_NODES) this.#nodes.add(node);
    let [datagrams, bytes] = [0, 0];
    const move = (pair: FalseMessages, sign: 1 | -1): void => {
      datagrams += sign * pair.datagrams;
      bytes += sign * pair.bytes;
    };
    for (const [key, pair] of this.#pairs) {
      if (pair.internal || !this.#nodes.has(pair.destination)) continue;
      move(pair, 1);
      this.#pairs.set(key, { ...pair, internal: true });
    }
    for (const pair of part.falseMessages) {
      const internal = !before.has(pair.source) && (pair.internal || this.#nodes.has(pair.destination));
      if (internal !== pair.internal) move(pair, internal ? 1 : -1);
      // What a node sent is foreign for good.
      if (!before.has(pair.source)) this.#keep({ ...pair, internal });
    }
    return { datagrams, bytes };
  }

  #keep(pair: FalseMessages): void {
    const key = `${pair.source} ${pair.destination}`;
    const known = this.#pairs.get(key);
    if (known === undefined && this.#pairs.size >= MAX_PAIRS) return;
    const datagrams = pair.datagrams + (known?.datagrams ?? 0);
    const bytes = pair.bytes + (known?.bytes ?? 0);
    this.#pairs.set(key, { ...pair, datagrams, bytes });
  }
}
