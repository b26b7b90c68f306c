/**
 * Who knows whom as an SVG: the nodes on a circle, an arrow for each edge, bent so that there and back are two.
 * Pure; may stand inside of a page.
 */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { GraphEdge, GraphNode, WhoKnowsWhom } from '../sniff/belief/who-knows-whom.ts';
import { endpointText } from '../wire/endpoint.ts';
import {
  EDGE_KINDS,
  EDGE_MEANING,
  type EdgeKind,
  edgeKind,
  edgeText,
  graphText,
  sizeText,
} from './edge-words.ts';
import { arrowHead, INK, type Ink, type Placed, px, svgDocument, svgText } from './svg-document.ts';
import { xmlText } from './xml.ts';

const INKS: Readonly<Record<EdgeKind, Ink>> = {
  connected: INK.good,
  may: INK.doubtful,
  greets: INK.quiet,
  claims: INK.blue,
};
const STROKES: Readonly<Record<EdgeKind, string>> = {
  connected: 'stroke-width:2',
  may: 'stroke-width:1.5;stroke-dasharray:6 4',
  greets: 'stroke-width:1',
  claims: 'stroke-width:1;stroke-dasharray:1.5 3',
};

const RADIUS = 7;
// Room outside of the circle for an address with its port.
const LABEL = 165;
const HEAD = 56;
const LEGEND = 24;
/** With more nodes than that their names stand like rays. */
const LEVEL_NAMES = 10;
const RAY_WIDTH = 17;
/** How far an arrow is bent, of its length. */
const BEND = 0.14;

interface Place {
  readonly x: number;
  readonly y: number;
  /** 0 is to the right, and on clockwise. */
  readonly angle: number;
}

/** The picture; `title` says whose and when. */
export function graphSvg(graph: WhoKnowsWhom, title: string, placed: Placed = {}): string {
  const { id = 'who-knows-whom', lang = 'en' } = placed;
  const { nodes, edges } = graph;
  const circle = Math.max(130, (nodes.length * RAY_WIDTH) / (2 * Math.PI));
  const width = Math.max(2 * (circle + LABEL), 16 + 160 * EDGE_KINDS.length);
  const height = HEAD + 2 * (circle + (nodes.length > LEVEL_NAMES ? LABEL : 40)) + LEGEND;
  const centre = { x: width / 2, y: (height + HEAD - LEGEND) / 2 };
  const places = new Map(
    nodes.map(({ endpoint }, i) => {
      const angle = (2 * Math.PI * i) / nodes.length - Math.PI / 2;
      const place = { x: centre.x + circle * Math.cos(angle), y: centre.y + circle * Math.sin(angle), angle };
      return [endpointText(endpoint), place] as const;
    }),
  );
  return svgDocument({
    id,
    title,
    description: `${graphText(graph, lang)}.`,
    width: Math.ceil(width),
    height: Math.ceil(height),
    colours: [
      ...EDGE_KINDS.map((kind) => ({
        selector: `path.edge.${kind}`,
        property: 'stroke' as const,
        ink: INKS[kind],
      })),
      ...EDGE_KINDS.map((kind) => ({
        selector: `.head.${kind}`,
        property: 'fill' as const,
        ink: INKS[kind],
      })),
      { selector: '.node', property: 'stroke', ink: INK.text },
      { selector: '.node', property: 'fill', ink: INK.paper },
    ],
    rules: [
      ['path.edge', 'fill:none'],
      ...EDGE_KINDS.map((kind) => [`path.edge.${kind}`, STROKES[kind]] as const),
      ['.node', 'stroke-width:1.5'],
      ['.node.unheard', 'stroke-dasharray:3 2'],
    ],
    body: [
      `<defs>${EDGE_KINDS.map((kind) => arrowHead(`${id}-${kind}`, kind)).join('')}</defs>`,
      svgText(16, 42, sizeText(graph, lang), 'class="quiet"'),
      ...edges.map((edge) => edgeElement(edge, places, id, lang)),
      ...nodes.map((node) => nodeElement(node, places, nodes.length > LEVEL_NAMES, lang)),
      ...legend(edges, id, height - LEGEND / 2, lang),
    ],
  });
}

