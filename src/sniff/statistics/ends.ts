/**
 * The ends of conversations by number, 0 for the first that was met: IPv4 ends in flat arrays, others by their text.
 * Bounded by who asks.
 */
import { addressNumber, addressText, type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { grown } from './grown.ts';
import { scatter, settle } from './scatter.ts';

const FIRST = 2 ** 8;

export class Ends {
  size = 0;
  /** By place: the number of an IPv4 end plus one; 0 is free. */
  #places = new Uint32Array(FIRST * 2);
  #addresses = new Uint32Array(FIRST);
  #ports = new Uint16Array(FIRST);
  /** The ends that are not IPv4: their addresses, by number; their numbers, by text. */
  readonly #texts = new Map<number, string>();
  readonly #numbers = new Map<string, number>();

  /** The number of an IPv4 end, whose address is an unsigned number. */
  of4(address: number, port: number): number {
    const known = this.#find4(address, port);
    if (known >= 0) return known;
    const end = this.#next(address, port);
    this.#put(end);
    return end;
  }

  of(endpoint: Endpoint): number {
    const { address, port } = endpoint;
    const number = addressNumber(address);
    if (number !== null) return this.of4(number, port);
    const known = this.known(endpoint);
    if (known !== null) return known;
    const end = this.#next(0, port);
    this.#texts.set(end, address);
    this.#numbers.set(endpointText(endpoint), end);
    return end;
  }

  /** The number of an end that was met; null if it was not. */
  known(endpoint: Endpoint): number | null {
    const number = addressNumber(endpoint.address);
    if (number === null) return this.#numbers.get(endpointText(endpoint)) ?? null;
    const end = this.#find4(number, endpoint.port);
    return end < 0 ? null : end;
  }

  endpoint(end: number): Endpoint {
    const address = this.#texts.get(end) ?? addressText(this.#addresses[end] ?? 0);
    return { address, port: this.#ports[end] ?? 0 };
  }

  /** -1 if it was not met. */
  #find4(address: number, port: number): number {
    const mask = this.#places.length - 1;
    let at = scatter(address, port) & mask;
    for (;;) {
      const found = this.#places[at] ?? 0;
      if (found === 0) return -1;
      if (this.#addresses[found - 1] === address && this.#ports[found - 1] === port) return found - 1;
      at = (at + 1) & mask;
    }
  }

  #next(address: number, port: number): number {
    if (this.size === this.#ports.length) this.#grow();
    const end = this.size++;
    this.#addresses[end] = address;
    this.#ports[end] = port;
    return end;
  }

  #put(end: number): void {
    settle(this.#places, scatter(this.#addresses[end] ?? 0, this.#ports[end] ?? 0), end);
  }

  #grow(): void {
    const size = this.#ports.length * 2;
    this.#addresses = grown(this.#addresses, new Uint32Array(size));
    this.#ports = grown(this.#ports, new Uint16Array(size));
    this.#places = new Uint32Array(size * 2);
    for (let end = 0; end < this.size; end++) if (!this.#texts.has(end)) this.#put(end);
  }
}
