/**
 * Who speaks to whom: a flow is one direction between two ends. Flat arrays, a row of numbers for each flow; nothing
 * is allocated but when they grow. Bounded: MAX_FLOWS, the first that are met, so at most twice as many ends; 20 MiB.
 */
import { addressNumber, type Endpoint } from '../../wire/endpoint.ts';
import { type EndRows, Ends } from './ends.ts';
import { grown } from './grown.ts';
import { scatter, settle } from './scatter.ts';

export const MAX_FLOWS = 2 ** 16;

/** The numbers of a flow. Times are microseconds since 1970, NaN before there is one. */
export const FLOW = {
  datagrams: 0,
  bytes: 1,
  first: 2,
  last: 3,
  malformed: 4,
  hellos: 5,
  helloFirst: 6,
  helloLast: 7,
  requests: 8,
  requestFirst: 9,
  requestLast: 10,
  answers: 11,
  addresses: 12,
} as const;

const SIZE = 13;
const TIMES = [FLOW.first, FLOW.last, FLOW.helloFirst, FLOW.helloLast, FLOW.requestFirst, FLOW.requestLast];
const FIRST = 2 ** 8;

/** What is known of the flows, by number. */
export interface FlowRows {
  readonly size: number;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly sources: Uint32Array<ArrayBuffer>;
  readonly destinations: Uint32Array<ArrayBuffer>;
  readonly ends: EndRows;
}

export class Flows {
  readonly ends: Ends;
  size = 0;
  /** A flow's numbers begin at `row(flow)`. */
  numbers = new Float64Array(FIRST * SIZE);
  /** By flow: the numbers of its ends. */
  sources = new Uint32Array(FIRST);
  destinations = new Uint32Array(FIRST);
  /** By place: the number of a flow plus one; 0 is free. */
  #places = new Uint32Array(FIRST * 2);
  /** By flow: source and destination address, both ports. Not for flows whose ends are not IPv4. */
  #keys = new Uint32Array(FIRST * 3);
  /** Flows that are not between IPv4 ends, by the numbers of their ends. */
  readonly #others = new Map<string, number>();

  constructor(ends = new Ends()) {
    this.ends = ends;
  }

  /** Flows that can be read, not looked up nor added to. */
  static of({ size, numbers, sources, destinations, ends }: FlowRows): Flows {
    return Object.assign(new Flows(Ends.of(ends)), { size, numbers, sources, destinations });
  }

  get rows(): FlowRows {
    const { size, numbers, sources, destinations, ends } = this;
    return { size, numbers, sources, destinations, ends: ends.rows };
  }

  /** Where the flow's numbers begin. */
  row(flow: number): number {
    return flow * SIZE;
  }

  /** The flow between two IPv4 ends, addresses as unsigned numbers; -1 if there is no room for it. */
  of4(source: number, sourcePort: number, destination: number, destinationPort: number): number {
    const ports = ((sourcePort << 16) | destinationPort) >>> 0;
    const mask = this.#places.length - 1;
    let at = scatter(source, destination, ports) & mask;
    for (;;) {
      const found = this.#places[at] ?? 0;
      if (found === 0) return this.#add4(source, destination, ports);
      const key = (found - 1) * 3;
      if (this.#keys[key] === source && this.#keys[key + 1] === destination && this.#keys[key + 2] === ports)
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
    this.#keys.set([source, destination, ports], flow * 3);
    this.#put(flow);
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
    const [source, destination, ports] = this.#keys.subarray(flow * 3, flow * 3 + 3);
    settle(this.#places, scatter(source ?? 0, destination ?? 0, ports ?? 0), flow);
  }

  #grow(): void {
    const size = this.sources.length * 2;
    this.numbers = grown(this.numbers, new Float64Array(size * SIZE));
    this.sources = grown(this.sources, new Uint32Array(size));
    this.destinations = grown(this.destinations, new Uint32Array(size));
    this.#keys = grown(this.#keys, new Uint32Array(size * 3));
    this.#places = new Uint32Array(size * 2);
    const others = new Set(this.#others.values());
    for (let flow = 0; flow < this.size; flow++) if (!others.has(flow)) this.#put(flow);
  }
}