function edgeElement(
  edge: GraphEdge,
  places: ReadonlyMap<string, Place>,
  id: string,
  lang: Language,
): string {
  const [source, target] = [endpointText(edge.from), endpointText(edge.to)];
  const [from, to] = [places.get(source), places.get(target)];
  if (from === undefined || to === undefined) return '';
  const kind = edgeKind(edge);
  const text = xmlText(
    tell(lang, '{name}: {text}', { name: `${source} → ${target}`, text: edgeText(edge, lang) }),
  );
  const shape = source === target ? loop(from) : bow(from, to);
  return `<path class="edge ${kind}" d="${shape}" marker-end="url(#${id}-${kind})"><title>${text}</title></path>`;
}

/** From rim to rim, bent to the left. */
function bow(from: Place, to: Place): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = { x: (from.x + to.x) / 2 + dy * BEND, y: (from.y + to.y) / 2 - dx * BEND };
  const start = towards(from, bend, RADIUS + 1);
  const end = towards(to, bend, RADIUS + 2);
  return `M${px(start.x)},${px(start.y)}Q${px(bend.x)},${px(bend.y)} ${px(end.x)},${px(end.y)}`;
}

/** Of a node that names itself: inwards and back. */
function loop(at: Place): string {
  const corner = (turn: number, far: number) =>
    `${px(at.x - far * Math.cos(at.angle + turn))},${px(at.y - far * Math.sin(at.angle + turn))}`;
  return `M${corner(0.5, RADIUS + 1)}C${corner(0.5, 38)} ${corner(-0.5, 38)} ${corner(-0.5, RADIUS + 2)}`;
}

function towards(from: Place, to: { readonly x: number; readonly y: number }, far: number) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * far) / length, y: from.y + ((to.y - from.y) * far) / length };
}

function nodeElement(
  { endpoint, heard }: GraphNode,
  places: ReadonlyMap<string, Place>,
  rays: boolean,
  lang: Language,
): string {
  const name = endpointText(endpoint);
  const place = places.get(name);
  if (place === undefined) return '';
  const { x, y } = place;
  const text = xmlText(
    heard ? name : tell(lang, '{name}: {text}', { name, text: tell(lang, 'nothing from it was captured') }),
  );
  const circle = `<circle class="node${heard ? '' : ' unheard'}" cx="${px(x)}" cy="${px(y)}" r="${RADIUS}"><title>${text}</title></circle>`;
  return `${circle}${rays ? ray(place, name) : level(place, name)}`;
}

function level({ x, y, angle }: Place, name: string): string {
  const side = Math.cos(angle);
  // At the top and at the bottom there is room above and below.
  if (Math.abs(side) < 0.2)
    return svgText(x, y + (Math.sin(angle) < 0 ? -14 : 24), name, 'text-anchor="middle"');
  return svgText(x + Math.sign(side) * 13, y + 4, name, side < 0 ? 'text-anchor="end"' : '');
}

function ray({ x, y, angle }: Place, name: string): string {
  const left = Math.cos(angle) < -1e-9;
  const degrees = (angle * 180) / Math.PI + (left ? 180 : 0);
  const turn = `transform="rotate(${px(degrees)} ${px(x)} ${px(y)})"`;
  return svgText(x + (left ? -13 : 13), y + 4, name, left ? `text-anchor="end" ${turn}` : turn);
}

/** The kinds of arrows that there are. */
function legend(edges: readonly GraphEdge[], id: string, y: number, lang: Language): string[] {
  const kinds = EDGE_KINDS.filter((kind) => edges.some((edge) => edgeKind(edge) === kind));
  return kinds.flatMap((kind, i) => {
    const x = 16 + 160 * i;
    const line = `<path class="edge ${kind}" d="M${x},${px(y)}h24" marker-end="url(#${id}-${kind})"/>`;
    return [line, svgText(x + 32, y + 4, tell(lang, EDGE_MEANING[kind]), 'class="quiet"')];
  });
}
