/**
 * What is kept of a class in its folder, and what is printed of it.
 */
import { join } from 'node:path';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { classCsv } from '../../report/class/class-csv.ts';
import { classJson } from '../../report/class/class-json.ts';
import { type ClassReport, type ClassRow, classVerdict } from '../../report/class/class-report.ts';
import { classText } from '../../report/class/class-text.ts';
import { feedbackMarkdown } from '../../report/class/feedback.ts';
import { gradescopeJson } from '../../report/class/gradescope.ts';
import { escapeText } from '../../report/escape.ts';
import { makeTheme } from '../../report/theme.ts';
import type { Context } from '../command.ts';
import { VERDICT_EXIT } from './check-run.ts';
import { keep } from './class-folder.ts';

/** For the author of one target, into its folder. */
export function keepRow(folder: string, row: ClassRow, lang: Language): void {
  keep(folder, 'feedback.md', feedbackMarkdown(row, lang));
  keep(folder, 'results.json', json(gradescopeJson([row], lang)));
}

/** Writes the class's files into its folder, prints the class, and gives the exit code. */
export async function deliverClass(context: Context, folder: string, report: ClassReport): Promise<number> {
  const { options, out, theme, lang } = context;
  keep(folder, 'summary.txt', classText(report, makeTheme(0), lang));
  keep(folder, 'summary.json', json(classJson(report)));
  keep(folder, 'class.csv', classCsv(report, lang));
  keep(folder, 'results.json', json(gradescopeJson(report.rows, lang)));
  await out.data(options.flag('json') ? json(classJson(report)) : classText(report, theme, lang));
  const targets = escapeText(join(folder, 'targets'));
  out.talk(tell(lang, '{folder}: a folder for each target, with feedback.md', { folder: targets }));
  return VERDICT_EXIT[classVerdict(report.rows)];
}

function json(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
