/**
 * What was expected and seen, and what to do, in the language of the reader. Texts are English; beside a text that has
 * figures lies the sentence that it was made of.
 */
import type { Language } from './language.ts';
import { inWords, isKnown } from './sentence.ts';
import type { Sentence } from './value.ts';

export interface Said {
  readonly expected?: Sentence;
  readonly actual?: Sentence;
  readonly hint?: Sentence;
}

export interface Told {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string | null;
  readonly said?: Said | undefined;
}

/** A text. A sentence that we do not know, or that does not make the English one is not about it any more: the text counts. */
export function textIn(lang: Language, text: string, said: Sentence | undefined): string {
  // Either way it is the text.
  if (lang === 'en') return text;
  return inWords(lang, said !== undefined && isKnown(said) && inWords('en', said) === text ? said : text);
}

export function toldIn(
  lang: Language,
  { expected, actual, hint, said }: Told,
): { readonly expected: string; readonly actual: string; readonly hint: string | null } {
  if (lang === 'en') return { expected, actual, hint };
  return {
    expected: textIn(lang, expected, said?.expected),
    actual: textIn(lang, actual, said?.actual),
    hint: hint === null ? null : textIn(lang, hint, said?.hint),
  };
}
