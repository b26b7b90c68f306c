/**
 * Brings a command line through cac unharmed. cac declares and parses; but it turns `0012` into 12, drops `-`,
 * reads `-5` as an option, loses one of `-t a --tlv b`, and lets a hyphenated flag eat the next word. So no
 * value ever passes through it: each is replaced by a token (`@3`), each option by the one spelling that cac
 * gets right, and afterwards the tokens are exchanged for the words as typed.
 */
import { type Command as CacCommand, cac } from 'cac';
import { type Command, SHELL_OPTIONS, type Word } from './command.ts';
import { type Declaration, declarations } from './declaration.ts';
import { UsageError } from './error.ts';
import { Options } from './options.ts';
import { didYouMean } from './suggestion.ts';

/** A command line, understood. */
export interface Parsed {
  readonly args: readonly string[];
  readonly rest: readonly string[] | null;
  readonly options: Options;
  readonly words: readonly Word[];
}

/** An option as we and as cac know it. */
interface Known extends Declaration {
  /** cac's own name for it: camelCase, without `no-`. */
  readonly key: string;
  /** What cac is given for it: camelCase too, for it knows hyphenated flags by that name alone. */
  readonly safe: string;
}

/** What the guard found; `values` are what the tokens stand for. */
interface Guarded {
  readonly argv: readonly string[];
  readonly values: readonly string[];
  readonly words: readonly Word[];
}

/** Parses what follows the command's name. A wrong option is a `UsageError`. */
export function parse(
  command: Pick<Command, 'name' | 'summary' | 'options'>,
  argv: readonly string[],
): Parsed {
  const cli = cac('peerprobe');
  const target = cli.command(`${command.name} [...args]`, command.summary);
  const known = declarations([...command.options, ...SHELL_OPTIONS]).map((one) => declare(target, one));
  const end = argv.indexOf('--');
  const { argv: safe, values, words } = guard(end < 0 ? argv : argv.slice(0, end), known);
  let parsed: Parsed | null = null;
  target.action((args: unknown, options: Readonly<Record<string, unknown>>) => {
    parsed = {
      args: restore(args, values),
      rest: end < 0 ? null : argv.slice(end + 1),
      options: new Options(known, given(known, options, values)),
      words,
    };
  });
  cli.parse(['node', 'peerprobe', command.name, ...safe], { run: false });
  cli.runMatchedCommand();
  if (parsed === null) throw new Error(`cac did not find the command ${command.name}`);
  return parsed;
}

/** True if the word has the form of an option: not `-`, and no negative number. */
export function looksLikeOption(word: string): boolean {
  return /^-[^\d.]/.test(word);
}

function declare(target: CacCommand, declaration: Declaration): Known {
  const { spellings, value, option } = declaration;
  target.option(`${spellings.join(', ')}${value === null ? '' : ' <value>'}`, option.help);
  const declared = target.options.at(-1);
  if (declared === undefined) throw new Error('cac lost an option');
  if (target.options.some(({ name }, i) => name === declared.name && target.options[i] !== declared)) {
    throw new Error(`to cac, ${option.flags} has the name of another option`);
  }
  return { ...declaration, key: declared.name, safe: `--${declared.negated ? 'no-' : ''}${declared.name}` };
}

function guard(argv: readonly string[], known: readonly Known[]): Guarded {
  const spelled = new Map(known.flatMap((one) => one.spellings.map((spelling) => [spelling, one] as const)));
  const [safe, values, words]: [string[], string[], Word[]] = [[], [], []];
  const token = (value: string): string => `@${values.push(value) - 1}`;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const option = spelled.get(spellingOf(word));
    if (option === undefined) {
      if (looksLikeOption(word)) throw unknownOption(word, spelled);
      safe.push(token(word));
      words.push({ type: 'positional', value: word });
    } else if (option.value === null) {
      if (word.includes('=')) throw new UsageError(`${spellingOf(word)} takes no value`);
      safe.push(option.safe);
      words.push({ type: 'flag', name: option.name });
    } else {
      const inWord = attached(word);
      const value = inWord ?? following(word, option, argv[++i], spelled);
      refuseSecond(word, option, words);
      safe.push(`${option.safe}=${token(value)}`);
      words.push({ type: 'option', name: option.name, value });
    }
  }
  return { argv: safe, values, words };
}

// Only a long option carries its value after `=`: `-w=FILE` means the file `=FILE` to some, `FILE` to others.
function spellingOf(word: string): string {
  const equals = word.indexOf('=');
  return word.startsWith('--') && equals >= 0 ? word.slice(0, equals) : word;
}

function attached(word: string): string | null {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? null : word.slice(equals + 1);
}

// A value may look like anything, `-5` and `-` too, but another option of the command is a forgotten value.
function following(
  word: string,
  option: Known,
  next: string | undefined,
  spelled: ReadonlyMap<string, Known>,
): string {
  if (next !== undefined && !isOptionWord(next, spelled)) return next;
  const hint = next === undefined ? null : `if "${next}" is meant as the value: ${assignment(option, next)}`;
  throw new UsageError(`${word} needs its ${option.value}`, hint);
}

function isOptionWord(word: string, spelled: ReadonlyMap<string, Known>): boolean {
  return SHELL_WORDS.includes(word) || spelled.has(spellingOf(word));
}

// The shell around the command looks for these before it parses (invocation.ts), so they cannot be values.
const SHELL_WORDS: readonly string[] = ['-h', '--help', '-v', '--version', '--no-color', '--quiet'];

function assignment(option: Known, value: string): string {
  const long = option.spellings.find((spelling) => spelling.startsWith('--'));
  return long === undefined ? 'it has no form for that' : `${long}=${value}`;
}

function refuseSecond(word: string, option: Known, words: readonly Word[]): void {
  if (option.option.repeat) return;
  if (words.some((earlier) => earlier.type === 'option' && earlier.name === option.name)) {
    throw new UsageError(`${spellingOf(word)} is given twice`);
  }
}

function unknownOption(word: string, spelled: ReadonlyMap<string, Known>): UsageError {
  const spelling = spellingOf(word);
  const short = spelled.get(word.slice(0, 2));
  if (!word.startsWith('--') && short !== undefined) return joined(word, short);
  return new UsageError(
    `unknown option ${spelling}`,
    didYouMean(spelling, [...spelled.keys(), ...SHELL_WORDS]),
  );
}

// `-wFILE`, `-w=FILE`, `-xV`: which of them it is depends on the reader.
function joined(word: string, option: Known): UsageError {
  const letter = word.slice(0, 2);
  const rest = word.slice(2).replace(/^=/, '');
  const apart = option.value === null ? `${letter} -${rest}` : `${letter} ${rest}`;
  return new UsageError(`${word}: short options stand alone`, `write ${apart}`);
}

function given(
  known: readonly Known[],
  options: Readonly<Record<string, unknown>>,
  values: readonly string[],
): Map<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const { name, key, safe, value } of known) {
    const found = options[key];
    if (value !== null) {
      if (found !== undefined) map.set(name, restore(found, values));
    } else if ([found].flat().includes(!safe.startsWith('--no-'))) map.set(name, []);
  }
  return map;
}

function restore(tokens: unknown, values: readonly string[]): string[] {
  return [tokens].flat().map((token) => {
    const value =
      typeof token === 'string' && token.startsWith('@') ? values[Number(token.slice(1))] : undefined;
    if (value === undefined) throw new Error(`cac made ${String(token)} of a token`);
    return value;
  });
}
