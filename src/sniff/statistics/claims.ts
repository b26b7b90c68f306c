/**
 * The peers that nodes claim to know: addresses in their Peer Address TLVs (§1.5), each once a node, in the order in
 * which they were met. Flat arrays. Bounded: MAX_CLAIMS a node, MAX_ALL together, 7 MiB; of a node that claims more
 * that is all that is said.
 */
import { addressNumber, addressText, type Endpoint } from '../../wire/endpoint.ts';
import { grown, nextLength } from './grown.ts';
import { scatter, settle } from './scatter.ts';

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
  size = 0;
  /** True if no more could be kept: any node may claim more than is said. */
  isFull = false;
  #nodes = new Uint32Array(FIRST);
  #addresses: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST);
  #ports: Uint16Array<ArrayBuffer> = new Uint16Array(FIRST);
  /** By place: the number of a claim plus one; 0 is free. */
  #places = new Uint32Array(FIRST * 2);
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
    claims.#addresses = addresses;
    claims.#ports = ports;
    claims.#nexts = nexts;
    claims.#counts = counts;
    claims.#kept = kept;
    claims.#firsts = firsts;
    return claims;
  }

  get rows(): ClaimRows {
    return {
      isFull: this.isFull,
      addresses: this.#addresses,
      ports: this.#ports,
      nexts: this.#nexts,
      counts: this.#counts,
      kept: this.#kept,
      firsts: this.#firsts,
    };
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
    const mask = this.#places.length - 1;
    let at = scatter(address, port, node) & mask;
    for (;;) {
      const found = this.#places[at] ?? 0;
      if (found === 0) break;
      if (this.#is(found - 1, node, address, port)) return;
      at = (at + 1) & mask;
    }
    this.#keep(node, address, port);
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
      const address = addressText(this.#addresses[claim - 1] ?? 0);
      list.push({ address, port: this.#ports[claim - 1] ?? 0 });
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
    if (this.size === this.#nodes.length) this.#grow();
    if (this.size * 2 === this.#places.length) this.#spread();
    const claim = this.size++;
    this.#nodes[claim] = node;
    this.#addresses[claim] = address;
    this.#ports[claim] = port;
    this.#counts[node] = count + 1;
    const kept = this.kept(node);
    this.#kept[node] = kept + 1;
    if (kept === 0) this.#firsts[node] = claim + 1;
    else this.#nexts[(this.#lasts[node] ?? 1) - 1] = claim + 1;
    this.#lasts[node] = claim + 1;
    this.#put(claim);
  }

  #grow(): void {
    const size = nextLength(this.#nodes.length, MAX_ALL);
    this.#nodes = grown(this.#nodes, new Uint32Array(size));
    this.#addresses = grown(this.#addresses, new Uint32Array(size));
    this.#ports = grown(this.#ports, new Uint16Array(size));
    this.#nexts = grown(this.#nexts, new Uint32Array(size));
  }

  #growNodes(): void {
    const size = this.#counts.length * 2;
    this.#counts = grown(this.#counts, new Uint16Array(size));
    this.#kept = grown(this.#kept, new Uint16Array(size));
    this.#firsts = grown(this.#firsts, new Uint32Array(size));
    this.#lasts = grown(this.#lasts, new Uint32Array(size));
  }

  #is(claim: number, node: number, address: number, port: number): boolean {
    return this.#addresses[claim] === address && this.#ports[claim] === port && this.#nodes[claim] === node;
  }

  #put(claim: number): void {
    const hash = scatter(this.#addresses[claim] ?? 0, this.#ports[claim] ?? 0, this.#nodes[claim] ?? 0);
    settle(this.#places, hash, claim);
  }

  #spread(): void {
    this.#places = new Uint32Array(this.#places.length * 2);
    for (let claim = 0; claim < this.size; claim++) this.#put(claim);
  }
}
