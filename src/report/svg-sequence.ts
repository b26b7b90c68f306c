/**
 * Messages as an SVG: a lifeline for each end in the order in which they come up, an arrow for each datagram. Pure;
 * may stand inside of a page.
 */
import type { Language } from '../lang/language.ts';
import { counted, grouped, inWords, tell } from '../lang/sentence.ts';
import type { Message } from '../sniff/message-list.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { endText } from './end-text.ts';
import { messageClass, messageLabel, messageTime } from './message-label.ts';
import { arrowHead, INK, LETTER, type Placed, px, svgDocument, svgText } from './svg-document.ts';
import { xmlText } from './xml.ts';

const TIMES = 150;
/** Of a lifeline, and so that the names of two stand beside each other: those of IPv6 are long. */
const COLUMN = 190;
const BETWEEN = 24;
const BOLD = 8;
const ROW = 30;
const HEAD = 84;
const KINDS = ['right', 'wrong', 'other'] as const;

/** Messages, and how many more there are that are not shown. */
export interface Messages {
  readonly messages: readonly Message[];
  readonly more: number;
}

/** The picture; `title` says whose and when. */
export function sequenceSvg(all: Messages, title: string, zone: Zone, placed: Placed = {}): string {
  const { id = 'sequence', lang = 'en' } = placed;
  const { messages, more } = all;
  const ends = endsOf(messages);
  const count = counted(messages.length, 'message');
  const column = ends.reduce((most, end) => Math.max(most, end.length * BOLD + BETWEEN), COLUMN);
  const columns = new Map(ends.map((end, i) => [end, TIMES + column * (i + 0.5)]));
  const width = TIMES + column * Math.max(2, ends.length);
  const foot = HEAD + ROW * messages.length;
  return svgDocument({
    id,
    title,
    description: `${tell(lang, '{messages} between {ends}', { messages: count, ends: counted(ends.length, 'end') })}${andMore(more, lang)}.`,
    width,
    height: foot + (more > 0 ? 56 : 32),
    colours: [
      { selector: '.line', property: 'stroke', ink: INK.quiet },
      { selector: '.arrow.right', property: 'stroke', ink: INK.blue },
      { selector: '.head.right', property: 'fill', ink: INK.blue },
      { selector: '.arrow.wrong', property: 'stroke', ink: INK.bad },
      { selector: '.head.wrong', property: 'fill', ink: INK.bad },
      { selector: 'text.wrong', property: 'fill', ink: INK.bad },
      { selector: '.arrow.other', property: 'stroke', ink: INK.quiet },
      { selector: '.head.other', property: 'fill', ink: INK.quiet },
      { selector: 'text.other', property: 'fill', ink: INK.quiet },
      // A lifeline ends behind a label.
      { selector: '.label', property: 'stroke', ink: INK.paper },
    ],
    rules: [
      ['.line', 'stroke-dasharray:2 4'],
      ['.arrow', 'fill:none;stroke-width:1.5'],
      ['.label', 'paint-order:stroke;stroke-width:4px;stroke-linejoin:round'],
      ['.end', 'font-weight:600'],
    ],
    body: [
      `<defs>${KINDS.map((kind) => arrowHead(`${id}-${kind}`, kind)).join('')}</defs>`,
      svgText(16, 42, `${inWords(lang, count)}${andMore(more, lang)}`, 'class="quiet"'),
      ...[...columns].flatMap(([end, x]) => [
        svgText(x, HEAD - 18, end, 'class="end" text-anchor="middle"'),
        `<path class="line" d="M${px(x)},${HEAD - 10}V${foot + 12}"/>`,
      ]),
      ...messages.flatMap((message, i) =>
        messageElements(message, columns, HEAD + ROW * i + 22, { id, width, zone, lang }),
      ),
      ...(more > 0
        ? [
            svgText(
              16,
              foot + 40,
              tell(lang, 'and {more}', { more: counted(more, 'more message') }),
              'class="end"',
            ),
          ]
        : []),
    ],
  });
}

/** The ends, in the order in which they come up. */
export function endsOf(messages: readonly Message[]): string[] {
  return [...new Set(messages.flatMap(({ from, to }) => [endText(from), endText(to)]))];
}

/** `, and 12 more`, or nothing. */
export function andMore(more: number, lang: Language = 'en'): string {
  return more === 0 ? '' : tell(lang, ', and {count} more', { count: grouped(lang, more) });
}

interface Drawing {
  readonly id: string;
  readonly width: number;
  readonly zone: Zone;
  readonly lang: Language;
}

function messageElements(
  message: Message,
  columns: ReadonlyMap<string, number>,
  y: number,
  { id, width, zone, lang }: Drawing,
): string[] {
  const [source, target] = [endText(message.from), endText(message.to)];
  const [from = 0, to = 0] = [columns.get(source), columns.get(target)];
  const kind = messageClass(message);
  const label = messageLabel(message, lang);
  const half = (label.length * LETTER) / 2;
  const x = Math.max(TIMES + half - 16, Math.min(width - half - 8, (from + to) / 2));
  const shape = from === to ? `M${px(from)},${px(y - 4)}h26v10h-24` : `M${px(from)},${px(y)}H${px(to)}`;
  const text = xmlText(`${source} > ${target} ${label}`);
  return [
    svgText(16, y + 4, messageTime(message, zone), 'class="quiet"'),
    `<path class="arrow ${kind}" d="${shape}" marker-end="url(#${id}-${kind})"><title>${text}</title></path>`,
    svgText(x, y - 6, label, `class="label ${kind}" text-anchor="middle"`),
  ];
}
