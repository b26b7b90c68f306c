/**
 * `check --list`: every requirement with its level and section, and what checks it.
 */
import { CHECKS } from '../../check/catalogue.ts';
import type { CheckRow } from '../../check/probe.ts';
import type { Language } from '../../lang/language.ts';
import { sentence, tell } from '../../lang/sentence.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import type { Selection } from './check-select.ts';

/** Prints the selected rows; those without a check are named last (none). */
export async function printList(
  { options, out, theme, lang }: Context,
  selection: Selection,
): Promise<number> {
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
    await out.data(
      `${theme.strong(id.padEnd(7))} ${tell(lang, level).padEnd(LEVEL_WIDTH[lang])} ${place} ${tell(lang, 'the node {does}', { does: sentence(title) })}\n`,
    );
    for (const one of found) await out.data(`${INDENT[lang]}${named(one, lang)}\n`);
    if (dialect !== undefined)
      await out.data(
        `${INDENT[lang]}${theme.dim(tell(lang, 'free: {keys}', { keys: dialect.join(', ') }))}\n`,
      );
  }
  const without = rows.filter((row) => row.level !== 'free' && row.checks.length === 0).map((row) => row.id);
  await out.data(
    `\n${tell(lang, 'without a check: {rows}', { rows: without.length === 0 ? sentence('none') : without.join(', ') })}\n`,
  );
  return EXIT.OK;
}

function named({ check, title }: CheckRow, lang: Language): string {
  return tell(lang, '{name}: {text}', { name: check, text: sentence(title) });
}

// The longest word for a level.
const LEVEL_WIDTH: Readonly<Record<Language, number>> = { en: 6, fr: 7 };
const INDENT: Readonly<Record<Language, string>> = { en: ' '.repeat(15), fr: ' '.repeat(16) };
