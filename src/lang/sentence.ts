/**
 * Sentences for people, made in English where they are said and put into words at the very end.
 */
import { SINGULARS } from './english.ts';
import type { Noun, Phrase, PlainPhrase } from './french.ts';
import type { Language } from './language.ts';
import type { Counted, Sentence, Slots, Value, Values } from './value.ts';

type Filling<T extends string> = [Slots<T>] extends [never] ? [] : [Values<T>];

/** A sentence as data. One without French does not compile. */
export function sentence<T extends Phrase>(text: T, ...[values]: Filling<T>): Sentence {
  return { text, values: values ?? {} };
}

/** A text of which nobody knows here whether there is French of it: it is looked up when it is told. */
export function verbatim(text: string): Sentence {
  return { text, values: {} };
}

/** A sentence without figures may be given as its text. */
export type Message = PlainPhrase | Sentence;

export function asSentence(message: Message): Sentence {
  return typeof message === 'string' ? verbatim(message) : message;
}

export function counted(count: number, noun: Noun): Counted {
  return { count, noun };
}

/** Without anything between thousands. */
export function plainly(count: number, noun: Noun): Counted {
  return { count, noun, plain: true };
}

/** The same in words, at once. */
export function tell<T extends Phrase>(lang: Language, text: T, ...values: Filling<T>): string {
  return inWords(lang, sentence(text, ...values));
}

/** In words. A text alone is looked up: one that nobody knows, such as that of an older run, stays as it is. */
export function inWords(lang: Language, said: Value): string {
  if (typeof said === 'string') return template(lang, said, {});
  return typeof said === 'object' && 'text' in said
    ? template(lang, said.text, said.values)
    : valueInWords(lang, said);
}

function template(lang: Language, text: string, values: Sentence['values']): string {
  const words = (lang === 'fr' ? french(text, values) : SINGULARS_READ.get(text)?.(values)) ?? text;
  return words.replace(SLOT, (slot, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? slot : valueInWords(lang, value);
  });
}

const SLOT = /\{(\w+)\}/g;

function valueInWords(lang: Language, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return decimal(lang, String(value));
  if ('text' in value) return inWords(lang, value);
  if ('items' in value)
    return value.items.map((item) => valueInWords(lang, item)).join(inWords(lang, value.between));
  if ('noun' in value) {
    const count = value.plain === true ? String(value.count) : grouped(lang, value.count);
    return `${count}${SPACE[lang]}${nounOf(lang, value)}`;
  }
  return `${decimal(lang, value.value.toFixed(value.digits))}${SPACE[lang]}${unitOf(lang, value.unit)}`;
}

const NON_BREAKING = '\u00a0';
const SPACE: Readonly<Record<Language, string>> = { en: ' ', fr: NON_BREAKING };

/** `1,234,567` and `1 234 567`: whatever the language of the machine. */
export function grouped(lang: Language, value: number): string {
  const between = lang === 'fr' ? NON_BREAKING : ',';
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, between);
}

/** A figure with the point, or comma, of the language. */
export function decimal(lang: Language, figure: string): string {
  return lang === 'fr' ? figure.replaceAll('.', ',') : figure;
}

function nounOf(lang: Language, { count, noun }: Counted): string {
  if (lang === 'en') return `${noun}${count === 1 ? '' : 's'}`;
  const [one, more] = learnt().nouns.get(noun) ?? [noun, noun];
  return Math.abs(count) < 2 ? one : more;
}

function unitOf(lang: Language, unit: string): string {
  return lang === 'fr' && unit === 'MiB' ? 'Mio' : unit;
}

/** Template by template, set as it is printed. */
type Row = readonly [text: string, said: string | ((values: Sentence['values']) => string)];

interface Catalogue {
  readonly rows: ReadonlyMap<string, Row[1]>;
  /** One, and more of them. */
  readonly nouns: ReadonlyMap<string, readonly [string, string]>;
}

let catalogue: Catalogue | null = null;

/**
 * Before anything is told in a language. French is a fifth of all that a command loads, and most people are spoken to in
 * English.
 */
export async function learn(lang: Language): Promise<void> {
  if (lang === 'en') return;
  const { FRENCH, NOUNS } = await import('./french.ts');
  const rows = (Object.entries(FRENCH) as unknown as Row[]).map(
    ([text, said]): Row => [text, typeof said === 'string' ? typeset(said) : said],
  );
  catalogue = { rows: new Map(rows), nouns: new Map(Object.entries(NOUNS)) };
}

function learnt(): Catalogue {
  if (catalogue === null) throw new Error('French is spoken before it is learnt');
  return catalogue;
}

const SINGULARS_READ: ReadonlyMap<string, (values: Sentence['values']) => string> = new Map(
  Object.entries(SINGULARS) as unknown as [string, (values: Sentence['values']) => string][],
);

/** The French template of an English one; null if there is none. */
export function french(text: string, values: Sentence['values'] = {}): string | null {
  const said = learnt().rows.get(text);
  if (said === undefined) return null;
  return typeof said === 'string' ? said : typeset(said(values));
}

/**
 * Whether all templates with figures are ours, by the French of them: those name no slot twice, so that one from a file
 * becomes no longer in words than it is there.
 */
export function isKnown(value: Value): boolean {
  if (typeof value !== 'object') return true;
  if ('items' in value) return value.items.every(isKnown);
  if (!('text' in value)) return true;
  const inside = Object.values(value.values);
  return inside.length === 0 || (learnt().rows.has(value.text) && inside.every(isKnown));
}

/** No line begins with a sign, none ends between a figure and its unit. */
function typeset(text: string): string {
  return text
    .replace(/ ([:;?!»])/g, `${NON_BREAKING}$1`)
    .replaceAll('« ', `«${NON_BREAKING}`)
    .replace(/(\d) (?=(?:s|ms|Mio|octets?|\d{3})\b)/g, `$1${NON_BREAKING}`);
}
