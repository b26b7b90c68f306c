/**
 * The gaps between the Hellos that each peer got, one dot each, over the time of the run, and the band that protocol.md
 * (Hello timing) allows: a plot that shows a rhythm, a pause or a burst at a look.
 */
import { fromTarget } from '../../oracle/answer.ts';
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
/** Protocol.md: the mean of a series lies in between, and no gap is longer than the last. */
const BAND = { low: 800, high: 1250, most: 1900 } as const;
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
    times.set(peer, [...(times.get(peer) ?? []), at]);
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
  const [from, to] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))];
  const x = (at: number): number => LEFT + ((at - from) / Math.max(to - from, 1)) * (WIDTH - LEFT - RIGHT);
  const y = (gap: number): number =>
    HEIGHT - BOTTOM - (Math.min(gap, TOP_MS) / TOP_MS) * (HEIGHT - TOP - BOTTOM);
  const shapes = series.flatMap(({ peer, gaps }, i) =>
    gaps.map(({ at, gap }) => {
      const text = `${peer}: ${(gap / 1000).toFixed(3)} s, at ${(at / 1000).toFixed(1)} s`;
      const kind = gap > BAND.most ? 'late' : `s${i % MOST_SERIES}`;
      return `<circle class="dot ${kind}" cx="${px(x(at))}" cy="${px(y(gap))}" r="3"><title>${text}</title></circle>`;
    }),
  );
  const median = medianOf(all.map(({ gap }) => gap));
  const title = `gaps between Hellos: ${all.length} at ${series.length} peers, median ${(median / 1000).toFixed(3)} s`;
  return svgDocument({
    id,
    title,
    description: `Dots between 0.8 and 1.25 s are in the band; a gap over 1.9 s is a fault. Median ${(median / 1000).toFixed(3)} s.`,
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
      `<rect class="band" x="${LEFT}" y="${px(y(BAND.high))}" width="${WIDTH - LEFT - RIGHT}" height="${px(y(BAND.low) - y(BAND.high))}"/>`,
      `<path class="limit" d="M${LEFT},${px(y(BAND.most))}H${WIDTH - RIGHT}"/>`,
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

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
