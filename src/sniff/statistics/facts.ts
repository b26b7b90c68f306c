/**
 * What the statistics say, as rows of plain values: the JSON of `sniff --summary --json` has them as they are. They
 * hold all that is needed to add them to those of another part (absorb.ts). The largest come first; the order depends
 * on the numbers and names alone.
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Amount } from '../internal.ts';
import { FLOW } from './flows.ts';
import { microsText } from './micros.ts';
import { NodeTotals } from './node-totals.ts';
import { LazyRows, type Rows } from './rows.ts';
import type { Spread } from './spreads.ts';
import { INTERVAL, type Statistics } from './statistics.ts';

/** Datagrams with such a TLV. */
export interface Both {
  readonly sent: number;
  readonly received: number;
}

/** One end that sent or got a datagram of ours. Times are seconds since 1970 as decimal strings, of what it sent. */
export interface NodeFacts {
  readonly endpoint: Endpoint;
  readonly sent: Amount;
  readonly received: Amount;
  readonly first: string | null;
  readonly last: string | null;
  /** Of those it sent. */
  readonly malformed: number;
  readonly hellos: Both;
  readonly requests: Both;
  /** Datagrams with Peer Addresses; a long answer comes in several. */
  readonly answers: Both;
  /** Peer Addresses that it sent. */
  readonly addresses: number;
  /** From one Hello to the next to the same peer, of all peers; in microseconds. */
  readonly helloIntervalUs: Spread;
  readonly requestIntervalUs: Spread;
  /** Peer Addresses in an answer. */
  readonly answerAddresses: Spread;
  /** Whom it names in answers: `count` are in `peers`; `more`: there are others. */
  readonly claims: { readonly count: number; readonly more: boolean; readonly peers: readonly string[] };
}

/** Datagrams with such a TLV in one direction: how many, and when the first and the last in the order of the capture. */
export interface Regular {
  readonly datagrams: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** One direction of a conversation. */
export interface FlowFacts extends Amount {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly first: string | null;
  readonly last: string | null;
  readonly malformed: number;
  readonly hellos: Regular;
  readonly requests: Regular;
  readonly answers: number;
  readonly addresses: number;
}

/** What is beyond a bound: datagrams of conversations that are not kept, claims of any node, values in no bucket. */
export interface More extends Amount {
  readonly claims: boolean;
  readonly buckets: number;
}

export interface Facts {
  readonly nodes: Rows<NodeFacts>;
  readonly conversations: Rows<FlowFacts>;
  readonly more: More;
}

/** All that was counted. The rows are read from the statistics, to which nothing must be added until then. */
export function factsOf(statistics: Statistics): Facts {
  const { flows, claims, intervals, sizes, moreDatagrams: datagrams, moreBytes: bytes } = statistics;
  const totals = new NodeTotals(flows);
  const numbers = (at: number) => (flow: number) => flows.numbers[flows.row(flow) + at] ?? 0;
  return {
    nodes: new LazyRows(
      inOrder(
        flows.ends.size,
        (node) => totals.sent(node, FLOW.datagrams),
        (node) => totals.sent(node, FLOW.bytes),
        (node) => endpointText(flows.ends.endpoint(node)),
      ),
      (node) => nodeFacts(statistics, totals, node),
    ),
    conversations: new LazyRows(
      inOrder(flows.size, numbers(FLOW.datagrams), numbers(FLOW.bytes), (flow) => flowName(statistics, flow)),
      (flow) => flowFacts(statistics, flow),
    ),
    more: { datagrams, bytes, claims: claims.isFull, buckets: intervals.lost + sizes.lost },
  };
}

/** The numbers below `count`: those with the most datagrams first, then bytes; equal ones in the order of their names. */
function inOrder(
  count: number,
  datagrams: (one: number) => number,
  bytes: (one: number) => number,
  name: (one: number) => string,
): Uint32Array {
  const values = (of: (one: number) => number) => Float64Array.from({ length: count }, (_, one) => of(one));
  const [most, more] = [values(datagrams), values(bytes)];
  return Uint32Array.from({ length: count }, (_, one) => one).sort(
    (a, b) => (most[b] ?? 0) - (most[a] ?? 0) || (more[b] ?? 0) - (more[a] ?? 0) || compare(name(a), name(b)),
  );
}

/** One direction of a conversation. */
function flowFacts({ flows }: Statistics, flow: number): FlowFacts {
  const row = flows.row(flow);
  const number = (at: number): number => flows.numbers[row + at] ?? 0;
  const time = (at: number): string | null => microsText(number(at));
  const regular = (count: number, first: number, last: number): Regular => {
    return { datagrams: number(count), first: time(first), last: time(last) };
  };
  return {
    source: flows.ends.endpoint(flows.sources[flow] ?? 0),
    destination: flows.ends.endpoint(flows.destinations[flow] ?? 0),
    datagrams: number(FLOW.datagrams),
    bytes: number(FLOW.bytes),
    // Of most flows nobody asks for texts of times: made when they are read.
    get first() {
      return time(FLOW.first);
    },
    get last() {
      return time(FLOW.last);
    },
    malformed: number(FLOW.malformed),
    get hellos() {
      return regular(FLOW.hellos, FLOW.helloFirst, FLOW.helloLast);
    },
    get requests() {
      return regular(FLOW.requests, FLOW.requestFirst, FLOW.requestLast);
    },
    answers: number(FLOW.answers),
    addresses: number(FLOW.addresses),
  };
}

/** A node: what its flows add up to. */
function nodeFacts(statistics: Statistics, totals: NodeTotals, node: number): NodeFacts {
  const { flows, claims } = statistics;
  const both = (at: number): Both => ({ sent: totals.sent(node, at), received: totals.received(node, at) });
  const [datagrams, bytes] = [both(FLOW.datagrams), both(FLOW.bytes)];
  const time = (end: 0 | 1): string | null => microsText(totals.span(node)[end]);
  const intervals = (kind: number): Spread => statistics.intervals.of(statistics.intervalRow(node, kind));
  return {
    endpoint: flows.ends.endpoint(node),
    sent: { datagrams: datagrams.sent, bytes: bytes.sent },
    received: { datagrams: datagrams.received, bytes: bytes.received },
    // Texts and long lists, for which of most nodes nobody asks: made when they are read.
    get first() {
      return time(0);
    },
    get last() {
      return time(1);
    },
    malformed: totals.sent(node, FLOW.malformed),
    get hellos() {
      return both(FLOW.hellos);
    },
    get requests() {
      return both(FLOW.requests);
    },
    get answers() {
      return both(FLOW.answers);
    },
    addresses: totals.sent(node, FLOW.addresses),
    get helloIntervalUs() {
      return intervals(INTERVAL.hello);
    },
    get requestIntervalUs() {
      return intervals(INTERVAL.request);
    },
    get answerAddresses() {
      return statistics.sizes.of(node);
    },
    claims: {
      count: claims.kept[node] ?? 0,
      more: claims.hasMore(node),
      get peers() {
        return claims.peers(node).map(endpointText);
      },
    },
  };
}

function flowName({ flows }: Statistics, flow: number): string {
  const [source, destination] = [flows.sources[flow] ?? 0, flows.destinations[flow] ?? 0];
  return `${endpointText(flows.ends.endpoint(source))} ${endpointText(flows.ends.endpoint(destination))}`;
}

/** By code units, the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
