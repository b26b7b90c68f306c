/**
 * What a command is to the shell around it: a declaration for help and parsing, and one function. A command
 * prints through `out` and returns its exit code; it never touches `process`.
 */
import type { Readable } from 'node:stream';
import type { Language } from '../lang/language.ts';
import type { Theme } from '../report/theme.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Entry } from './registry.ts';

/** A declared option: `-w, --write FILE`, `-x`, `--json`, `--no-color`. Without a VALUE it is a flag. */
export interface Option {
  readonly flags: string;
  readonly help: string;
  /** May be given several times; else the second is a usage error. */
  readonly repeat?: true;
}

/** What the options alone do not say: a heading and lines of at most 78 columns. */
export interface Note {
  readonly title: string;
  readonly lines: readonly string[];
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** What follows the name: `HOST:PORT ITEM...`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly notes?: readonly Note[];
  /** Whole command lines, ready to paste. */
  readonly examples: readonly string[];
  /** Resolves with the exit code. UsageError and EnvironmentError may be thrown. */
  run(context: Context): Promise<number>;
}

/** A word of the command line in the order typed; `name` is an option's long name without dashes. */
export type Word =
  | { readonly type: 'positional'; readonly value: string }
  | { readonly type: 'option'; readonly name: string; readonly value: string }
  | { readonly type: 'flag'; readonly name: string };

/** The signal that asked us to stop. */
export type Interruption = 'SIGINT' | 'SIGTERM';

/** All that a command may see of the world around it. */
export interface Context {
  /** Positionals verbatim and in order: `-`, ``, `0012`, `-5` are as typed. */
  readonly args: readonly string[];
  /** What stood after `--`, untouched; null if there was no `--`. */
  readonly rest: readonly string[] | null;
  readonly options: Options;
  /** Positionals and options together, in the order typed (without `--` and what follows). */
  readonly words: readonly Word[];
  /** All commands of the program, this one too. */
  readonly commands: readonly Entry[];
  readonly stdin: Readable;
  readonly out: Output;
  /** Aborts on Ctrl-C, SIGTERM and a closed pipe: stop the work, flush, sum up, return. */
  readonly signal: AbortSignal;
  /** The signal that came, if any: read it when needed, it changes. */
  readonly interrupted: Interruption | null;
  /** Of what is for people. */
  readonly lang: Language;
  /** For stdout. */
  readonly theme: Theme;
  /** For stderr. */
  readonly errTheme: Theme;
}

/** The option that every command with data declares. */
export const JSON_OPTION: Option = { flags: '--json', help: 'write the data as JSON' };

/** The options that the shell itself takes in front of and behind every command. */
export const SHELL_OPTIONS: readonly Option[] = [
  { flags: '--no-color', help: 'plain text, as does NO_COLOR=1' },
  { flags: '--quiet', help: 'nothing on stderr but errors' },
  { flags: '-h, --help', help: 'print this help' },
];

/** The options of the program without a command. */
export const PROGRAM_OPTIONS: readonly Option[] = [
  ...SHELL_OPTIONS,
  { flags: '-v, --version', help: 'print the version' },
];
