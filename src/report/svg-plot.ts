/**
 * Curves over a common axis as an SVG. Pure; may stand inside of a page. Curves differ by their strokes, not by colour
 * alone.
 */
import type { Language } from '../lang/language.ts';
import { inWords, tell } from '../lang/sentence.ts';
import { INK, type Ink, px, svgDocument, svgText } from './svg-document.ts';
import { xmlText } from './xml.ts';

export interface Axis {
  readonly name: string;
  /** Of a tick. */
  readonly text: (value: number) => string;
  /** Logarithmic: only what is more than 0 is drawn. */
  readonly log?: boolean;
  /** It goes at least so far. */
  readonly to?: number;
}

export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly lang?: Language;
  readonly x: Axis;
  readonly y: Axis;
  /** At most MOST_CURVES. */
  readonly curves: readonly Curve[];
}

const STROKES: readonly { readonly ink: Ink; readonly dash: string }[] = [
  { ink: INK.blue, dash: 'none' },
  { ink: INK.doubtful, dash: '7 4' },
  { ink: INK.good, dash: '2 3' },
  { ink: INK.bad, dash: '10 3 2 3' },
];
export const MOST_CURVES = STROKES.length;

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT] = [640, 280, 76, 76, 44, 20];
const TICKS = 5;
// A dot for each point as long as they can be told apart.
const MOST_DOTS = 12;

/** The picture, or null where there is nothing to draw. */
export function plotSvg({ id, title, lang = 'en', x, y, curves }: Plot): string | null {
  const drawn = curves.slice(0, MOST_CURVES).map(({ name, points }) => ({
    name,
    points: points.filter(([a, b]) => (x.log !== true || a > 0) && (y.log !== true || b > 0)),
  }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const across = scaleOf(
    x,
    all.map(([a]) => a),
    LEFT,
    WIDTH - RIGHT,
  );
  const up = scaleOf(
    y,
    all.map(([, b]) => b),
    HEIGHT - BOTTOM,
    TOP,
  );
  return svgDocument({
    id,
    title,
    description: drawn.map((curve) => curveText(curve, x, y, lang)).join(inWords(lang, '; ')),
    width: WIDTH,
    height: HEIGHT,
    colours: [
      ...STROKES.flatMap(({ ink }, i) => [
        { selector: `path.curve-${i}`, property: 'stroke' as const, ink },
        { selector: `circle.curve-${i}`, property: 'fill' as const, ink },
      ]),
      { selector: '.axis', property: 'stroke', ink: INK.quiet },
    ],
    rules: [
      ...STROKES.map(
        ({ dash }, i) => [`path.curve-${i}`, `fill:none;stroke-width:2;stroke-dasharray:${dash}`] as const,
      ),
      ['.axis', 'fill:none'],
      ['.grid', 'fill:none;opacity:.25'],
    ],
    body: [
      ...legend(drawn),
      ...up.ticks.flatMap((value) => [
        `<path class="axis grid" d="M${LEFT},${px(up.at(value))}H${WIDTH - RIGHT}"/>`,
        svgText(LEFT - 8, up.at(value) + 4, y.text(value), 'text-anchor="end" class="quiet"'),
      ]),
      ...across.ticks.map((value) =>
        svgText(across.at(value), HEIGHT - BOTTOM + 18, x.text(value), 'text-anchor="middle" class="quiet"'),
      ),
      svgText(16, TOP - 10, y.name, 'class="quiet"'),
      svgText(WIDTH - RIGHT, HEIGHT - 8, x.name, 'text-anchor="end" class="quiet"'),
      `<path class="axis" d="M${LEFT},${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`,
      ...drawn.flatMap(({ name, points }, i) => {
        const places = points.map(([a, b]) => [px(across.at(a)), px(up.at(b))] as const);
        const line = places.map(([a, b], n) => `${n === 0 ? 'M' : 'L'}${a},${b}`).join('');
        return [
          `<path class="curve-${i}" d="${line}"><title>${xmlText(name)}</title></path>`,
          ...(points.length > MOST_DOTS
            ? []
            : points.map(([a, b], n) => {
                const [cx, cy] = places[n] ?? ['0', '0'];
                const text = xmlText(`${name}: ${x.text(a)}, ${y.text(b)}`);
                return `<circle class="curve-${i}" cx="${cx}" cy="${cy}" r="3.5"><title>${text}</title></circle>`;
              })),
        ];
      }),
    ],
  });
}

function legend(curves: readonly Curve[]): string[] {
  let x = 16;
  return curves.flatMap(({ name }, i) => {
    const begin = x;
    x += 52 + name.length * 7;
    return [`<path class="curve-${i}" d="M${begin},42h26"/>`, svgText(begin + 32, 46, name, 'class="quiet"')];
  });
}

/** For those who do not see it: where a curve begins, and where it ends. */
function curveText({ name, points }: Curve, x: Axis, y: Axis, lang: Language): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return tell(lang, '{name}: nothing', { name });
  return tell(lang, '{name}: {first} at {from}, {last} at {to}', {
    name,
    first: y.text(first[1]),
    from: x.text(first[0]),
    last: y.text(last[1]),
    to: x.text(last[0]),
  });
}

interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

function scaleOf(axis: Axis, values: readonly number[], from: number, to: number): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values, axis.to ?? Number.NEGATIVE_INFINITY)];
  if (axis.log === true) {
    const [low, high] = [Math.log10(least), Math.log10(Math.max(most, least * 1.01))];
    return {
      at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
      ticks: logTicks(least, most),
    };
  }
  const step = niceStep(most / TICKS);
  const end = Math.max(Math.ceil(most / step - 1e-9), 1) * step;
  return {
    at: (value) => from + (value / end) * (to - from),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step),
  };
}

/** 1, 2 or 5 by a power of ten, at least so much. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const found = [1, 2, 5].find((digit) => digit * power >= least * (1 - 1e-9));
  return (found ?? 10) * power;
}

/** Powers of ten between; where these are too few, 2 and 5 of them too. */
function logTicks(least: number, most: number): number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(most)) - Math.floor(Math.log10(least)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(least)) + i),
  );
  const between = (ticks: readonly number[]): number[] =>
    ticks.filter((tick) => tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9));
  const coarse = between(decades);
  return coarse.length > 2 ? coarse : between(decades.flatMap((tick) => [tick, 2 * tick, 5 * tick]));
}
