/**
 * What the nodes of a capture do, counted while it is read: who speaks to whom, how regularly, and what of. Fed with
 * numbers, datagram by datagram; nothing is allocated for one but where a table grows. Every part of it adds up: what
 * the parts of a capture give is what the whole gives, as long as no bound is met.
 *
 * An interval is the time from one Hello (or request) to the next of the same flow, in the order of the capture. Where
 * time runs backwards there is none.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import { GROWING } from './arrays.ts';
import { Claims } from './claims.ts';
import type { Content } from './content.ts';
import { Ends } from './ends.ts';
import { FLOW, Flows } from './flows.ts';
import { INTERVALS, SIZES } from './histogram.ts';
import { Spreads } from './spreads.ts';

/** Two rows of intervals a node. */
export const INTERVAL = { hello: 0, request: 1 } as const;

/** What comes at intervals: where a flow's numbers say when it first and last came, and the row of its intervals. */
interface Regular {
  readonly first: number;
  readonly last: number;
  readonly kind: number;
}

export const HELLOS: Regular = { first: FLOW.helloFirst, last: FLOW.helloLast, kind: INTERVAL.hello };
export const REQUESTS: Regular = { first: FLOW.requestFirst, last: FLOW.requestLast, kind: INTERVAL.request };

export class Statistics {
  readonly claims: Claims;
  /** Datagrams between ends that there was no room for, and their bytes. */
  moreDatagrams = 0;
  moreBytes = 0;
  readonly flows: Flows;
  /** In microseconds; see `intervalRow`. */
  readonly intervals: Spreads;
  /** By node: Peer Addresses in a datagram that holds any. */
  readonly sizes: Spreads;

  constructor(arrays = GROWING) {
    this.flows = new Flows(new Ends(), arrays);
    this.claims = new Claims(arrays);
    this.intervals = new Spreads(INTERVALS, arrays);
    this.sizes = new Spreads(SIZES, arrays);
  }

  /** The flow between two ends; -1 if there is no room for it. */
  flow(source: Endpoint, destination: Endpoint): number {
    return this.flows.between(source, destination);
  }

  /** The same for IPv4 ends, addresses as unsigned numbers. */
  flow4(source: number, sourcePort: number, destination: number, destinationPort: number): number {
    return this.flows.of4(source, sourcePort, destination, destinationPort);
  }

  /** The number of the end that speaks in a flow. */
  sourceOf(flow: number): number {
    return this.flows.sources[flow] ?? 0;
  }

  /** Counts what the content was read from: a datagram of the flow (-1: no room), at that microsecond or NaN. */
  add(flow: number, micros: number, content: Content): void {
    if (flow < 0) {
      this.moreDatagrams++;
      this.moreBytes += content.length;
      return;
    }
    const source = this.sourceOf(flow);
    if (content.addresses > 0 && !this.claims.isOver(source))
      content.eachAddress((address, port) => this.claims.add(source, address, port));
    this.#count(flow, micros, content);
  }

  /** The row of a node's intervals. */
  intervalRow(node: number, kind: number): number {
    return node * 2 + kind;
  }

  /** Something of the flow was seen then; NaN: nobody knows when. */
  span(flow: number, micros: number): void {
    const { numbers } = this.flows;
    const row = this.flows.row(flow);
    if (Number.isNaN(micros)) return;
    // Of NaN, which stands for none yet, neither is true.
    if (!((numbers[row + FLOW.first] ?? 0) <= micros)) numbers[row + FLOW.first] = micros;
    if (!((numbers[row + FLOW.last] ?? 0) >= micros)) numbers[row + FLOW.last] = micros;
  }

  /** A Hello or request of the flow, or some of them whose own intervals are counted already: the first and the last. */
  regular(flow: number, { first: firstAt, last: lastAt, kind }: Regular, first: number, last: number): void {
    if (Number.isNaN(first)) return;
    const { numbers } = this.flows;
    const row = this.flows.row(flow);
    const before = numbers[row + lastAt] ?? 0;
    if (Number.isNaN(before)) numbers[row + firstAt] = first;
    else if (first >= before) this.intervals.add(this.intervalRow(this.sourceOf(flow), kind), first - before);
    numbers[row + lastAt] = last;
  }

  #count(flow: number, micros: number, { length, malformed, hellos, requests, addresses }: Content): void {
    const { numbers } = this.flows;
    const row = this.flows.row(flow);
    bump(numbers, row + FLOW.datagrams, 1);
    bump(numbers, row + FLOW.bytes, length);
    this.span(flow, micros);
    if (malformed) bump(numbers, row + FLOW.malformed, 1);
    if (hellos > 0) {
      bump(numbers, row + FLOW.hellos, 1);
      this.regular(flow, HELLOS, micros, micros);
    }
    if (requests > 0) {
      bump(numbers, row + FLOW.requests, 1);
      this.regular(flow, REQUESTS, micros, micros);
    }
    if (addresses === 0) return;
    bump(numbers, row + FLOW.answers, 1);
    bump(numbers, row + FLOW.addresses, addresses);
    this.sizes.add(this.sourceOf(flow), addresses);
  }
}

function bump(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
