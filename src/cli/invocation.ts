/**
 * What the user wants of the program as a whole: help, the version, or a command with its words. Decided
 * before any command is loaded.
 */
import { UsageError } from './error.ts';
import { looksLikeOption } from './guard.ts';
import { didYouMean } from './suggestion.ts';

/** The wish. `argv` is what belongs to the command; `help` of null is the program's. */
export type Invocation =
  | { readonly type: 'help'; readonly command: string | null }
  | { readonly type: 'version' }
  | { readonly type: 'command'; readonly command: string; readonly argv: readonly string[] };

/** Reads the command line as far as the command's name. Bare: help. `UsageError` if there is no such command. */
export function invocation(argv: readonly string[], commands: readonly string[]): Invocation {
  const words = beforeDashes(argv);
  const at = words.findIndex((word) => !looksLikeOption(word));
  if (at < 0) return withoutCommand(argv, words, commands);
  const [name = '', before, after] = [words[at], argv.slice(0, at), argv.slice(at + 1)];
  if (name === 'help') return helpOf([...before, ...words.slice(at + 1)], commands);
  if (!commands.includes(name)) throw unknownCommand(name, commands);
  if (words.some(isHelp)) return { type: 'help', command: name };
  if (before.some(isVersion)) return { type: 'version' };
  return { type: 'command', command: name, argv: [...before, ...after] };
}

/** True if `--no-color` was given. It is never a value: guard.ts wants `--name=--no-color` for that. */
export function refusesColor(argv: readonly string[]): boolean {
  return beforeDashes(argv).includes('--no-color');
}

/** True if `--quiet` was given, which is never a value either. */
export function wantsQuiet(argv: readonly string[]): boolean {
  return beforeDashes(argv).includes('--quiet');
}

/** True for the words that ask for the version, where no command declares them for itself. */
export function isVersion(word: string): boolean {
  return word === '--version' || word === '-v';
}

/** The words in front of `--`; what follows is another program's business. */
export function beforeDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end < 0 ? argv : argv.slice(0, end);
}

function withoutCommand(
  argv: readonly string[],
  words: readonly string[],
  commands: readonly string[],
): Invocation {
  if (words.some(isHelp)) return { type: 'help', command: null };
  if (words.some(isVersion)) return { type: 'version' };
  const odd = words.find((word) => !isManner(word));
  if (odd !== undefined) throw new UsageError(`${odd}: no command given`, `one of ${commands.join(', ')}`);
  if (words.length < argv.length) throw new UsageError('no command given in front of --');
  return { type: 'help', command: null };
}

function helpOf(words: readonly string[], commands: readonly string[]): Invocation {
  const [name, ...others] = words.filter((word) => !isHelp(word) && !isManner(word));
  if (others.length > 0) throw new UsageError('help takes one command');
  if (name !== undefined && !commands.includes(name)) throw unknownCommand(name, commands);
  return { type: 'help', command: name ?? null };
}

/** What says how to speak, not what to do. */
function isManner(word: string): boolean {
  return word === '--no-color' || word === '--quiet';
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function unknownCommand(name: string, commands: readonly string[]): UsageError {
  const hint = didYouMean(name, [...commands, 'help']) ?? `the commands are ${commands.join(', ')}`;
  return new UsageError(`unknown command "${name}"`, hint);
}
