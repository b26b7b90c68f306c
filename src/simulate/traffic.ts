/**
 * What each node sends and hears, by what it says. A datagram counts as what its first known TLV is.
 */
import { nameOf, TLV_NAMES, type TlvName } from '../wire/table.ts';
import { Walk } from '../wire/walk.ts';

/** `other`: nothing known in it. */
export type Kind = TlvName | 'other';

export const KINDS: readonly Kind[] = [...TLV_NAMES, 'other'];

const OTHER = KINDS.indexOf('other');
const HELLO = KINDS.indexOf('hello');

export interface Volume {
  readonly datagrams: number;
  readonly bytes: number;
}

/** The place in KINDS of what a datagram says. */
export function kindReader(): (bytes: Uint8Array) => number {
  const walk = new Walk();
  return (bytes) => {
    for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
      const name = nameOf(walk.type);
      if (name !== null) return KINDS.indexOf(name);
    }
    return OTHER;
  };
}

export class Traffic {
  /** Datagrams to addresses where nobody lives. */
  toNobody = 0;
  readonly #sent: Float64Array;
  readonly #sentBytes: Float64Array;
  readonly #heard: Float64Array;
  readonly #heardBytes: Float64Array;
  readonly #nodes: number;

  constructor(nodes: number) {
    this.#nodes = nodes;
    const each = (): Float64Array => new Float64Array(nodes * KINDS.length);
    [this.#sent, this.#sentBytes, this.#heard, this.#heardBytes] = [each(), each(), each(), each()];
  }

  sent(node: number, kind: number, size: number): void {
    const at = node * KINDS.length + kind;
    this.#sent[at] = (this.#sent[at] ?? 0) + 1;
    this.#sentBytes[at] = (this.#sentBytes[at] ?? 0) + size;
  }

  heard(node: number, kind: number, size: number): void {
    const at = node * KINDS.length + kind;
    this.#heard[at] = (this.#heard[at] ?? 0) + 1;
    this.#heardBytes[at] = (this.#heardBytes[at] ?? 0) + size;
  }

  /** All that was sent so far, by kind. */
  byKind(): Record<Kind, Volume> {
    const volumes = KINDS.map((kind, place): [Kind, Volume] => {
      let [datagrams, bytes] = [0, 0];
      for (let at = place; at < this.#sent.length; at += KINDS.length) {
        datagrams += this.#sent[at] ?? 0;
        bytes += this.#sentBytes[at] ?? 0;
      }
      return [kind, { datagrams, bytes }];
    });
    return Object.fromEntries(volumes) as Record<Kind, Volume>;
  }

  /** What that node sent. */
  sentBy(node: number): Volume {
    return sumOf(node, this.#sent, this.#sentBytes);
  }

  /** What reached that node. */
  heardBy(node: number): Volume {
    return sumOf(node, this.#heard, this.#heardBytes);
  }

  hellosHeardBy(node: number): number {
    return this.#heard[node * KINDS.length + HELLO] ?? 0;
  }

  /** The node that sent the most bytes. */
  busiest(): number {
    let [busiest, most] = [0, -1];
    for (let node = 0; node < this.#nodes; node++) {
      const { bytes } = this.sentBy(node);
      if (bytes > most) [busiest, most] = [node, bytes];
    }
    return busiest;
  }
}

function sumOf(node: number, counts: Float64Array, sizes: Float64Array): Volume {
  let [datagrams, bytes] = [0, 0];
  for (let at = node * KINDS.length; at < (node + 1) * KINDS.length; at++) {
    datagrams += counts[at] ?? 0;
    bytes += sizes[at] ?? 0;
  }
  return { datagrams, bytes };
}
