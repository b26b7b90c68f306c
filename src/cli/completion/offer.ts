/**
 * What a shell can offer behind each command: read from its declaration, so that a new option is offered without a word
 * said here.
 */
import { type Command, type Option, PROGRAM_OPTIONS, SHELL_OPTIONS } from '../command.ts';
import { declarations } from '../declaration.ts';

/** An option; its value is a `path` that the shell completes, or a `text` that only the user knows. */
export interface OfferedOption {
  readonly spellings: readonly string[];
  readonly help: string;
  readonly value: 'path' | 'text' | null;
}

/** A command with what may follow it. */
export interface Offer {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OfferedOption[];
  /** The words that its usage names as they are, such as `explain` of `check`. */
  readonly words: readonly string[];
  /** Whether its arguments are files. */
  readonly files: boolean;
}

/** The offer of a command. */
export function offerOf({ name, summary, usage, options }: Command): Offer {
  const parts = usage.split(/[\s|[\]]+/);
  return {
    name,
    summary,
    options: offeredOptions([...options, ...SHELL_OPTIONS]),
    words: parts.filter((part) => /^[a-z]+$/.test(part)),
    files: parts.some((part) => PATHS.has(part.replace(/\.\.\.$/, ''))),
  };
}

/** What the program takes in front of any command. */
export function programOffer(): readonly OfferedOption[] {
  return offeredOptions(PROGRAM_OPTIONS);
}

function offeredOptions(options: readonly Option[]): OfferedOption[] {
  return declarations(options).map(({ option, spellings, value }) => ({
    spellings,
    help: option.help,
    value: value === null ? null : PATHS.has(value) ? 'path' : 'text',
  }));
}

const PATHS = new Set(['FILE', 'DIR', 'FINDING']);

/** The spellings of the options with that kind of value. */
export function spellingsOf({ options }: Offer, value: OfferedOption['value']): string[] {
  return options.filter((option) => option.value === value).flatMap(({ spellings }) => spellings);
}

/** The text as one word of bash or zsh. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
