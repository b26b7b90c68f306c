/**
 * Adds the facts of a later part to statistics. What lies between the parts is added too: the interval from the last
 * Hello or request of a flow to its first in the later part.
 */
import { type Endpoint, parseEndpoint } from '../../wire/endpoint.ts';
import type { Claims } from './claims.ts';
import type { Facts, FlowFacts, NodeFacts } from './facts.ts';
import { FLOW } from './flows.ts';
import { parseMicros } from './micros.ts';
import { HELLOS, INTERVAL, REQUESTS, type Statistics } from './statistics.ts';

export function absorb(statistics: Statistics, { nodes, conversations, more }: Facts): void {
  for (const flow of conversations) absorbFlow(statistics, flow);
  for (const node of nodes) absorbNode(statistics, node);
  statistics.moreDatagrams += more.datagrams;
  statistics.moreBytes += more.bytes;
  statistics.intervals.lost += more.buckets;
  if (more.claims) statistics.claims.isFull = true;
}

function absorbFlow(statistics: Statistics, facts: FlowFacts): void {
  const { flows } = statistics;
  const flow = flows.between(facts.source, facts.destination);
  if (flow < 0) {
    statistics.moreDatagrams += facts.datagrams;
    statistics.moreBytes += facts.bytes;
    return;
  }
  const row = flows.row(flow);
  const counts: readonly (readonly [at: number, count: number])[] = [
    [FLOW.datagrams, facts.datagrams],
    [FLOW.bytes, facts.bytes],
    [FLOW.malformed, facts.malformed],
    [FLOW.hellos, facts.hellos.datagrams],
    [FLOW.requests, facts.requests.datagrams],
    [FLOW.answers, facts.answers],
    [FLOW.addresses, facts.addresses],
  ];
  for (const [at, count] of counts) flows.numbers[row + at] = (flows.numbers[row + at] ?? 0) + count;
  statistics.span(flow, micros(facts.first));
  statistics.span(flow, micros(facts.last));
  statistics.regular(flow, HELLOS, micros(facts.hellos.first), micros(facts.hellos.last));
  statistics.regular(flow, REQUESTS, micros(facts.requests.first), micros(facts.requests.last));
}

function absorbNode(statistics: Statistics, facts: NodeFacts): void {
  const { claims, intervals, sizes } = statistics;
  const node = statistics.flows.ends.known(facts.endpoint);
  // Its flows found no room.
  if (node === null) return;
  intervals.absorb(statistics.intervalRow(node, INTERVAL.hello), facts.helloIntervalUs);
  intervals.absorb(statistics.intervalRow(node, INTERVAL.request), facts.requestIntervalUs);
  sizes.absorb(node, facts.answerAddresses);
  const peers = facts.claims.peers.flatMap((text) => parseEndpoint(text) ?? []);
  absorbClaims(claims, node, facts.claims.more, peers);
}

function absorbClaims(claims: Claims, node: number, more: boolean, peers: readonly Endpoint[]): void {
  for (const peer of peers) if (!claims.isOver(node)) claims.addPeer(node, peer);
  if (more && !claims.isFull) claims.setMore(node);
}

/** What is no time was refused when it was read. */
function micros(text: string | null): number {
  return parseMicros(text) ?? Number.NaN;
}
