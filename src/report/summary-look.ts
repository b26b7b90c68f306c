/** How a summary is told to people: its labels, and the rows of what is told node by node. */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { Zone } from '../sniff/where/moment.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

export interface SummaryLook {
  readonly theme: Theme;
  readonly zone: Zone;
  readonly lang: Language;
}

/** Of the longest label. */
const LABEL_WIDTH: Readonly<Record<Language, number>> = { en: 10, fr: 14 };
const ROW_NAME = 20;
const WIDTH = 100;

/** A name in front of its line; '' for none. */
export function summaryLabel(
  name: PlainPhrase | '',
  { theme, lang }: Pick<SummaryLook, 'theme' | 'lang'>,
): string {
  return theme.strong((name === '' ? '' : tell(lang, name)).padEnd(LABEL_WIDTH[lang]));
}

/** What is said of a node under a name, on as many lines as it needs. */
export function nodeRow(name: PlainPhrase, text: string, lang: Language): string[] {
  return wrap(text, `    ${tell(lang, name).padEnd(ROW_NAME)}`, WIDTH);
}
