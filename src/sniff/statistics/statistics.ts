/**
 * What the nodes of a capture do, counted while it is read: who speaks to whom, how regularly, and what of. Fed with
 * numbers, datagram by datagram; nothing is allocated for one but where a table grows. Every part of it adds up: what
 * the parts of a capture give is what the whole gives, as long as no bound is met.
 *
 * An interval is the time from one Hello (or request) to the next of the same flow, in the order of the capture. Where
 * time runs backwards there is none.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import { type ClaimRows, Claims } from './claims.ts';
import type { Content } from './content.ts';
import { FLOW, type FlowRows, Flows } from './flows.ts';
import { INTERVALS, SIZES } from './histogram.ts';
import { Pending, SIGN } from './pending.ts';
import { type SpreadRows, Spreads } from './spreads.ts';

/** Two rows of intervals a node. */
export const INTERVAL = { hello: 0, request: 1 } as const;

/** All that was counted, as arrays that can be handed to another thread. */
export interface StatisticRows {
  readonly flows: FlowRows;
  readonly claims: ClaimRows;
  readonly intervals: SpreadRows;
  readonly sizes: SpreadRows;
  readonly moreDatagrams: number;
  readonly moreBytes: number;
}

export class Statistics {
  readonly claims: Claims;
  /** Datagrams between ends that there was no room for, and their bytes. */
  moreDatagrams = 0;
  moreBytes = 0;
  readonly #flows: Flows;
  readonly #intervals: Spreads;
  readonly #sizes: Spreads;
  readonly #pending = new Pending();

  constructor(
    flows = new Flows(),
    claims = new Claims(),
    intervals = new Spreads(INTERVALS),
    sizes = new Spreads(SIZES),
  ) {
    this.#flows = flows;
    this.claims = claims;
    this.#intervals = intervals;
    this.#sizes = sizes;
  }

  get flows(): Flows {
    this.#settle();
    return this.#flows;
  }

  /** In microseconds; see `intervalRow`. */
  get intervals(): Spreads {
    this.#settle();
    return this.#intervals;
  }

  /** By node: Peer Addresses in a datagram that holds any. */
  get sizes(): Spreads {
    this.#settle();
    return this.#sizes;
  }

  /** Statistics that can be read, not added to. */
  static of({ flows, claims, intervals, sizes, moreDatagrams, moreBytes }: StatisticRows): Statistics {
    const all = new Statistics(
      Flows.of(flows),
      Claims.of(claims),
      Spreads.of(INTERVALS, intervals),
      Spreads.of(SIZES, sizes),
    );
    return Object.assign(all, { moreDatagrams, moreBytes });
  }

  get rows(): StatisticRows {
    const { flows, claims, intervals, sizes, moreDatagrams, moreBytes } = this;
    return {
      flows: flows.rows,
      claims: claims.rows,
      intervals: intervals.rows,
      sizes: sizes.rows,
      moreDatagrams,
      moreBytes,
    };
  }

  /** The flow between two ends; -1 if there is no room for it. */
  flow(source: Endpoint, destination: Endpoint): number {
    return this.#flows.between(source, destination);
  }

  /** The same for IPv4 ends, addresses as unsigned numbers. */
  flow4(source: number, sourcePort: number, destination: number, destinationPort: number): number {
    return this.#flows.of4(source, sourcePort, destination, destinationPort);
  }

  /** The number of the end that speaks in a flow. */
  sourceOf(flow: number): number {
    return this.#flows.sources[flow] ?? 0;
  }

  /** Counts what the content was read from: a datagram of the flow (-1: no room), at that microsecond or NaN. */
  add(flow: number, micros: number, content: Content): void {
    if (flow < 0) {
      this.moreDatagrams++;
      this.moreBytes += content.length;
      return;
    }
    if (content.addresses > 0) this.#claim(this.sourceOf(flow), content);
    this.#pending.add(flow, micros, content);
    if (this.#pending.isFull) this.#settle();
  }

  /** The row of a node's intervals. */
  intervalRow(node: number, kind: number): number {
    return node * 2 + kind;
  }

  /** Something of the flow was seen then; NaN: nobody knows when. */
  span(flow: number, micros: number): void {
    const { numbers } = this.#flows;
    const row = this.#flows.row(flow);
    if (Number.isNaN(micros)) return;
    // Of NaN, which stands for none yet, neither is true.
    if (!((numbers[row + FLOW.first] ?? 0) <= micros)) numbers[row + FLOW.first] = micros;
    if (!((numbers[row + FLOW.last] ?? 0) >= micros)) numbers[row + FLOW.last] = micros;
  }

  /**
   * A Hello or request of the flow, or some of them whose own intervals are counted already: the first and the last.
   * `firstAt` is the place of the first in the flow's numbers, behind which the last stands.
   */
  regular(flow: number, firstAt: number, kind: number, first: number, last: number): void {
    if (Number.isNaN(first)) return;
    const { numbers } = this.#flows;
    const at = this.#flows.row(flow) + firstAt;
    const before = numbers[at + 1] ?? 0;
    if (Number.isNaN(before)) numbers[at] = first;
    else if (first >= before)
      this.#intervals.add(this.intervalRow(this.sourceOf(flow), kind), first - before);
    numbers[at + 1] = last;
  }

  #claim(node: number, content: Content): void {
    if (this.claims.isOver(node)) return;
    content.eachAddress((address, port) => this.claims.add(node, address, port));
  }

  #settle(): void {
    const { size } = this.#pending;
    for (let i = 0; i < size; i++) this.#count(i);
    this.#pending.size = 0;
  }

  #count(pending: number): void {
    const { numbers } = this.#flows;
    const flow = this.#pending.flows[pending] ?? 0;
    const micros = this.#pending.times[pending] ?? 0;
    const addresses = this.#pending.addresses[pending] ?? 0;
    const signs = this.#pending.signs[pending] ?? 0;
    const row = this.#flows.row(flow);
    bump(numbers, row + FLOW.datagrams, 1);
    bump(numbers, row + FLOW.bytes, this.#pending.bytes[pending] ?? 0);
    this.span(flow, micros);
    if ((signs & SIGN.malformed) !== 0) bump(numbers, row + FLOW.malformed, 1);
    if ((signs & SIGN.hello) !== 0) {
      bump(numbers, row + FLOW.hellos, 1);
      this.regular(flow, FLOW.helloFirst, INTERVAL.hello, micros, micros);
    }
    if ((signs & SIGN.request) !== 0) {
      bump(numbers, row + FLOW.requests, 1);
      this.regular(flow, FLOW.requestFirst, INTERVAL.request, micros, micros);
    }
    if (addresses === 0) return;
    bump(numbers, row + FLOW.answers, 1);
    bump(numbers, row + FLOW.addresses, addresses);
    this.#sizes.add(this.sourceOf(flow), addresses);
  }
}

function bump(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
