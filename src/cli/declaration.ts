/**
 * Reads an option's declaration: `-w, --write FILE`. A wrong declaration is our bug and throws at once.
 */
import type { Option } from './command.ts';

/** An option, taken apart. */
export interface Declaration {
  readonly option: Option;
  /** The long name, or the letter of an option that has no other; without dashes. */
  readonly name: string;
  /** As a user may type it: `-w`, `--write`. */
  readonly spellings: readonly string[];
  /** What stands for the value in the help; null for a flag. */
  readonly value: string | null;
}

const FLAGS = /^(?:(-[A-Za-z])(?:, |$|(?= )))?(--[a-z][a-z0-9-]*)?(?: (\S.*))?$/;

/** The parts of each option. */
export function declarations(options: readonly Option[]): Declaration[] {
  const all = options.map(declaration);
  const spellings = all.flatMap((one) => one.spellings);
  const twice = spellings.find((spelling, i) => spellings.indexOf(spelling) !== i);
  if (twice !== undefined) throw new Error(`${twice} is declared twice`);
  return all;
}

function declaration(option: Option): Declaration {
  const [, short, long, value] = FLAGS.exec(option.flags) ?? [];
  const spellings = [short, long].filter((spelling) => spelling !== undefined);
  const last = spellings.at(-1);
  if (last === undefined) throw new Error(`"${option.flags}" declares no option`);
  return { option, name: last.replace(/^--?/, ''), spellings, value: value ?? null };
}
