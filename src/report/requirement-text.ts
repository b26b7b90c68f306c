/**
 * One requirement for people: what it means, how it is tested, what usually breaks it, what it leaves free.
 */
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
export function requirementText(described: Described, theme: Theme): string {
  const { requirement, explanation, checks, bugs, choices } = described;
  const { id, section, level, title } = requirement;
  const place = section === '-' ? 'beyond the text' : `§${section}`;
  const lines = [
    `${theme.strong(id)}  ${place}, ${level}: the node ${title}`,
    '',
    ...wrap(explanation.meaning, '  '),
    ...part('how it is tested', checks, ({ check, title: does }) => `${check}: ${does}`, theme),
    ...part('usual mistakes', explanation.mistakes, (mistake) => mistake, theme),
    ...part('bugs on purpose that break it', bugs, ({ name, summary }) => `${name}: ${summary}`, theme),
    ...part('left free', choices, choiceText, theme),
  ];
  return `${lines.join('\n')}\n`;
}

function choiceText(key: DialectKey): string {
  const { meaning, values } = DIALECT[key];
  return `${key}, ${meaning}: ${values.map(([value, does]) => `${value} (${does})`).join(', ')}`;
}

function part<T>(head: string, items: readonly T[], text: (item: T) => string, theme: Theme): string[] {
  if (items.length === 0) return [];
  return ['', `  ${theme.strong(head)}`, ...items.flatMap((item) => wrap(text(item), '  - '))];
}
