/**
 * From an English text that another process printed back to the sentence that it was made of.
 */
import type { Phrase } from './french.ts';
import { verbatim } from './sentence.ts';
import type { Sentence } from './value.ts';

/**
 * By the first of the templates that gives the text; the text as it is, if none does. What a slot holds is taken as
 * short as it can be, but for the last one.
 */
export function madeOf(text: string, templates: readonly Phrase[]): Sentence {
  for (const template of templates) {
    const found = patternOf(template).exec(text);
    if (found !== null) return { text: template, values: { ...found.groups } };
  }
  return verbatim(text);
}

const SLOT = /\\\{(\w+)\\\}/g;

/** A template names no slot twice: each can be a group. */
function patternOf(template: Phrase): RegExp {
  const plain = template.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${plain.replace(SLOT, '(?<$1>.+?)')}$`, 's');
}
