/**
 * The gaps between the Hellos that each peer got, one dot each, over the time of the run, and the band that protocol.md
 * (Hello timing) allows: a plot that shows a rhythm, a pause or a burst at a look.
 */
import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import { type Quantity, quantity } from '../../lang/value.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { largest } from '../../oracle/ascending.ts';
import { BOUND, median } from '../../oracle/schedule.ts';
import type { Trace } from '../../oracle/trace.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { INK, px, svgDocument, svgText } from '../svg-document.ts';

export interface IntervalSeries {
  readonly peer: string;
  /** When a Hello came and how long after the one before it, in ms since the start of the target. */
  readonly gaps: readonly { readonly at: number; readonly gap: number }[];
}

// Fewer show no rhythm; more are one on another.
const LEAST_GAPS = 4;
const MOST_SERIES = 6;
const WIDTH = 640;
const HEIGHT = 260;
const LEFT = 56;
const TOP = 58;
const BOTTOM = 36;
const RIGHT = 16;
// The scale has so many steps: the smallest that are enough for the longest gap.
const TICKS = 5;
const STEPS_MS = [500, 1000, 2000, 4000] as const;

/** Of the peers that got the most Hellos. */
export function intervalSeries(trace: Trace): IntervalSeries[] {
  const begin = trace.startedAt ?? trace.events[0]?.at ?? 0;
  const times = new Map<string, number[]>();
  for (const { hello, at, event } of fromTarget(trace)) {
    if (!hello) continue;
    const peer = endpointText(event.to);
    const own = times.get(peer);
    if (own === undefined) times.set(peer, [at]);
    else own.push(at);
  }
  return [...times]
    .map(([peer, all]) => ({
      peer,
      gaps: all.slice(1).map((at, i) => ({ at: at - begin, gap: at - (all[i] ?? at) })),
    }))
    .filter(({ gaps }) => gaps.length >= LEAST_GAPS)
    .toSorted((a, b) => b.gaps.length - a.gaps.length)
    .slice(0, MOST_SERIES);
}

function seconds(ms: number, digits: number): Quantity {
  return quantity(ms / 1000, digits, 's');
}

/** The picture, or null where nobody got enough Hellos. */
export function intervalPlot(
  series: readonly IntervalSeries[],
  id: string,
  lang: Language = 'en',
): string | null {
  const all = series.flatMap(({ gaps }) => gaps);
  if (all.length === 0) return null;
  const sorted = all.map(({ at }) => at).toSorted((a, b) => a - b);
  const [from = 0, to = 0] = [sorted[0], sorted.at(-1)];
  const x = (at: number): number => LEFT + ((at - from) / Math.max(to - from, 1)) * (WIDTH - LEFT - RIGHT);
  const longest = largest(all.map(({ gap }) => gap));
  const step = STEPS_MS.find((one) => TICKS * one >= longest) ?? STEPS_MS[3];
  const top = TICKS * step;
  const y = (gap: number): number => HEIGHT - BOTTOM - (Math.min(gap, top) / top) * (HEIGHT - TOP - BOTTOM);
  const shapes = series.flatMap(({ peer, gaps }) =>
    gaps.map(({ at, gap }) => {
      const text = tell(lang, '{peer}: {gap}, at {at}', { peer, gap: seconds(gap, 3), at: seconds(at, 1) });
      const kind = gap > BOUND.gap ? ' late' : '';
      return `<circle class="dot${kind}" cx="${px(x(at))}" cy="${px(y(gap))}" r="3"><title>${text}</title></circle>`;
    }),
  );
  const middle = seconds(median(all.map(({ gap }) => gap)), 3);
  const title = tell(lang, 'gaps between Hellos: {gaps} at {peers} peers, median {middle}', {
    gaps: all.length,
    peers: series.length,
    middle,
  });
  return svgDocument({
    id,
    title,
    description: tell(
      lang,
      'Dots between {low} and {high} s are in the band; a gap over {gap} s is a fault. Median {middle}.',
      { low: BOUND.meanLow / 1000, high: BOUND.meanHigh / 1000, gap: BOUND.gap / 1000, middle },
    ),
    width: WIDTH,
    height: HEIGHT,
    colours: [
      { selector: '.band', property: 'fill', ink: INK.good },
      { selector: '.dot', property: 'fill', ink: INK.blue },
      { selector: '.late', property: 'fill', ink: INK.bad },
      { selector: '.limit', property: 'stroke', ink: INK.bad },
      { selector: '.axis', property: 'stroke', ink: INK.quiet },
    ],
    rules: [
      ['.band', 'opacity:.15'],
      ['.limit', 'stroke-dasharray:6 4;fill:none'],
      ['.axis', 'fill:none'],
    ],
    body: [
      svgText(
        16,
        42,
        tell(lang, 'the band is where the mean of a series lies; above the dashed line is a fault'),
        'class="quiet"',
      ),
      `<rect class="band" x="${LEFT}" y="${px(y(BOUND.meanHigh))}" width="${WIDTH - LEFT - RIGHT}" height="${px(y(BOUND.meanLow) - y(BOUND.meanHigh))}"/>`,
      `<path class="limit" d="M${LEFT},${px(y(BOUND.gap))}H${WIDTH - RIGHT}"/>`,
      `<path class="axis" d="M${LEFT},${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`,
      ...Array.from({ length: TICKS + 1 }, (_, i) => i * step).map((ms) =>
        svgText(
          LEFT - 8,
          y(ms) + 4,
          inWords(lang, seconds(ms, ms % 1000 === 0 ? 0 : 1)),
          'text-anchor="end" class="quiet"',
        ),
      ),
      svgText(
        LEFT,
        HEIGHT - 12,
        tell(lang, '{time} after the start', { time: seconds(from, 0) }),
        'class="quiet"',
      ),
      svgText(WIDTH - RIGHT, HEIGHT - 12, inWords(lang, seconds(to, 0)), 'text-anchor="end" class="quiet"'),
      ...shapes,
    ],
  });
}
