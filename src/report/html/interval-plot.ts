/**
 * The gaps between the Hellos that each peer got, one dot each, over the time of the run, and the band that protocol.md
 * (Hello timing) allows: a plot that shows a rhythm, a pause or a burst at a look.
 */
import { fromTarget } from '../../oracle/answer.ts';
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
const TOP_MS = 2500;

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

/** The picture, or null where nobody got enough Hellos. */
export function intervalPlot(series: readonly IntervalSeries[], id: string): string | null {
  const all = series.flatMap(({ gaps }) => gaps);
  if (all.length === 0) return null;
  const sorted = all.map(({ at }) => at).toSorted((a, b) => a - b);
  const [from = 0, to = 0] = [sorted[0], sorted.at(-1)];
  const x = (at: number): number => LEFT + ((at - from) / Math.max(to - from, 1)) * (WIDTH - LEFT - RIGHT);
  const y = (gap: number): number =>
    HEIGHT - BOTTOM - (Math.min(gap, TOP_MS) / TOP_MS) * (HEIGHT - TOP - BOTTOM);
  const shapes = series.flatMap(({ peer, gaps }) =>
    gaps.map(({ at, gap }) => {
      const text = `${peer}: ${(gap / 1000).toFixed(3)} s, at ${(at / 1000).toFixed(1)} s`;
      const kind = gap > BOUND.gap ? ' late' : '';
      return `<circle class="dot${kind}" cx="${px(x(at))}" cy="${px(y(gap))}" r="3"><title>${text}</title></circle>`;
    }),
  );
  const middle = `${(median(all.map(({ gap }) => gap)) / 1000).toFixed(3)} s`;
  const title = `gaps between Hellos: ${all.length} at ${series.length} peers, median ${middle}`;
  return svgDocument({
    id,
    title,
    description: `Dots between ${BOUND.meanLow / 1000} and ${BOUND.meanHigh / 1000} s are in the band; a gap over ${BOUND.gap / 1000} s is a fault. Median ${middle}.`,
    width: WIDTH,
    height: HEIGHT,
    colours: [
      { selector: '.band', property: 'fill', ink: INK.good },
      { selector: '.dot', property: 'fill', ink: INK.blue },
      { selector: '.late', property: 'fill', ink: INK.bad },
      { selector: '.limit', property: 'stroke', ink: INK.bad },
      { selector: '.axis', property: 'stroke', ink: INK.quiet },
      { selector: '.quiet', property: 'fill', ink: INK.quiet },
    ],
    rules: [
      ['.band', 'opacity:.15'],
      ['.limit', 'stroke-dasharray:6 4;fill:none'],
      ['.axis', 'fill:none'],
      ['.title', 'font-size:14px;font-weight:600'],
    ],
    body: [
      svgText(16, 24, title, 'class="title"'),
      svgText(
        16,
        42,
        'the band is where the mean of a series lies; above the dashed line is a fault',
        'class="quiet"',
      ),
      `<rect class="band" x="${LEFT}" y="${px(y(BOUND.meanHigh))}" width="${WIDTH - LEFT - RIGHT}" height="${px(y(BOUND.meanLow) - y(BOUND.meanHigh))}"/>`,
      `<path class="limit" d="M${LEFT},${px(y(BOUND.gap))}H${WIDTH - RIGHT}"/>`,
      `<path class="axis" d="M${LEFT},${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`,
      ...[0, 500, 1000, 1500, 2000, 2500].map((ms) =>
        svgText(LEFT - 8, y(ms) + 4, `${ms / 1000} s`, 'text-anchor="end" class="quiet"'),
      ),
      svgText(LEFT, HEIGHT - 12, `${(from / 1000).toFixed(0)} s after the start`, 'class="quiet"'),
      svgText(WIDTH - RIGHT, HEIGHT - 12, `${(to / 1000).toFixed(0)} s`, 'text-anchor="end" class="quiet"'),
      ...shapes,
    ],
  });
}
