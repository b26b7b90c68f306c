/**
 * Runs as JUnit XML, in the form that CI systems read: a suite for each run, a case for each row of `check`, each finding
 * of `fuzz` and each test of `interop`. What could not be told of a must is an error; what was not tried or not observed
 * is skipped.
 */

import type { Outcome as MetOutcome } from '../../interop/outcome.ts';
import type { Language } from '../../lang/language.ts';
import { toldIn } from '../../lang/said.ts';
import { tell } from '../../lang/sentence.ts';
import { nodeLabel, rowsOf, wordsOf } from '../interop-report.ts';
import { xmlLines, xmlText } from '../xml.ts';
import { type NamedRun, runTitle } from './named-run.ts';
import { itemText, shortText, tallyText, toldItems } from './run-line.ts';
import { complains, type FindingRow, type ResultRow, type RunReport } from './run-report.ts';

/** The whole document. */
export function junitXml(runs: readonly NamedRun[], lang: Language = 'en'): string {
  const suites = runs.map((run) => ({ run, cases: casesOf(run.report, lang) }));
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="peerprobe" ${countsOf(all)}>`,
    ...suites.flatMap(({ run, cases }) => suiteLines(run, cases, lang)),
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

function suiteLines(run: NamedRun, cases: readonly Case[], lang: Language): string[] {
  const { report } = run;
  const seconds = ((report.durationMs ?? 0) / 1000).toFixed(3);
  // Without a zone, as the schema has it; the time is UTC.
  const begun = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/.exec(report.startedAt)?.[1];
  const time = begun === undefined ? '' : ` timestamp="${begun}"`;
  const short = shortText(report, lang);
  const facts = [
    ['tool', `peerprobe ${report.version}`],
    ['verdict', report.verdict],
    ['summary', tallyText(report, lang)],
    ['seed', String(report.seed ?? '-')],
    ...(short === null ? [] : [['ended', short]]),
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

function casesOf(report: RunReport, lang: Language): Case[] {
  const rows = report.results.map((row) => rowCase(row, report, lang));
  const findings = report.findings.map((finding) => findingCase(finding, lang));
  return [...rows, ...findings, ...metCases(report, lang), runCase(report, lang)];
}

function rowCase(row: ResultRow, report: RunReport, lang: Language): Case {
  const { actual, hint } = toldIn(lang, row);
  const outcome = outcomeOf(row, report);
  const lines = [
    ...toldItems(lang, row),
    ...(row.evidence === null ? [] : [itemText(lang, 'evidence', row.evidence.capture)]),
    ...(row.byHand === null ? [] : [itemText(lang, 'by hand', row.byHand)]),
  ];
  return {
    group: `peerprobe.${row.requirement}`,
    name: row.check,
    outcome,
    message: row.verdict === 'skipped' ? (hint ?? actual) : actual,
    kind: row.requirement,
    detail: lines.join('\n'),
  };
}

function outcomeOf(row: ResultRow, report: RunReport): Outcome {
  if (complains(row, report)) return 'failure';
  if (row.verdict === 'inconclusive') return row.level === 'must' ? 'error' : 'skipped';
  return row.verdict === 'skipped' || row.verdict === 'not-observed' ? 'skipped' : 'passed';
}

function findingCase(finding: FindingRow, lang: Language): Case {
  const { id, kind, signature, datagrams, reproduced, folder, requirement } = finding;
  const { actual } = toldIn(lang, finding);
  const lines = [
    itemText(lang, 'signature', signature),
    ...toldItems(lang, finding),
    tell(lang, 'shown by {count} re-runs with {datagrams} datagrams', {
      count: reproduced,
      datagrams: datagrams.length,
    }),
    ...(folder === null ? [] : [itemText(lang, 'folder', folder)]),
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

/** A case for each test of each pairing. */
function metCases({ interop }: RunReport, lang: Language): Case[] {
  if (interop === null) return [];
  const { nodes, pairings } = interop;
  return pairings.flatMap((pairing) =>
    pairing.tests.map((test): Case => {
      const { faults, outcome } = test;
      const rows = rowsOf(faults).join(' ');
      const message = wordsOf(test, lang);
      const names = [pairing.joiner, pairing.hub].map((id) => nodeLabel(id, nodes, lang)).join(' > ');
      return {
        group: `peerprobe.${names}`,
        name: test.test,
        // Beside a failure it is most often what comes of that.
        outcome: outcome === 'inconclusive' && pairing.outcome === 'fail' ? 'skipped' : MET_OUTCOME[outcome],
        message,
        kind: rows === '' ? outcome : rows,
        detail: [message, ...pairing.captures.map((file) => itemText(lang, 'evidence', file))].join('\n'),
      };
    }),
  );
}

const MET_OUTCOME: Readonly<Record<MetOutcome, Outcome>> = {
  pass: 'passed',
  fail: 'failure',
  inconclusive: 'error',
  unsupported: 'skipped',
};

/** The run itself: that it came to its end, and could tell. */
function runCase(report: RunReport, lang: Language): Case {
  const why = shortText(report, lang);
  const told = report.verdict !== 'inconclusive';
  const message = told ? '' : (why ?? tell(lang, 'it could not be told whether the target conforms'));
  return {
    group: 'peerprobe',
    name: report.command,
    outcome: told ? 'passed' : 'error',
    message,
    kind: 'inconclusive',
    detail: message,
  };
}
