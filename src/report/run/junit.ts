/**
 * Runs as JUnit XML, in the form that CI systems read: a suite for each run, a case for each row of `check` and each
 * finding of `fuzz`. What could not be told of a must is an error; what was not tried or not observed is skipped.
 */

import { xmlLines, xmlText } from '../xml.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { shortText, tallyText } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport } from './run-report.ts';

/** The whole document. */
export function junitXml(runs: readonly NamedRun[]): string {
  const suites = runs.map((run) => ({ run, cases: casesOf(run.report) }));
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="peerprobe" ${countsOf(all)}>`,
    ...suites.flatMap(({ run, cases }) => suiteLines(run, cases)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly group: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** One line; empty for what passed. */
  readonly message: string;
  readonly kind: string;
  readonly detail: string;
}

function suiteLines(run: NamedRun, cases: readonly Case[]): string[] {
  const { report } = run;
  const seconds = ((report.durationMs ?? 0) / 1000).toFixed(3);
  // Without a zone, as the schema has it; the time is UTC.
  const begun = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/.exec(report.startedAt)?.[1];
  const time = begun === undefined ? '' : ` timestamp="${begun}"`;
  const facts = [
    ['tool', `peerprobe ${report.version}`],
    ['verdict', report.verdict],
    ['summary', tallyText(report)],
    ['seed', String(report.seed ?? '-')],
    ...(shortText(report) === null ? [] : [['ended', shortText(report) ?? '']]),
  ];
  return [
    `  <testsuite name="${xmlText(runTitle(run))}" ${countsOf(cases)} time="${seconds}"${time}>`,
    '    <properties>',
    ...facts.map(([name = '', value = '']) => `      <property name="${name}" value="${xmlText(value)}"/>`),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function countsOf(cases: readonly Case[]): string {
  const count = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function caseLines({ group, name, outcome, message, kind, detail }: Case): string[] {
  const head = `    <testcase classname="${xmlText(group)}" name="${xmlText(name)}" time="0"`;
  if (outcome === 'passed') return [`${head}/>`];
  const body =
    outcome === 'skipped'
      ? `      <skipped message="${xmlText(message)}"/>`
      : `      <${outcome} message="${xmlText(message)}" type="${xmlText(kind)}">${xmlLines(detail)}</${outcome}>`;
  return [`${head}>`, body, '    </testcase>'];
}

function casesOf(report: RunReport): Case[] {
  const rows = report.results.map((row) => rowCase(row, report));
  const findings = report.findings.map(findingCase);
  return [...rows, ...findings, runCase(report)];
}

function rowCase(row: ResultRow, report: RunReport): Case {
  const outcome = outcomeOf(row, report);
  const lines = [
    `expected: ${row.expected}`,
    `seen: ${row.actual}`,
    ...(row.hint === null ? [] : [`hint: ${row.hint}`]),
    ...(row.evidence === null ? [] : [`evidence: ${row.evidence.capture}`]),
    ...(row.byHand === null ? [] : [`by hand: ${row.byHand}`]),
  ];
  return {
    group: `peerprobe.${row.requirement}`,
    name: row.check,
    outcome,
    message: row.verdict === 'skipped' ? (row.hint ?? row.actual) : row.actual,
    kind: row.requirement,
    detail: lines.join('\n'),
  };
}

function outcomeOf(row: ResultRow, report: RunReport): Outcome {
  if (complains(row, report)) return 'failure';
  if (row.verdict === 'inconclusive') return row.level === 'must' ? 'error' : 'skipped';
  return row.verdict === 'skipped' || row.verdict === 'not-observed' ? 'skipped' : 'passed';
}

function findingCase({
  id,
  kind,
  signature,
  expected,
  actual,
  hint,
  datagrams,
  reproduced,
  folder,
  requirement,
}: FindingRow): Case {
  const lines = [
    `signature: ${signature}`,
    `expected: ${expected}`,
    `seen: ${actual}`,
    ...(hint === null ? [] : [`hint: ${hint}`]),
    `shown by ${reproduced} re-runs with ${datagrams.length} datagrams`,
    ...(folder === null ? [] : [`folder: ${folder}`]),
  ];
  return {
    group: `peerprobe.${requirement ?? kind}`,
    name: id,
    outcome: 'failure',
    message: actual,
    kind,
    detail: lines.join('\n'),
  };
}

/** The run itself: that it came to its end, and could tell. */
function runCase(report: RunReport): Case {
  const why = shortText(report);
  const told = report.verdict !== 'inconclusive';
  const message = told ? '' : (why ?? 'it could not be told whether the target conforms');
  return {
    group: 'peerprobe',
    name: report.command,
    outcome: told ? 'passed' : 'error',
    message,
    kind: 'inconclusive',
    detail: message,
  };
}
