/**
 * Who speaks to whom: a flow is one direction between two ends. Flat arrays, a row of numbers for each flow; nothing
 * is allocated but when they grow. Bounded: MAX_FLOWS, the first that are met, so at most twice as many ends; 20 MiB.
 */
import { addressNumber, type Endpoint } from '../../wire/endpoint.ts';
import { GROWING } from './arrays.ts';
import { Ends } from './ends.ts';
import { grown } from './grown.ts';
import { scatter, settle } from './scatter.ts';

export const MAX_FLOWS = 2 ** 16;

/**
 * The numbers of a flow. Times are microseconds since 1970, NaN before there is one. First stands its key (KEY), then what
 * a Hello changes, so that one line of the processor's cache holds all of it.
 */
export const FLOW = {
  datagrams: 2,
  bytes: 3,
  last: 4,
  hellos: 5,
  helloLast: 6,
  requests: 7,
  requestLast: 8,
  answers: 9,
  addresses: 10,
  first: 11,
  helloFirst: 12,
  requestFirst: 13,
  malformed: 14,
} as const;

/** The row of a flow: two lines. */
export const FLOW_SIZE = 16;
/** Where the 32-bit words of its key are: addresses, both ports, the number of its source. */
export const KEY = { source: 0, destination: 1, ports: 2, node: 3 } as const;
const WORDS = 2;

const TIMES = [FLOW.first, FLOW.last, FLOW.helloFirst, FLOW.helloLast, FLOW.requestFirst, FLOW.requestLast];
const FIRST = 2 ** 8;

export class Flows {
  readonly ends: Ends;
  size = 0;
  /** A flow's numbers begin at `row(flow)`. */
  numbers: Float64Array;
  /** By flow: the numbers of its ends. */
  sources: Uint32Array;
  destinations: Uint32Array;
  /** By place, 0 to `mask`: the number of a flow plus one; 0 is free. No more of them than are needed stay near. */
  places: Uint32Array;
  mask = FIRST * 2 - 1;
  /** The same array in 32-bit words, for KEY; not of flows whose ends are not IPv4. */
  #words: Uint32Array;
  /** Flows that are not between IPv4 ends, by the numbers of their ends. */
  readonly #others = new Map<string, number>();

  constructor(ends = new Ends(), arrays = GROWING) {
    this.ends = ends;
    this.numbers = arrays.float64(FIRST * FLOW_SIZE, MAX_FLOWS * FLOW_SIZE);
    this.sources = arrays.uint32(FIRST, MAX_FLOWS);
    this.destinations = arrays.uint32(FIRST, MAX_FLOWS);
    this.places = arrays.uint32(FIRST * 2, MAX_FLOWS * 2);
    this.#words = wordsOf(this.numbers);
  }

  /** Where the flow's numbers begin. */
  row(flow: number): number {
    return flow * FLOW_SIZE;
  }

  /** The flow between two IPv4 ends, addresses as unsigned numbers; -1 if there is no room for it. */
  of4(source: number, sourcePort: number, destination: number, destinationPort: number): number {
    const ports = ((sourcePort << 16) | destinationPort) >>> 0;
    const { mask } = this;
    let at = scatter(source, destination, ports) & mask;
    for (;;) {
      const found = this.places[at] ?? 0;
      if (found === 0) return this.#add4(source, destination, ports);
      const key = this.row(found - 1) * WORDS;
      const words = this.#words;
      if (
        words[key + KEY.source] === source &&
        words[key + KEY.destination] === destination &&
        words[key + KEY.ports] === ports
      )
        return found - 1;
      at = (at + 1) & mask;
    }
  }

  /** The same for ends of any family, as texts. */
  between(source: Endpoint, destination: Endpoint): number {
    const [from, to] = [addressNumber(source.address), addressNumber(destination.address)];
    if (from !== null && to !== null) return this.of4(from, source.port, to, destination.port);
    const key = `${source.address} ${source.port} ${destination.address} ${destination.port}`;
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    const flow = this.#next(() => [this.ends.of(source), this.ends.of(destination)]);
    if (flow >= 0) this.#others.set(key, flow);
    return flow;
  }

  #add4(source: number, destination: number, ports: number): number {
    const flow = this.#next(() => [
      this.ends.of4(source, ports >>> 16),
      this.ends.of4(destination, ports & 0xffff),
    ]);
    if (flow < 0) return flow;
    this.#words.set([source, destination, ports, this.sources[flow] ?? 0], this.row(flow) * WORDS);
    if (this.size * 2 > this.mask + 1) this.#spread();
    else this.#put(flow);
    return flow;
  }

  #next(ends: () => readonly [source: number, destination: number]): number {
    if (this.size >= MAX_FLOWS) return -1;
    if (this.size === this.sources.length) this.#grow();
    const flow = this.size++;
    [this.sources[flow], this.destinations[flow]] = ends();
    for (const time of TIMES) this.numbers[this.row(flow) + time] = Number.NaN;
    return flow;
  }

  #put(flow: number): void {
    const [source, destination, ports] = this.key(flow);
    settle(this.places, scatter(source, destination, ports), flow, this.mask);
  }

  /** The addresses of an IPv4 flow, and both ports. */
  key(flow: number): readonly [source: number, destination: number, ports: number] {
    const at = this.row(flow) * WORDS;
    const [source = 0, destination = 0, ports = 0] = this.#words.subarray(at, at + WORDS * 2);
    return [source, destination, ports];
  }

  #grow(): void {
    const size = this.sources.length * 2;
    this.numbers = grown(this.numbers, new Float64Array(size * FLOW_SIZE));
    this.#words = wordsOf(this.numbers);
    this.sources = grown(this.sources, new Uint32Array(size));
    this.destinations = grown(this.destinations, new Uint32Array(size));
  }

  /** Twice as many places. */
  #spread(): void {
    const count = 2 * (this.mask + 1);
    this.mask = count - 1;
    if (count > this.places.length) this.places = new Uint32Array(count);
    this.places.fill(0, 0, count);
    const others = new Set(this.#others.values());
    for (let flow = 0; flow < this.size; flow++) if (!others.has(flow)) this.#put(flow);
  }
}

function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length * WORDS);
}
