/**
 * How a reference node behaves, as typed: its free choices, and the bug that it has on purpose.
 */
import type { Bug } from '../../node/bugs/bug.ts';
import { BUGS, bugNamed } from '../../node/bugs/table.ts';
import {
  DEFAULT_DIALECT,
  DIALECT_KEYS,
  type Dialect,
  dialectValues,
  parseDialect,
} from '../../node/dialect.ts';
import type { Option } from '../command.ts';
import { UsageError } from '../error.ts';
import { didYouMean } from '../suggestion.ts';
import { choice } from '../value.ts';

export const DIALECT_OPTION: Option = {
  flags: '--dialect KEY=VALUE',
  help: 'a free choice of the protocol, such as list=known',
  repeat: true,
};

/** The default dialect with what the texts `KEY=VALUE` choose. */
export function chosenDialect(texts: readonly string[]): Dialect {
  let dialect = DEFAULT_DIALECT;
  const seen = new Set<string>();
  for (const text of texts) {
    const [, key = text, value = null] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const result = parseDialect(key, value);
    if (!result.ok) throw new UsageError(`--dialect ${text}: ${result.error}`, meantChoice(key, value));
    if (seen.has(key)) throw new UsageError(`--dialect: ${key} is given twice`);
    seen.add(key);
    dialect = { ...dialect, ...result.dialect };
  }
  return dialect;
}

/** The name of the choice, or else its value, that a wrong one is near to. */
function meantChoice(key: string, value: string | null): string | null {
  const known = DIALECT_KEYS.find((one) => one === key);
  if (known === undefined) return didYouMean(key, DIALECT_KEYS);
  return value === null ? null : didYouMean(value, dialectValues(known));
}

/** The bug of that name; the user knows it as the value of `option`. */
export function knownBug(name: string, option: string): Bug {
  const known = choice(
    name,
    option,
    BUGS.map((bug) => bug.name),
  );
  const bug = bugNamed(known);
  if (bug === null) throw new Error(`no bug ${known}`);
  return bug;
}
