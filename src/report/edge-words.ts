/** What an edge of who knows whom says, for pictures of any form. */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, tell } from '../lang/sentence.ts';
import type { GraphEdge, WhoKnowsWhom } from '../sniff/belief/who-knows-whom.ts';

/** How an edge is drawn: by the strongest that holds. */
export const EDGE_KINDS = ['connected', 'may', 'greets', 'claims'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export const EDGE_MEANING: Readonly<Record<EdgeKind, PlainPhrase>> = {
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
export function edgeText(edge: GraphEdge, lang: Language = 'en'): string {
  const { connected, greets, claims } = edge;
  const meanings = [
    ...(connected === 'no' ? [] : [EDGE_MEANING[connected === 'must' ? 'connected' : 'may']]),
    ...(greets ? [EDGE_MEANING.greets] : []),
    ...(claims ? [EDGE_MEANING.claims] : []),
  ];
  return meanings.map((text) => tell(lang, text)).join(', ');
}

/** `3 nodes, 4 edges; and 5 more nodes`. */
export function sizeText({ nodes, edges, more }: WhoKnowsWhom, lang: Language = 'en'): string {
  const size = { nodes: counted(nodes.length, 'node'), edges: counted(edges.length, 'edge') };
  return more === 0
    ? tell(lang, '{nodes}, {edges}', size)
    : tell(lang, '{nodes}, {edges}; and {more}', { ...size, more: counted(more, 'more node') });
}

/** The same, and how many edges there are of each kind. */
export function graphText(graph: WhoKnowsWhom, lang: Language = 'en'): string {
  const { edges } = graph;
  const kinds = EDGE_KINDS.flatMap((kind) => {
    const count = edges.filter((edge) => edgeKind(edge) === kind).length;
    return count === 0
      ? []
      : [tell(lang, '{count} "{meaning}"', { count, meaning: tell(lang, EDGE_MEANING[kind]) })];
  });
  const size = sizeText(graph, lang);
  return kinds.length > 0 ? tell(lang, '{name}: {text}', { name: size, text: kinds.join(', ') }) : size;
}
