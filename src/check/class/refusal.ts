/**
 * Why a program could not be started, as data: it can be told in any language, also when another process of ours said it.
 */
import type { Phrase } from '../../lang/french.ts';
import { madeOf } from '../../lang/made-of.ts';
import { sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { EnvironmentError } from '../../net/error.ts';

/** What net/child.ts says of a start. */
const MESSAGES: readonly Phrase[] = [
  'no such folder: {folder}',
  'program not found: {program}',
  'program may not be run: {program}',
  'cannot start {program}: {why}',
];

const HINTS: readonly Phrase[] = [
  'create it first',
  'compile it first, or correct the path, which starts from {folder}',
  'it is not in PATH; for a program of this folder write ./{program}',
  'it must be an executable file: chmod +x {program}',
  'try to start it by hand in the same folder',
];

/** By the English message; one that is none of these stays as it is. */
export function refusalSaid(message: string): Sentence {
  return madeOf(message, MESSAGES);
}

/** What went wrong with a start, with what helps; other errors are thrown on. */
export function startRefusal(error: unknown): Sentence {
  if (!(error instanceof EnvironmentError)) throw error;
  const { message, hint } = error;
  const said = refusalSaid(message);
  return hint === null ? said : sentence('{name}: {text}', { name: said, text: madeOf(hint, HINTS) });
}
