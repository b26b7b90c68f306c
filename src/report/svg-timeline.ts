/**
 * Who must and may be connected to whom over the time of a capture, a lane for each pair, as an SVG. Pure; may stand
 * inside of a page.
 */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, tell } from '../lang/sentence.ts';
import type { Lane, Span } from '../sniff/belief/lanes.ts';
import { endpointText } from '../wire/endpoint.ts';
import { clockAt, type Dial, lapse } from './belief-time.ts';
import { INK, LETTER, px, svgDocument, svgText } from './svg-document.ts';
import { andMore } from './svg-sequence.ts';
import { xmlText } from './xml.ts';

const [BARS, LEFT, RIGHT, HEAD, ROW] = [576, 16, 24, 78, 20];
/** Between a name and its bar. */
const GAP = 10;
const TICKS = 4;

export interface Timeline {
  readonly lanes: readonly Lane[];
  /** Pairs that have no lane. */
  readonly more: number;
  /** In ms from the first packet. */
  readonly end: number;
}

/** The picture; null if nobody is connected to anybody. */
export function timelineSvg(
  { lanes, more, end }: Timeline,
  dial: Dial,
  lang: Language = 'en',
): string | null {
  if (lanes.length === 0) return null;
  const foot = HEAD + ROW * lanes.length;
  const letters = lanes.reduce((most, lane) => Math.max(most, laneName(lane).length), 0);
  const start = LEFT + letters * LETTER + GAP;
  const x = (at: number): number => start + (Math.max(at, 0) / Math.max(end, 1)) * BARS;
  const title = tell(lang, 'who is connected to whom, and when');
  const figures = {
    pairs: counted(lanes.length, 'pair'),
    rest: andMore(more, lang),
    time: lapse(end, lang),
  };
  return svgDocument({
    id: 'timeline',
    title,
    description: tell(lang, '{pairs}{rest}, over {time}.', figures),
    width: start + BARS + RIGHT,
    height: foot + 44,
    colours: [
      { selector: '.must', property: 'fill', ink: INK.good },
      { selector: '.may', property: 'stroke', ink: INK.doubtful },
      { selector: '.dead', property: 'stroke', ink: INK.bad },
      { selector: '.axis', property: 'stroke', ink: INK.quiet },
    ],
    rules: [
      ['.may', 'fill:none;stroke-width:1.5;stroke-dasharray:4 3'],
      ['.dead', 'fill:none;stroke-width:2'],
      ['.axis', 'fill:none;opacity:.3'],
    ],
    body: [
      ...legend(lang),
      ...Array.from({ length: TICKS + 1 }, (_, i) => (end * i) / TICKS).flatMap((at, i) => [
        `<path class="axis" d="M${px(x(at))},${HEAD - 6}V${foot}"/>`,
        svgText(
          x(at),
          foot + 18,
          clockAt(dial, at),
          `text-anchor="${i === TICKS ? 'end' : 'middle'}" class="quiet"`,
        ),
      ]),
      ...lanes.flatMap((lane, i) => laneElements(lane, HEAD + ROW * i, x, { dial, lang })),
      ...(more === 0
        ? []
        : [
            svgText(
              LEFT,
              foot + 36,
              tell(lang, 'and {more}', { more: counted(more, 'more pair') }),
              'class="quiet"',
            ),
          ]),
    ],
  });
}

function legend(lang: Language): string[] {
  return [
    '<rect class="must" x="16" y="36" width="26" height="10"/>',
    svgText(48, 46, tell(lang, 'for sure'), 'class="quiet"'),
    '<rect class="may" x="116" y="36" width="26" height="10"/>',
    svgText(148, 46, tell(lang, 'perhaps'), 'class="quiet"'),
    '<path class="dead" d="M222,34v14"/>',
    svgText(232, 46, tell(lang, 'advertised though dead'), 'class="quiet"'),
  ];
}

function laneName({ node, peer }: Lane): string {
  return `${endpointText(node)} → ${endpointText(peer)}`;
}

function laneElements(
  lane: Lane,
  y: number,
  x: (at: number) => number,
  { dial, lang }: { readonly dial: Dial; readonly lang: Language },
): string[] {
  const { spans, advertised } = lane;
  const name = laneName(lane);
  const bar = ({ kind, from, to }: Span): string => {
    const figures = { name, what: tell(lang, KINDS[kind]), from: clockAt(dial, from), to: clockAt(dial, to) };
    const text = xmlText(tell(lang, '{name}: {what}, {from} to {to}', figures));
    const width = px(Math.max(x(to) - x(from), 1));
    return `<rect class="${kind}" x="${px(x(from))}" y="${y + 3}" width="${width}" height="${ROW - 8}"><title>${text}</title></rect>`;
  };
  const tick = (at: number): string => {
    const text = xmlText(
      tell(lang, '{name}: advertised though dead, {time}', { name, time: clockAt(dial, at) }),
    );
    return `<path class="dead" d="M${px(x(at))},${y + 1}v${ROW - 4}"><title>${text}</title></path>`;
  };
  return [svgText(x(0) - GAP, y + 13, name, 'text-anchor="end"'), ...spans.map(bar), ...advertised.map(tick)];
}

const KINDS: Readonly<Record<Span['kind'], PlainPhrase>> = {
  must: 'connected for sure',
  may: 'perhaps connected',
};
