/** Who knows whom in the language of graphviz: `dot -Tsvg`, `neato`. Pure. */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { GraphEdge, WhoKnowsWhom } from '../sniff/belief/who-knows-whom.ts';
import { endpointText } from '../wire/endpoint.ts';
import { type EdgeKind, edgeKind, edgeText, graphText } from './edge-words.ts';
import { escapeText } from './escape.ts';

const STYLES: Readonly<Record<EdgeKind, string>> = {
  connected: 'style=solid, penwidth=2, color=darkgreen',
  may: 'style=dashed, color=darkgoldenrod4',
  greets: 'style=solid, color=gray40',
  claims: 'style=dotted, color=blue3',
};

/** The graph; each edge has what it says as its tooltip. */
export function graphDot(graph: WhoKnowsWhom, title: string, lang: Language = 'en'): string {
  return [
    'digraph "who knows whom" {',
    `  graph [label=${dotText(`${title}\n${graphText(graph, lang)}`)}, layout=circo];`,
    '  node [shape=box, fontname=monospace];',
    ...graph.nodes.map(({ endpoint, heard }) => {
      const more = heard
        ? ''
        : ` [style=dashed, tooltip=${dotText(tell(lang, 'nothing from it was captured'))}]`;
      return `  ${dotText(endpointText(endpoint))}${more};`;
    }),
    ...graph.edges.map((edge) => edgeLine(edge, lang)),
    '}',
    '',
  ].join('\n');
}

function edgeLine(edge: GraphEdge, lang: Language): string {
  const [from, to] = [dotText(endpointText(edge.from)), dotText(endpointText(edge.to))];
  return `  ${from} -> ${to} [${STYLES[edgeKind(edge)]}, tooltip=${dotText(edgeText(edge, lang))}];`;
}

/** A quoted text: backslashes stay themselves, lines are `\n`. */
function dotText(text: string): string {
  const lines = text.split('\n').map((line) => escapeText(line).replace(/["\\]/g, '\\$&'));
  return `"${lines.join('\\n')}"`;
}
