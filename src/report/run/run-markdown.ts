/**
 * Runs as Markdown, for a job's summary or a comment: a table of the runs, then what each of them complains of.
 */
import { TESTS } from '../../interop/outcome.ts';
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { counted, tell } from '../../lang/sentence.ts';
import { rowName } from '../../oracle/verdict.ts';
import {
  type Breach,
  breachesOf,
  breachTitle,
  type InteropNode,
  type Meetings,
  nameText,
  OPEN_TITLES,
  type Open,
  openOf,
  pairingAt,
  pairsText,
  whereText,
} from '../interop-report.ts';
import { CELLS, cellText } from '../interop-text.ts';
import { markdownBlock, markdownCode, markdownText } from '../markdown.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { itemText, runNotes, tallyText } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport } from './run-report.ts';

/** The whole text. */
export function runsMarkdown(runs: readonly NamedRun[], lang: Language = 'en'): string {
  const table = [
    `| ${tell(lang, 'run')} | ${tell(lang, 'verdict')} | |`,
    '| --- | --- | --- |',
    ...runs.map(
      (run) =>
        `| ${markdownText(runTitle(run, lang))} | ${tell(lang, SIGNS[run.report.verdict])} | ${tallyText(run.report, lang)} |`,
    ),
  ];
  return `${[...table, ...runs.flatMap((run) => runLines(run, lang))].join('\n')}\n`;
}

const SIGNS = { pass: '✅ pass', fail: '❌ **fail**', inconclusive: '❔ could not tell' } as const;

function runLines(run: NamedRun, lang: Language): string[] {
  return ['', `## ${markdownText(runTitle(run, lang))}`, '', ...complaintLines(run.report, lang)];
}

/** What is to be said of a run, and what it complains of. */
export function complaintLines(report: RunReport, lang: Language): string[] {
  const notes = runNotes(report, lang);
  const worth = report.results.filter((row) => complains(row, report) || row.verdict === 'warn');
  const unsure = report.results.filter(({ verdict }) => verdict === 'inconclusive');
  const met = report.interop === null ? [] : metLines(report.interop, lang);
  return [
    ...notes.map((note) => `- ${markdownText(note)}`),
    ...worth.flatMap((row) => rowLines(row, report, lang)),
    ...report.findings.flatMap((finding) => findingLines(finding, lang)),
    ...(notes.length > 0 && met.length > 0 ? [''] : []),
    ...met,
    ...(unsure.length === 0
      ? []
      : [
          '',
          tell(lang, 'Could not tell: {rows}.', {
            rows: unsure.map((row) => markdownText(rowName(row))).join(', '),
          }),
        ]),
    ...(notes.length + worth.length + report.findings.length + unsure.length + met.length === 0
      ? [tell(lang, 'Nothing to complain of.')]
      : []),
  ];
}

/** The matrix, who is who, what the letters mean, and what each node broke. */
function metLines(interop: Meetings, lang: Language): string[] {
  const { nodes, pairings } = interop;
  const found = pairingAt(pairings);
  const cell = (joiner: string, hub: string): string => {
    const one = found(joiner, hub);
    return one === undefined ? '' : markdownText(cellText(one));
  };
  return [
    `| ${tell(lang, 'joins')} | ${nodes.map(({ id }) => id).join(' | ')} |`,
    `| --- |${' --- |'.repeat(nodes.length)}`,
    ...nodes.map(
      (node) =>
        `| ${node.id} ${markdownText(nameText(node, lang))} | ${nodes.map(({ id }) => cell(node.id, id)).join(' | ')} |`,
    ),
    '',
    `- ${tell(lang, CELLS)}`,
    ...TESTS.map(({ letter, title }) => `- **${letter}** ${tell(lang, title)}`),
    ...breachesOf(interop, lang).flatMap((breach) => breachLines(breach, nodes, lang)),
    ...OPEN_TITLES.flatMap(([wanted, title]) => {
      const all = openOf(interop, wanted, lang);
      return all.length === 0 ? [] : ['', tell(lang, title), '', ...all.map((one) => openLine(one, lang))];
    }),
  ];
}

function breachLines(breach: Breach, nodes: readonly InteropNode[], lang: Language): string[] {
  return [
    '',
    `### ${tell(lang, 'FAIL')} ${markdownText(breachTitle(breach, nodes, lang))}`,
    '',
    item(lang, 'seen', markdownText(breach.text)),
    `- ${markdownText(whereText(breach, lang))}`,
  ];
}

function openLine({ letters, text, pairs }: Open, lang: Language): string {
  return `- ${markdownText(`${letters} ${text} (${pairsText(pairs, lang)})`)}`;
}

function rowLines(row: ResultRow, report: RunReport, lang: Language): string[] {
  const word = tell(lang, complains(row, report) ? 'FAIL' : 'WARN');
  const { expected, actual, hint } = toldIn(lang, row);
  return [
    '',
    `### ${word} ${markdownText(rowName(row))}`,
    '',
    item(lang, 'expected', markdownText(expected)),
    item(lang, 'seen', markdownText(actual)),
    ...(hint === null ? [] : [item(lang, 'hint', markdownText(hint))]),
    ...(row.evidence === null ? [] : [item(lang, 'evidence', markdownCode(row.evidence.capture))]),
    ...(row.byHand === null ? [] : ['', ...markdownBlock([row.byHand], 'sh')]),
  ];
}

function item(lang: Language, name: PlainPhrase, text: string): string {
  return `- ${itemText(lang, name, text)}`;
}

// Longer cases are in their folder.
const MOST_DATAGRAMS = 8;

function findingLines(finding: FindingRow, lang: Language): string[] {
  const { id, signature, reproduced, seen, datagrams, folder } = finding;
  const { expected, actual, hint } = toldIn(lang, finding);
  const more = datagrams.length - MOST_DATAGRAMS;
  return [
    '',
    `### ${markdownText(id)}: ${markdownText(signature)}`,
    '',
    item(lang, 'expected', markdownText(expected)),
    item(lang, 'seen', markdownText(actual)),
    ...(hint === null ? [] : [item(lang, 'hint', markdownText(hint))]),
    `- ${tell(lang, 'shown by {count} re-runs, seen {times}', { count: markdownText(reproduced), times: counted(seen, 'time') })}`,
    ...(folder === null ? [] : [item(lang, 'folder', markdownCode(folder))]),
    ...(datagrams.length === 0
      ? []
      : [
          '',
          ...markdownBlock([
            ...datagrams.slice(0, MOST_DATAGRAMS),
            ...(more > 0 ? [tell(lang, '... and {count} more', { count: more })] : []),
          ]),
        ]),
  ];
}
