/**
 * `check explain NAME...`: what a requirement means and how it is tested. No network.
 */
import { CHECKS } from '../../check/catalogue.ts';
import { BUGS } from '../../node/bugs/table.ts';
import { DIALECT_KEYS } from '../../node/dialect.ts';
import { explanation } from '../../oracle/explanation.ts';
import { REQUIREMENTS, requirement } from '../../oracle/requirement.ts';
import { type Described, requirementText } from '../../report/requirement-text.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { didYouMean } from '../suggestion.ts';
import { version } from '../version.ts';

/** The first word of the arguments that asks for this in place of a check. */
export const EXPLAIN = 'explain';

/** Prints each requirement that the words name, once. UsageError for a word that names none. */
export async function printExplanations(
  { options, out, theme, lang }: Context,
  words: readonly string[],
): Promise<number> {
  if (words.length === 0)
    throw new UsageError('nothing to explain', `give a requirement such as TLV-2: ${SEE_LIST}`);
  const all = [...new Set(words.flatMap(idsOf))].map(described);
  if (options.flag('json')) {
    await out.data(`${JSON.stringify(all.map(describedJson))}\n`);
    return EXIT.OK;
  }
  for (const [index, one] of all.entries()) {
    await out.data(`${index > 0 ? '\n' : ''}${requirementText(one, theme, lang)}`);
  }
  return EXIT.OK;
}

const SEE_LIST = 'peerprobe check --list names them';

/** The rows of an id (`TLV-2`), a family (`TLV`), a check or a bug on purpose. */
function idsOf(word: string): string[] {
  const upper = word.toUpperCase();
  const rows = REQUIREMENTS.filter(({ id }) => id === upper || id.startsWith(`${upper}-`)).map(
    ({ id }) => id,
  );
  if (rows.length > 0) return rows;
  const named = [
    ...CHECKS.filter(({ check }) => check === word.toLowerCase()),
    ...BUGS.filter(({ name }) => name === word.toLowerCase()),
  ].map((one) => one.requirement);
  if (named.length > 0) return named;
  const known = [
    ...REQUIREMENTS.map(({ id }) => id),
    ...CHECKS.map(({ check }) => check),
    ...BUGS.map(({ name }) => name),
  ];
  throw new UsageError(
    `"${word.slice(0, LONGEST)}" is no requirement, check or bug on purpose`,
    didYouMean(word, known) ?? SEE_LIST,
  );
}

// Of a wrong word: the error stays a line.
const LONGEST = 60;

function described(id: string): Described {
  const row = requirement(id);
  return {
    requirement: row,
    explanation: explanation(id),
    checks: CHECKS.filter((one) => one.requirement === id),
    bugs: BUGS.filter((bug) => bug.requirement === id),
    choices: DIALECT_KEYS.filter((key) => row.dialect?.includes(key)),
  };
}

function describedJson({
  requirement: row,
  explanation: why,
  checks,
  bugs,
}: Described): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: version(),
    command: 'check',
    requirement: row.id,
    section: row.section,
    level: row.level,
    title: row.title,
    meaning: why.meaning,
    mistakes: why.mistakes,
    checks: checks.map(({ check, title }) => ({ check, title })),
    bugs: bugs.map(({ name, summary }) => ({ bug: name, summary })),
    dialect: row.dialect ?? [],
  };
}
