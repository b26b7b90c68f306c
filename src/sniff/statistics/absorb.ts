/**
 * Adds the facts of a later part to statistics. What lies between the parts is added too: the interval from the last
 * Hello or request of a flow to its first in the later part.
 */
import { type Endpoint, parseEndpoint } from '../../wire/endpoint.ts';
import type { Claims } from './claims.ts';
import { type Facts, type FlowFacts, flowFacts, type NodeFacts } from './facts.ts';
import { FLOW } from './flows.ts';
import { parseMicros } from './micros.ts';
import { INTERVAL, type Statistics } from './statistics.ts';

export function absorb(statistics: Statistics, { nodes, conversations, more }: Facts): void {
  for (const flow of conversations) absorbFlow(statistics, flow);
  for (const node of nodes) absorbNode(statistics, node);
  statistics.moreDatagrams += more.datagrams;
  statistics.moreBytes += more.bytes;
  statistics.intervals.lost += more.buckets;
  if (more.claims) statistics.claims.isFull = true;
}

/** Adds later statistics that have met no bound; nothing is made for a node but names. */
export function addStatistics(statistics: Statistics, later: Statistics): void {
  const { flows, claims, intervals, sizes } = statistics;
  for (let flow = 0; flow < later.flows.size; flow++) absorbFlow(statistics, flowFacts(later, flow));
  for (let end = 0; end < later.flows.ends.size; end++) {
    const node = flows.ends.of(later.flows.ends.endpoint(end));
    for (const kind of Object.values(INTERVAL))
      intervals.addRow(statistics.intervalRow(node, kind), later.intervals, later.intervalRow(end, kind));
    sizes.addRow(node, later.sizes, end);
    absorbClaims(claims, node, later.claims.hasMore(end), later.claims.peers(end));
  }
  if (later.claims.isFull) claims.isFull = true;
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
  statistics.regular(
    flow,
    FLOW.helloFirst,
    INTERVAL.hello,
    micros(facts.hellos.first),
    micros(facts.hellos.last),
  );
  statistics.regular(
    flow,
    FLOW.requestFirst,
    INTERVAL.request,
    micros(facts.requests.first),
    micros(facts.requests.last),
  );
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
