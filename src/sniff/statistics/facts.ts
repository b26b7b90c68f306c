/**
 * What the statistics say, as rows of plain values: the JSON of `sniff --summary --json` has them as they are. They
 * hold all that is needed to add them to those of another part (absorb.ts). The largest come first; the order depends
 * on the numbers and names alone.
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Amount } from '../internal.ts';
import { FLOW } from './flows.ts';
import { microsText } from './micros.ts';
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
  readonly nodes: readonly NodeFacts[];
  readonly conversations: readonly FlowFacts[];
  readonly more: More;
}

/** All that was counted. */
export function factsOf(statistics: Statistics): Facts {
  const conversations = Array.from({ length: statistics.flows.size }, (_, flow) =>
    flowFacts(statistics, flow),
  );
  const { claims, intervals, sizes, moreDatagrams: datagrams, moreBytes: bytes } = statistics;
  return {
    nodes: nodeFacts(statistics, conversations),
    conversations: conversations.sort(
      (a, b) => b.datagrams - a.datagrams || b.bytes - a.bytes || compare(flowName(a), flowName(b)),
    ),
    more: { datagrams, bytes, claims: claims.isFull, buckets: intervals.lost + sizes.lost },
  };
}

/** One direction of a conversation. */
export function flowFacts({ flows }: Statistics, flow: number): FlowFacts {
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
    first: time(FLOW.first),
    last: time(FLOW.last),
    malformed: number(FLOW.malformed),
    hellos: regular(FLOW.hellos, FLOW.helloFirst, FLOW.helloLast),
    requests: regular(FLOW.requests, FLOW.requestFirst, FLOW.requestLast),
    answers: number(FLOW.answers),
    addresses: number(FLOW.addresses),
  };
}

/** By the number of a node: what its flows add up to. */
function nodeFacts(statistics: Statistics, byFlow: readonly FlowFacts[]): NodeFacts[] {
  const { flows, claims } = statistics;
  const ends = Array.from({ length: flows.ends.size }, () => ({
    sent: [] as number[],
    received: [] as number[],
  }));
  for (let flow = 0; flow < flows.size; flow++) {
    ends[flows.sources[flow] ?? 0]?.sent.push(flow);
    ends[flows.destinations[flow] ?? 0]?.received.push(flow);
  }
  const nodes = ends.map((mine, node): NodeFacts => {
    const [sent, received] = [rowsAt(byFlow, mine.sent), rowsAt(byFlow, mine.received)];
    const both = (count: (flow: FlowFacts) => number): Both => {
      return { sent: total(sent, count), received: total(received, count) };
    };
    const intervals = (kind: number): Spread => statistics.intervals.of(statistics.intervalRow(node, kind));
    return {
      endpoint: flows.ends.endpoint(node),
      sent: amount(sent),
      received: amount(received),
      ...span(
        flows.numbers,
        mine.sent.map((flow) => flows.row(flow)),
      ),
      malformed: total(sent, (flow) => flow.malformed),
      hellos: both((flow) => flow.hellos.datagrams),
      requests: both((flow) => flow.requests.datagrams),
      answers: both((flow) => flow.answers),
      addresses: total(sent, (flow) => flow.addresses),
      // Long lists, and of most nodes nobody asks for them: made when they are read.
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
        count: claims.kept(node),
        more: claims.hasMore(node),
        get peers() {
          return claims.peers(node).map(endpointText);
        },
      },
    };
  });
  return nodes.sort(
    (a, b) =>
      b.sent.datagrams - a.sent.datagrams ||
      b.sent.bytes - a.sent.bytes ||
      compare(endpointText(a.endpoint), endpointText(b.endpoint)),
  );
}

function span(numbers: Float64Array, rows: readonly number[]): Pick<NodeFacts, 'first' | 'last'> {
  let [first, last] = [Number.NaN, Number.NaN];
  for (const row of rows) {
    const [from, to] = [numbers[row + FLOW.first] ?? 0, numbers[row + FLOW.last] ?? 0];
    if (!(first <= from)) first = Number.isNaN(from) ? first : from;
    if (!(last >= to)) last = Number.isNaN(to) ? last : to;
  }
  return { first: microsText(first), last: microsText(last) };
}

function rowsAt(flows: readonly FlowFacts[], places: readonly number[]): FlowFacts[] {
  return places.flatMap((place) => flows[place] ?? []);
}

function total(flows: readonly FlowFacts[], count: (flow: FlowFacts) => number): number {
  return flows.reduce((sum, flow) => sum + count(flow), 0);
}

function amount(flows: readonly FlowFacts[]): Amount {
  return { datagrams: total(flows, (flow) => flow.datagrams), bytes: total(flows, (flow) => flow.bytes) };
}

function flowName({ source, destination }: FlowFacts): string {
  return `${endpointText(source)} ${endpointText(destination)}`;
}

/** By code units, the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
