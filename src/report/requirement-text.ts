/**
 * One requirement for people: what it means, how it is tested, what usually breaks it, what it leaves free.
 */

import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { inWords, sentence, tell } from '../lang/sentence.ts';
import { list } from '../lang/value.ts';
import type { Bug } from '../node/bugs/bug.ts';
import { DIALECT, type DialectKey } from '../node/dialect.ts';
import type { Explanation } from '../oracle/explanation.ts';
import type { Requirement } from '../oracle/requirement.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

/** All that is known of a requirement. */
export interface Described {
  readonly requirement: Requirement;
  readonly explanation: Explanation;
  readonly checks: readonly { readonly check: string; readonly title: string }[];
  readonly bugs: readonly Bug[];
  readonly choices: readonly DialectKey[];
}

/** The text, in lines of 80 columns. */
export function requirementText(described: Described, theme: Theme, lang: Language = 'en'): string {
  const { requirement, explanation, checks, bugs, choices } = described;
  const { id, section, level, title } = requirement;
  const place = section === '-' ? tell(lang, 'beyond the text') : `§${section}`;
  const head = (text: PlainPhrase): string => theme.strong(inWords(lang, text));
  const lines = [
    `${theme.strong(id)}  ${tell(lang, '{place}, {level}: the node {does}', { place, level: sentence(level), does: sentence(title) })}`,
    '',
    ...wrap(tell(lang, explanation.meaning), '  '),
    ...part(head('how it is tested'), checks, ({ check, title: does }) => named(check, does, lang)),
    ...part(head('usual mistakes'), explanation.mistakes, (mistake) => tell(lang, mistake)),
    ...part(head('bugs on purpose that break it'), bugs, ({ name, summary }) => named(name, summary, lang)),
    ...part(head('left free'), choices, (key) => choiceText(key, lang)),
  ];
  return `${lines.join('\n')}\n`;
}

function named(name: string, text: string, lang: Language): string {
  return tell(lang, '{name}: {text}', { name, text: inWords(lang, text) });
}

function choiceText(key: DialectKey, lang: Language): string {
  const { meaning, values } = DIALECT[key];
  const each = values.map(([value, does]) =>
    sentence('{value} ({does})', { value, does: inWords(lang, does) }),
  );
  return tell(lang, '{key}, {meaning}: {values}', {
    key,
    meaning: inWords(lang, meaning),
    values: list(each, ', '),
  });
}

function part<T>(head: string, items: readonly T[], text: (item: T) => string): string[] {
  if (items.length === 0) return [];
  return ['', `  ${head}`, ...items.flatMap((item) => wrap(text(item), '  - '))];
}
