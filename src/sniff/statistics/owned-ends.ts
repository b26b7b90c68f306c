/**
 * IPv4 ends by number, 0 for the first, each with an owner: the same end of two owners is two. Flat arrays; nothing is
 * allocated but when they grow. Bounded by who asks, to `most`.
 */
import { GROWING } from './arrays.ts';
import { grown, nextLength } from './grown.ts';
import { scatter, settle } from './scatter.ts';

const FIRST = 2 ** 8;

export class OwnedEnds {
  size = 0;
  /** By number. An address is an unsigned number. */
  addresses: Uint32Array;
  ports: Uint16Array;
  owners: Uint32Array;
  /** By place: a number plus one; 0 is free. */
  places: Uint32Array;
  readonly #most: number;

  constructor(most: number, arrays = GROWING) {
    this.#most = most;
    this.addresses = arrays.uint32(FIRST, most);
    this.ports = arrays.uint16(FIRST, most);
    this.owners = arrays.uint32(FIRST, most);
    this.places = arrays.uint32(2 * FIRST, 2 * most);
  }

  /** The number of the owner's end; -1 if it has none such. */
  find(owner: number, address: number, port: number): number {
    const mask = this.places.length - 1;
    let at = scatter(address, port, owner) & mask;
    for (;;) {
      const found = this.places[at] ?? 0;
      if (found === 0 || this.#is(found - 1, owner, address, port)) return found - 1;
      at = (at + 1) & mask;
    }
  }

  /** The number of a new one, which was not found; there must be room. */
  add(owner: number, address: number, port: number): number {
    if (this.size === this.owners.length) this.#grow();
    if (this.size * 2 >= this.places.length) this.#spread();
    const number = this.size++;
    this.owners[number] = owner;
    this.addresses[number] = address;
    this.ports[number] = port;
    this.#put(number);
    return number;
  }

  #is(number: number, owner: number, address: number, port: number): boolean {
    return this.addresses[number] === address && this.ports[number] === port && this.owners[number] === owner;
  }

  #put(number: number): void {
    const [address = 0, port = 0] = [this.addresses[number], this.ports[number]];
    settle(this.places, scatter(address, port, this.owners[number] ?? 0), number);
  }

  #grow(): void {
    const size = nextLength(this.owners.length, this.#most);
    this.owners = grown(this.owners, new Uint32Array(size));
    this.addresses = grown(this.addresses, new Uint32Array(size));
    this.ports = grown(this.ports, new Uint16Array(size));
  }

  #spread(): void {
    this.places = new Uint32Array(this.places.length * 2);
    for (let number = 0; number < this.size; number++) this.#put(number);
  }
}
