/**
 * The peers that nodes claim to know: addresses in their Peer Address TLVs (§1.5), each once a node, in the order in
 * which they were met. Flat arrays. Bounded: MAX_CLAIMS a node, MAX_ALL together, 7 MiB; of a node that claims more
 * that is all that is said.
 */
import { addressNumber, addressText, type Endpoint } from '../../wire/endpoint.ts';
import { GROWING } from './arrays.ts';
import { MAX_FLOWS } from './flows.ts';
import { grown, nextLength } from './grown.ts';
import { OwnedEnds } from './owned-ends.ts';

export const MAX_CLAIMS = 512;
export const MAX_ALL = 2 ** 18;
/** Each end of each flow is a node. */
const MAX_CLAIMERS = 2 * MAX_FLOWS;
const FIRST = 2 ** 8;

export class Claims {
  /** True if no more could be kept: any node may claim more than is said. */
  isFull = false;
  readonly ends: OwnedEnds;
  /** By claim: the number of the node's next one plus one; 0 is none. */
  nexts: Uint32Array;
  /** By node: how many, and MAX_CLAIMS + 1 for more. */
  counts: Uint16Array;
  /** By node: how many are kept. */
  kept: Uint16Array;
  /** By node: the numbers of its first and its last claim plus one. */
  firsts: Uint32Array;
  lasts: Uint32Array;

  constructor(arrays = GROWING) {
    this.counts = arrays.uint16(FIRST, MAX_CLAIMERS);
    this.ends = new OwnedEnds(MAX_ALL, arrays);
    this.nexts = arrays.uint32(FIRST, MAX_ALL);
    this.kept = arrays.uint16(FIRST, MAX_CLAIMERS);
    this.firsts = arrays.uint32(FIRST, MAX_CLAIMERS);
    this.lasts = arrays.uint32(FIRST, MAX_CLAIMERS);
  }

  get size(): number {
    return this.ends.size;
  }

  set size(size: number) {
    this.ends.size = size;
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
    this.counts[node] = MAX_CLAIMS + 1;
  }

  add(node: number, address: number, port: number): void {
    if (this.ends.find(node, address, port) < 0) this.#keep(node, address, port);
  }

  addPeer(node: number, { address, port }: Endpoint): void {
    this.add(node, addressNumber(address) ?? 0, port);
  }

  /** What is kept of the node's claims. */
  peers(node: number): Endpoint[] {
    const list: Endpoint[] = [];
    for (let claim = this.firsts[node] ?? 0; claim > 0; claim = this.nexts[claim - 1] ?? 0) {
      const address = addressText(this.ends.addresses[claim - 1] ?? 0);
      list.push({ address, port: this.ends.ports[claim - 1] ?? 0 });
    }
    return list;
  }

  count(node: number): number {
    return this.counts[node] ?? 0;
  }

  #keep(node: number, address: number, port: number): void {
    while (node >= this.counts.length) this.#growNodes();
    const count = this.count(node);
    if (count >= MAX_CLAIMS) this.setMore(node);
    else if (this.size >= MAX_ALL) this.isFull = true;
    if (this.isOver(node)) return;
    if (this.size === this.nexts.length)
      this.nexts = grown(this.nexts, new Uint32Array(nextLength(this.size, MAX_ALL)));
    const claim = this.ends.add(node, address, port);
    this.counts[node] = count + 1;
    const kept = this.kept[node] ?? 0;
    this.kept[node] = kept + 1;
    if (kept === 0) this.firsts[node] = claim + 1;
    else this.nexts[(this.lasts[node] ?? 1) - 1] = claim + 1;
    this.lasts[node] = claim + 1;
  }

  #growNodes(): void {
    const size = this.counts.length * 2;
    this.counts = grown(this.counts, new Uint16Array(size));
    this.kept = grown(this.kept, new Uint16Array(size));
    this.firsts = grown(this.firsts, new Uint32Array(size));
    this.lasts = grown(this.lasts, new Uint32Array(size));
  }
}
