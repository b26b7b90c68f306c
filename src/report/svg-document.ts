/**
 * An SVG document that stands alone or inside of a page: no script, nothing from elsewhere, its own style under its
 * own id, a title and a description for those who do not see it, and colours for light and for dark.
 */
import type { Language } from '../lang/language.ts';
import { xmlText } from './xml.ts';

/** A colour in light and in dark surroundings. Chosen to stand at 4.5:1 and more against `paper`. */
export interface Ink {
  readonly light: string;
  readonly dark: string;
}

export const INK = {
  paper: { light: '#ffffff', dark: '#0d1117' },
  text: { light: '#1f2328', dark: '#e6edf3' },
  quiet: { light: '#59636e', dark: '#9198a1' },
  good: { light: '#1a7f37', dark: '#3fb950' },
  doubtful: { light: '#9a6700', dark: '#d29922' },
  blue: { light: '#0969da', dark: '#4493f8' },
  bad: { light: '#cf222e', dark: '#ff7b72' },
} as const satisfies Record<string, Ink>;

/** A rule: what is selected, what of it is coloured, and with what. */
export interface Colour {
  readonly selector: string;
  readonly property: 'fill' | 'stroke';
  readonly ink: Ink;
}

export interface Picture {
  /** Unique in the page; letters, digits and dashes. Ids inside begin with it. */
  readonly id: string;
  /** Stands at the top, on the first 30 px. */
  readonly title: string;
  readonly description: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly colours: readonly Colour[];
  /** More style: rules of selector and declarations. */
  readonly rules: readonly (readonly [selector: string, declarations: string])[];
  /** Elements, already XML. */
  readonly body: readonly string[];
}

/** What a page says of a picture in it. */
export interface Placed {
  /** Unique in the page. */
  readonly id?: string;
  readonly lang?: Language;
}

/** How wide a letter is, about: at least so much for digits, dots and colons. */
export const LETTER = 7;

const TITLE = 'font-size:14px;font-weight:600';
const FONT = "font:12px ui-sans-serif,system-ui,'DejaVu Sans',sans-serif";

/** The document, with a line end. */
export function svgDocument(picture: Picture): string {
  const { id, title, description, width, height, body } = picture;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" ${size} role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${xmlText(title)}</title>`,
    `<desc id="${id}-desc">${xmlText(description)}</desc>`,
    `<style>${style(picture)}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    svgText(16, 24, title, 'class="title"'),
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function style({ id, colours, rules }: Picture): string {
  const all: readonly Colour[] = [
    { selector: '.paper', property: 'fill', ink: INK.paper },
    { selector: 'text', property: 'fill', ink: INK.text },
    { selector: '.quiet', property: 'fill', ink: INK.quiet },
    ...colours,
  ];
  const coloured = (shade: keyof Ink) =>
    all.map(({ selector, property, ink }) => `#${id} ${selector}{${property}:${ink[shade]}}`).join('');
  const fixed = [['text', FONT] as const, ['.title', TITLE] as const, ...rules].map(
    ([selector, text]) => `#${id} ${selector}{${text}}`,
  );
  return `${fixed.join('')}${coloured('light')}@media (prefers-color-scheme:dark){${coloured('dark')}}`;
}

/** A number of px with at most one digit behind the point. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text at a place; `more` are further attributes, already XML. */
export function svgText(x: number, y: number, text: string, more = ''): string {
  return `<text x="${px(x)}" y="${px(y)}"${more === '' ? '' : ` ${more}`}>${xmlText(text)}</text>`;
}

/** The head of an arrow, to be used by `marker-end`; the class gives it its colour. */
export function arrowHead(id: string, className: string): string {
  const box =
    'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"';
  return `<marker id="${id}" ${box} markerUnits="userSpaceOnUse"><path class="head ${className}" d="M0,0.5L8,4L0,7.5z"/></marker>`;
}
