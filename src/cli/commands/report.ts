/**
 * `peerprobe report`: what runs of `check`, `fuzz` and `interop` left (`--out DIR`, or `--json > FILE`) as text, Markdown,
 * JUnit and annotations, one or several together; and the difference of two.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { classCsv } from '../../report/class/class-csv.ts';
import { classDiff, classDiffJson, classDiffText, isBroken } from '../../report/class/class-diff.ts';
import { classJson } from '../../report/class/class-json.ts';
import type { ClassReport } from '../../report/class/class-report.ts';
import { classText } from '../../report/class/class-text.ts';
import { gradescopeJson } from '../../report/class/gradescope.ts';
import { escapeText } from '../../report/escape.ts';
import { htmlPage } from '../../report/html/page.ts';
import { countText } from '../../report/number-text.ts';
import { diffJson, diffText } from '../../report/run/diff-text.ts';
import { githubAnnotations } from '../../report/run/github.ts';
import { junitXml } from '../../report/run/junit.ts';
import type { NamedRun } from '../../report/run/named-run.ts';
import { runDiff } from '../../report/run/run-diff.ts';
import { readRunLog } from '../../report/run/run-log.ts';
import { runsMarkdown } from '../../report/run/run-markdown.ts';
import { runsText } from '../../report/run/run-text.ts';
import type { Theme } from '../../report/theme.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';
import { openSink } from '../sink.ts';
import { classOf, runOf, together } from './class-rows.ts';
import { EVENTS } from './line-log.ts';
import { withAttachments } from './report-attachments.ts';
import { LEFT, runFile } from './run-file.ts';

export const command: Command = {
  name: 'report',
  usage: 'RUN... | diff RUN RUN',
  summary:
    'show runs of check, fuzz and interop: as a page, text, Markdown, JUnit, annotations; or what differs',
  options: [
    { flags: '--html FILE', help: 'write a page that stands alone there; - is stdout' },
    { flags: '--markdown FILE', help: 'write Markdown there; - is stdout' },
    { flags: '--junit FILE', help: 'write JUnit XML there; - is stdout' },
    { flags: '--csv FILE', help: 'of classes: write a table there, a line a target; - is stdout' },
    { flags: '--gradescope FILE', help: "of classes: write Gradescope's results.json there; - is stdout" },
    { flags: '--github', help: 'write annotations of GitHub Actions to stdout' },
    JSON_OPTION,
    LANG_OPTION,
  ],
  notes: [
    {
      title: 'RUN',
      lines: [
        'the folder of --out, its events.ndjson, or a file with what --json printed.',
        'What a run left that was cut short is shown as far as it goes. The folder of',
        'check --many stands for all its targets; its parts (--shard) are added up, and',
        'diff compares two of them target by target. Beside other runs a class keeps its',
        'part of text and page; --csv and --gradescope want classes alone.',
      ],
    },
  ],
  examples: [
    'peerprobe check --out run -- ./server; peerprobe report run',
    'peerprobe report run --html report.html --junit junit.xml',
    'peerprobe report diff before after',
    'peerprobe report part-1 part-2 --csv class.csv --html class.html',
  ],
  run,
};

const DIFF = 'diff';

async function run(context: Context): Promise<number> {
  const { args, rest } = context;
  if (rest !== null) throw new UsageError('report takes no command', 'it shows what runs have left');
  return args[0] === DIFF ? printDiff(context, args.slice(1)) : printRuns(context, args);
}

interface Read {
  readonly run: NamedRun;
  /** The file that was read. */
  readonly file: string;
  /** Where its captures lie; null for a report that stands alone. */
  readonly folder: string | null;
  readonly damaged: number;
}

async function printRuns(context: Context, names: readonly string[]): Promise<number> {
  const { options, out, theme, lang } = context;
  if (names.length === 0)
    throw new UsageError(
      'report: a run is missing',
      'the folder that check, fuzz or interop left with --out',
    );
  const files = FORMATS.flatMap(({ option, write }) => {
    const file = options.text(option);
    if (file === '') throw new UsageError(`--${option}: a file name is missing`);
    return file === undefined ? [] : [{ option, file, write }];
  });
  const twice = files.find(({ file }, i) => file !== '-' && files.findIndex((one) => one.file === file) < i);
  if (twice !== undefined)
    throw new UsageError(`--${twice.option}: ${twice.file} is written already`, 'name another file');
  const toStdout = [
    ...files.filter(({ file }) => file === '-').map(({ option }) => `--${option} -`),
    ...(options.flag('github') ? ['--github'] : []),
    ...(options.flag('json') ? ['--json'] : []),
  ];
  if (toStdout.length > 1)
    throw new UsageError(`${toStdout.join(' and ')} cannot both go to stdout`, 'give one of them a file');
  const given = await readAll(names);
  const { read } = given;
  const runs = runsOf(read);
  for (const { option, file, write } of files) {
    const sink = await openSink(
      file,
      `--${option}`,
      read.map((one) => one.file),
      out,
    );
    await sink.write(new TextEncoder().encode(await write(given, lang)));
    await sink.close();
    if (file !== '-') out.talk(tell(lang, 'written to {file}', { file: escapeText(file) }));
  }
  if (options.flag('github')) await out.data(githubAnnotations(runs, lang));
  if (options.flag('json')) await out.data(`${JSON.stringify(jsonOf(given))}\n`);
  if (toStdout.length === 0 && files.length === 0) await out.data(textOf(given, theme, lang));
  return tellDamage(context, read);
}

