/**
 * Who knows whom, as a graph: an edge leads from a node to an address that it shows to know, or must or may hold
 * connected. Bounded: of more nodes than MAX_NODES those with the most edges are kept.
 */
import { addressNumber, type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Bound } from './belief-event.ts';
import type { NodeBelief, PeerBelief } from './snapshot.ts';

export interface GraphNode {
  readonly endpoint: Endpoint;
  /** It sent something itself. */
  readonly heard: boolean;
}

/** What `from` has to do with `to`. */
export interface GraphEdge {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly connected: Bound;
  /** `from` says Hello to it. */
  readonly greets: boolean;
  /** `from` names it in its lists. */
  readonly claims: boolean;
}

export interface WhoKnowsWhom {
  /** In the order of their addresses. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Nodes that are left out, with their edges. */
  readonly more: number;
}

const MAX_NODES = 100;

/** The graph of a state; Hellos and lists from before `since` do not count. */
export function whoKnowsWhom(state: readonly NodeBelief[], since: number): WhoKnowsWhom {
  const edges = state.flatMap(({ node, peers }) =>
    peers.flatMap((peer): GraphEdge[] => {
      const edge = edgeOf(node, peer, since);
      return edge.connected === 'no' && !edge.greets && !edge.claims ? [] : [edge];
    }),
  );
  const degrees = new Map<string, number>();
  for (const { from, to } of edges)
    for (const end of [from, to]) degrees.set(endpointText(end), (degrees.get(endpointText(end)) ?? 0) + 1);
  const heard = new Set(state.flatMap((one) => (one.heard === null ? [] : [endpointText(one.node)])));
  const all = new Map(
    [...state.map(({ node }) => node), ...edges.map(({ to }) => to)].map((one) => [endpointText(one), one]),
  );
  const ranked = [...all]
    .filter(([key]) => heard.has(key) || degrees.has(key))
    .map(([key, endpoint]) => ({ key, endpoint, degree: degrees.get(key) ?? 0, place: placeOf(endpoint) }))
    .sort((a, b) => b.degree - a.degree || a.place - b.place);
  const nodes = ranked.slice(0, MAX_NODES).sort((a, b) => a.place - b.place);
  const kept = new Set(nodes.map(({ key }) => key));
  return {
    nodes: nodes.map(({ key, endpoint }) => ({ endpoint, heard: heard.has(key) })),
    edges: edges.filter(({ from, to }) => kept.has(endpointText(from)) && kept.has(endpointText(to))),
    more: ranked.length - kept.size,
  };
}

function edgeOf(from: Endpoint, belief: PeerBelief, since: number): GraphEdge {
  const { peer: to, connected, greetedAt, claimedAt } = belief;
  return {
    from,
    to,
    connected,
    greets: greetedAt !== null && greetedAt >= since,
    claims: claimedAt !== null && claimedAt >= since,
  };
}

/** Among all endpoints, by address and port. There may be tens of thousands: texts take long to compare. */
function placeOf({ address, port }: Endpoint): number {
  return (addressNumber(address) ?? 0) * 0x10000 + port;
}
