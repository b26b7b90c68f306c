/** What an edge of who knows whom says, for pictures of any form. */
import type { GraphEdge, WhoKnowsWhom } from '../sniff/belief/who-knows-whom.ts';
import { countText } from './number-text.ts';

/** How an edge is drawn: by the strongest that holds. */
export const EDGE_KINDS = ['connected', 'may', 'greets', 'claims'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export const EDGE_MEANING: Readonly<Record<EdgeKind, string>> = {
  connected: 'must be connected',
  may: 'may be connected',
  greets: 'says Hello to it',
  claims: 'lists it',
};

export function edgeKind({ connected, greets }: GraphEdge): EdgeKind {
  if (connected !== 'no') return connected === 'must' ? 'connected' : 'may';
  return greets ? 'greets' : 'claims';
}

/** All that holds: `must be connected, lists it`. */
export function edgeText(edge: GraphEdge): string {
  const { connected, greets, claims } = edge;
  return [
    ...(connected === 'no' ? [] : [EDGE_MEANING[connected === 'must' ? 'connected' : 'may']]),
    ...(greets ? [EDGE_MEANING.greets] : []),
    ...(claims ? [EDGE_MEANING.claims] : []),
  ].join(', ');
}

/** `3 nodes, 4 edges; and 5 more nodes`. */
export function sizeText({ nodes, edges, more }: WhoKnowsWhom): string {
  const rest = more === 0 ? '' : `; and ${countText(more, 'more node')}`;
  return `${countText(nodes.length, 'node')}, ${countText(edges.length, 'edge')}${rest}`;
}

/** The same, and how many edges there are of each kind. */
export function graphText(graph: WhoKnowsWhom): string {
  const { edges } = graph;
  const kinds = EDGE_KINDS.flatMap((kind) => {
    const count = edges.filter((edge) => edgeKind(edge) === kind).length;
    return count === 0 ? [] : [`${count} "${EDGE_MEANING[kind]}"`];
  });
  return `${sizeText(graph)}${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`;
}
