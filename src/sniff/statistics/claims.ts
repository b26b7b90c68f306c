/**
 * The peers that nodes claim to know: addresses in their Peer Address TLVs (§1.5), each once a node, in the order in
 * which they were met. Flat arrays. Bounded: MAX_CLAIMS a node, MAX_ALL together, 7 MiB; of a node that claims more
 * that is all that is said.
 */
import { addressNumber, addressText, type Endpoint } from '../../wire/endpoint.ts';
import { grown, nextLength } from './grown.ts';
import { OwnedEnds } from './owned-ends.ts';

export const MAX_CLAIMS = 512;
export const MAX_ALL = 2 ** 18;
const FIRST = 2 ** 8;

/** What is kept, by claim and by node. */
export interface ClaimRows {
  readonly isFull: boolean;
  readonly addresses: Uint32Array<ArrayBuffer>;
  readonly ports: Uint16Array<ArrayBuffer>;
  readonly nexts: Uint32Array<ArrayBuffer>;
  readonly counts: Uint16Array<ArrayBuffer>;
  readonly kept: Uint16Array<ArrayBuffer>;
  readonly firsts: Uint32Array<ArrayBuffer>;
}

export class Claims {
  /** True if no more could be kept: any node may claim more than is said. */
  isFull = false;
  readonly #peers = new OwnedEnds(MAX_ALL);
  /** By claim: the number of the node's next one plus one; 0 is none. */
  #nexts: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST);
  /** By node: how many, and MAX_CLAIMS + 1 for more. */
  #counts = new Uint16Array(FIRST);
  /** By node: how many are kept. */
  #kept = new Uint16Array(FIRST);
  /** By node: the numbers of its first and its last claim plus one. */
  #firsts = new Uint32Array(FIRST);
  #lasts = new Uint32Array(FIRST);

  /** Claims that can be read, not added to. */
  static of({ isFull, addresses, ports, nexts, counts, kept, firsts }: ClaimRows): Claims {
    const claims = new Claims();
    claims.isFull = isFull;
    claims.#peers.addresses = addresses;
    claims.#peers.ports = ports;
    claims.#nexts = nexts;
    claims.#counts = counts;
    claims.#kept = kept;
    claims.#firsts = firsts;
    return claims;
  }

  get rows(): ClaimRows {
    return {
      isFull: this.isFull,
      addresses: this.#peers.addresses,
      ports: this.#peers.ports,
      nexts: this.#nexts,
      counts: this.#counts,
      kept: this.#kept,
      firsts: this.#firsts,
    };
  }

  get size(): number {
    return this.#peers.size;
  }

  /** True if nothing is kept of what the node claims from now on. */
  isOver(node: number): boolean {
    return this.isFull || this.hasMore(node);
  }

  /** True if the node claims more than MAX_CLAIMS. */
  hasMore(node: number): boolean {
    return this.count(node) > MAX_CLAIMS;
  }

  /** The node claims more than is kept. */
  setMore(node: number): void {
    this.#counts[node] = MAX_CLAIMS + 1;
  }

  add(node: number, address: number, port: number): void {
    if (this.#peers.find(node, address, port) < 0) this.#keep(node, address, port);
  }

  addPeer(node: number, { address, port }: Endpoint): void {
    this.add(node, addressNumber(address) ?? 0, port);
  }

  /** How many of the node's claims are kept. */
  kept(node: number): number {
    return this.#kept[node] ?? 0;
  }

  /** What is kept of the node's claims. */
  peers(node: number): Endpoint[] {
    const list: Endpoint[] = [];
    for (let claim = this.#firsts[node] ?? 0; claim > 0; claim = this.#nexts[claim - 1] ?? 0) {
      const address = addressText(this.#peers.addresses[claim - 1] ?? 0);
      list.push({ address, port: this.#peers.ports[claim - 1] ?? 0 });
    }
    return list;
  }

  count(node: number): number {
    return this.#counts[node] ?? 0;
  }

  #keep(node: number, address: number, port: number): void {
    while (node >= this.#counts.length) this.#growNodes();
    const count = this.count(node);
    if (count >= MAX_CLAIMS) this.setMore(node);
    else if (this.size >= MAX_ALL) this.isFull = true;
    if (this.isOver(node)) return;
    if (this.size === this.#nexts.length)
      this.#nexts = grown(this.#nexts, new Uint32Array(nextLength(this.size, MAX_ALL)));
    const claim = this.#peers.add(node, address, port);
    this.#counts[node] = count + 1;
    const kept = this.kept(node);
    this.#kept[node] = kept + 1;
    if (kept === 0) this.#firsts[node] = claim + 1;
    else this.#nexts[(this.#lasts[node] ?? 1) - 1] = claim + 1;
    this.#lasts[node] = claim + 1;
  }

  #growNodes(): void {
    const size = this.#counts.length * 2;
    this.#counts = grown(this.#counts, new Uint16Array(size));
    this.#kept = grown(this.#kept, new Uint16Array(size));
    this.#firsts = grown(this.#firsts, new Uint32Array(size));
    this.#lasts = grown(this.#lasts, new Uint32Array(size));
  }
}