interface Format {
  readonly option: string;
  readonly write: (given: Given, lang: Language) => Promise<string>;
}

const FORMATS: readonly Format[] = [
  {
    option: 'html',
    write: async ({ read, whole }, lang) => htmlPage(await withAttachments(read), lang, whole?.rows),
  },
  { option: 'markdown', write: async ({ read }, lang) => runsMarkdown(runsOf(read), lang) },
  { option: 'junit', write: async ({ read }, lang) => junitXml(runsOf(read), lang) },
  { option: 'csv', write: async (given, lang) => classCsv(wholeOf(given, 'csv'), lang) },
  {
    option: 'gradescope',
    write: async (given, lang) =>
      `${JSON.stringify(gradescopeJson(wholeOf(given, 'gradescope').rows, lang))}\n`,
  },
];

function runsOf(read: readonly Read[]): NamedRun[] {
  return read.map(({ run: one }) => one);
}

function wholeOf({ whole, others }: Given, option: string): ClassReport {
  if (whole !== null && others.length === 0) return whole;
  throw new UsageError(`--${option} is for classes`, 'name folders that check --many --out DIR has left');
}

function jsonOf({ read, whole, others }: Given): object {
  return whole === null || others.length > 0 ? runsJson(runsOf(read)) : classJson(whole);
}

/** The classes together, then each other run. */
function textOf({ whole, others }: Given, theme: Theme, lang: Language): string {
  return [
    ...(whole === null ? [] : [classText(whole, theme, lang)]),
    ...(others.length === 0 ? [] : [runsText(others, theme, lang)]),
  ].join('\n');
}

function runsJson(runs: readonly NamedRun[]): object {
  const reports = runs.map(({ name, report }) => ({ name, ...report }));
  return { schemaVersion: 1, tool: 'peerprobe', command: 'report', runs: reports };
}

/** Exit code 1: something that passed before fails now. */
async function printDiff(context: Context, names: readonly string[]): Promise<number> {
  const { options, out, theme, lang } = context;
  const [first, second, ...others] = names;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageError('report diff takes two runs', 'the earlier one first');
  for (const { option } of FORMATS)
    if (options.text(option) !== undefined) throw new UsageError(`--${option} does not go with diff`);
  if (options.flag('github')) throw new UsageError('--github does not go with diff');
  const [earlier, later] = [await classOf(first), await classOf(second)];
  if (earlier !== null && later !== null) {
    const diff = classDiff(earlier, later);
    await out.data(
      options.flag('json') ? `${JSON.stringify(classDiffJson(diff))}\n` : classDiffText(diff, theme, lang),
    );
    return isBroken(diff) ? EXIT.FINDINGS : EXIT.OK;
  }
  if (earlier !== null || later !== null) throw new UsageError('a class and a run cannot be compared');
  const read = await readRuns(names);
  const [before, after] = read.map(({ run: one }) => one);
  if (before === undefined || after === undefined) throw new Error('two runs were read');
  if (before.report.command !== after.report.command)
    throw new UsageError(
      `a run of ${before.report.command} and one of ${after.report.command} cannot be compared`,
    );
  const diffed = { before, after, diff: runDiff(before.report, after.report) };
  await out.data(
    options.flag('json') ? `${JSON.stringify(diffJson(diffed))}\n` : diffText(diffed, theme, lang),
  );
  const damage = tellDamage(context, read);
  return damage === EXIT.OK && diffed.diff.broken.length > 0 ? EXIT.FINDINGS : damage;
}

/** All that was named. */
interface Given {
  /** The runs of the targets of classes are among them. */
  readonly read: readonly Read[];
  /** The classes together; null if there is none. */
  readonly whole: ClassReport | null;
  /** Runs by themselves. */
  readonly others: readonly NamedRun[];
}

/** A class stands for the runs of its targets. */
async function readAll(names: readonly string[]): Promise<Given> {
  const read: Read[] = [];
  const classes: ClassReport[] = [];
  const others: NamedRun[] = [];
  for (const name of names) {
    const found = await classOf(name);
    if (found === null) {
      const own = await readRuns([name]);
      read.push(...own);
      others.push(...runsOf(own));
    } else {
      classes.push(found);
      for (const row of found.rows)
        read.push({
          run: { name: row.folder, report: runOf(row, found), target: row.name },
          file: join(row.folder, EVENTS),
          folder: row.run === null ? null : row.folder,
          damaged: 0,
        });
    }
  }
  return { read, whole: classes.length === 0 ? null : together(classes), others };
}

async function readRuns(names: readonly string[]): Promise<Read[]> {
  const read: Read[] = [];
  for (const name of names) {
    const file = await runFile(name);
    const log = readRunLog(await readFile(file, 'utf8'));
    if (typeof log === 'string')
      throw new UsageError(`${file} is no run of check, fuzz or interop: ${log}`, LEFT);
    const folder = basename(file) === EVENTS ? dirname(file) : null;
    read.push({ run: { name, report: log.report }, file, folder, damaged: log.damaged });
  }
  return read;
}

function tellDamage({ out }: Context, read: readonly Read[]): number {
  const damaged = read.filter((one) => one.damaged > 0);
  for (const one of damaged)
    out.complain(
      `${escapeText(one.file)}: ${countText(one.damaged, 'line')} could not be read, the others are shown`,
    );
  return damaged.length > 0 ? EXIT.DAMAGED : EXIT.OK;
}
