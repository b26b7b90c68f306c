/**
 * Named numbers as bars, one under another, as an SVG. Pure; may stand inside of a page.
 */
import { INK, px, svgDocument, svgText } from './svg-document.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What stands behind the bar. */
  readonly text: string;
}

const [NAMES, LONGEST, TEXT, ROW, HEAD] = [300, 220, 170, 26, 44];

/** The picture; the longest bar is the largest number. */
export function barsSvg(id: string, title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return svgDocument({
    id,
    title,
    description: bars.map(({ name, text }) => `${name}: ${text}`).join('; '),
    width: NAMES + LONGEST + TEXT,
    height: HEAD + ROW * bars.length + 12,
    colours: [{ selector: '.bar', property: 'fill', ink: INK.blue }],
    rules: [],
    body: [
      ...bars.flatMap(({ name, value, text }, i) => {
        const y = HEAD + ROW * i;
        const width = Math.max(1, (value / most) * LONGEST);
        return [
          svgText(NAMES - 10, y + 15, name, 'text-anchor="end"'),
          `<rect class="bar" x="${NAMES}" y="${y + 3}" width="${px(width)}" height="${ROW - 8}"/>`,
          svgText(NAMES + width + 8, y + 15, text),
        ];
      }),
    ],
  });
}
