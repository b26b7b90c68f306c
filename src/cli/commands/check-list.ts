/**
 * `check --list`: every requirement with its level and section, and what checks it.
 */
import { CHECKS } from '../../check/catalogue.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import type { Selection } from './check-select.ts';

/** Prints the selected rows; those without a check are named last (none). */
export async function printList({ options, out, theme }: Context, selection: Selection): Promise<number> {
  const checks = CHECKS.filter((one) => selection.wanted(one.requirement, one.check));
  const rows = REQUIREMENTS.filter(({ id }) => selection.requirements.has(id)).map((row) => ({
    ...row,
    checks: checks.filter((one) => one.requirement === row.id),
  }));
  if (options.flag('json')) {
    const json = rows.map(({ id, section, level, title, dialect, checks: found }) => ({
      requirement: id,
      section,
      level,
      title,
      dialect: dialect ?? [],
      checks: found.map((one) => ({ check: one.check, title: one.title })),
    }));
    await out.data(`${JSON.stringify(json)}\n`);
    return EXIT.OK;
  }
  for (const { id, section, level, title, dialect, checks: found } of rows) {
    const place = `§${section}`.padEnd(9);
    await out.data(`${theme.strong(id.padEnd(7))} ${level.padEnd(6)} ${place} the node ${title}\n`);
    for (const one of found) await out.data(`${INDENT}${one.check}: ${one.title}\n`);
    if (dialect !== undefined) await out.data(`${INDENT}${theme.dim(`free: ${dialect.join(', ')}`)}\n`);
  }
  const without = rows.filter((row) => row.level !== 'free' && row.checks.length === 0).map((row) => row.id);
  await out.data(`\nwithout a check: ${without.length === 0 ? 'none' : without.join(', ')}\n`);
  return EXIT.OK;
}

const INDENT = ' '.repeat(15);
