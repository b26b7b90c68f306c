/**
 * `check` for people: one line a result; then what failed, what warned and what could not be told, each with all
 * that is known; what was not judged because of another; the stages, the free choices, and the verdict last.
 */
import type { CheckResult, Finding } from '../check/event.ts';
import { bugNamed } from '../node/bugs/table.ts';
import { DIALECT_KEYS } from '../node/dialect.ts';
import { requirement } from '../oracle/requirement.ts';
import type { Verdict } from '../oracle/verdict.ts';
import { failureLines } from './check-failure.ts';
import type { EvidencePlace } from './check-json.ts';
import { summary } from './check-json.ts';
import { stageLine, stageTable } from './check-stage.ts';
import { escapeText } from './escape.ts';
import type { Style, Theme } from './theme.ts';
import { wrap } from './wrap.ts';

const SIGN: Readonly<Record<Verdict, string>> = {
  pass: 'ok',
  fail: 'FAIL',
  warn: 'warn',
  inconclusive: '?',
  'not-observed': '-',
  skipped: '-',
};

export interface CheckTextOptions {
  /** Of a target that runs on: where to send by hand. */
  readonly endpoint?: string | null;
  /** The table of stages, whether or not anything failed. */
  readonly stages?: boolean;
}

/** The whole report. Rows that nothing was tried for are counted, not listed. */
export function checkText(
  result: CheckResult,
  evidence: ReadonlyMap<Finding, EvidencePlace>,
  theme: Theme,
  options: CheckTextOptions = {},
): string {
  // Of a program that did not come up there is one thing to say.
  const tried = result.start === null ? result.findings.filter(isTried) : [];
  const lines = tried.map((finding) => rowText(finding, theme));
  const told = inOrder(tried.filter(({ undone }) => undone !== true));
  const like = likeFinding(told, result.likeness);
  for (const [i, finding] of told.entries()) {
    const likeness = finding === like ? result.likeness : [];
    const place = evidence.get(finding);
    lines.push('', headText(finding, theme));
    const endpoint = options.endpoint ?? null;
    lines.push(...failureLines(finding, { place, endpoint, before: told[i - 1], likeness }, theme));
  }
  lines.push(...notObservedLines(tried), ...heldBackLines(tried));
  if (result.start !== null)
    lines.push('', `${theme.error('did not start')}: ${escapeText(result.start.text)}`);
  const words = result.start?.output ?? result.lastWords ?? '';
  if (words !== '') {
    lines.push(
      '',
      'the last lines that it printed:',
      ...words.split('\n').map((line) => `  | ${escapeText(line)}`),
    );
  }
  lines.push(...undoneLines(tried, result.ended));
  lines.push(...silenceLines(result));
  if (result.start === null) {
    lines.push(...stageLines(result, options.stages === true, theme));
    lines.push(...dialectLines(result));
  }
  lines.push('', `${verdictStyle(theme)[result.verdict](result.verdict)}: ${countsText(result)}`);
  return `${lines.join('\n')}\n`;
}

function isTried(finding: Finding): boolean {
  return finding.judgement.verdict !== 'skipped' || isHeldBack(finding);
}

/** `14 pass, 1 fail, 3 skipped`: the verdicts that occur. */
export function countsText(result: CheckResult): string {
  return Object.entries(summary(result))
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}

const TOLD: readonly Verdict[] = ['fail', 'warn', 'inconclusive'];

/** Failures first, those before that explain the most; then warnings, then what could not be told. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const weight = ({ judgement }: Finding): number =>
    findings.filter(({ because }) => because === judgement.requirement).length;
  return TOLD.flatMap((verdict) =>
    findings
      .filter(({ judgement }) => judgement.verdict === verdict)
      .toSorted((a, b) => weight(b) - weight(a)),
  );
}

/** The likeness is told once: with the row that the bug breaks, else with the first. */
function likeFinding(told: readonly Finding[], likeness: readonly string[]): Finding | undefined {
  const broken = bugNamed(likeness[0] ?? '')?.requirement;
  return told.find(({ judgement }) => judgement.requirement === broken) ?? told[0];
}

/** Skipped because of another row or stage, not because it was not selected: its hint says so. */
function isHeldBack({ judgement }: Finding): boolean {
  return judgement.verdict === 'skipped' && judgement.hint !== null;
}

function notObservedLines(findings: readonly Finding[]): string[] {
  const rows = findings.filter(({ judgement }) => judgement.verdict === 'not-observed');
  if (rows.length === 0) return [];
  const texts = rows.map(
    ({ judgement: { requirement: id, actual } }) => `  ${id.padEnd(7)} ${escapeText(actual)}`,
  );
  return ['', 'not observed:', ...texts];
}

/** `not judged, because of HEL-2: HEL-3 REQ-1`; and those of stages that are not reached. */
function heldBackLines(findings: readonly Finding[]): string[] {
  const groups = new Map<string, string[]>();
  const told = new Set(findings.filter(({ judgement }) => TOLD.includes(judgement.verdict)).map(rowOf));
  for (const { judgement, because } of findings.filter((one) => isHeldBack(one) && !told.has(rowOf(one)))) {
    const why = because === undefined ? (judgement.hint ?? '') : `not judged, because of ${because}`;
    groups.set(why, [...(groups.get(why) ?? []), judgement.requirement]);
  }
  if (groups.size === 0) return [];
  return ['', ...[...groups].flatMap(([why, ids]) => wrap(`${why}: ${[...new Set(ids)].join(' ')}`, ''))];
}

/** What was not done because the run ended before its time, and how it gets done. */
function undoneLines(findings: readonly Finding[], ended: CheckResult['ended']): string[] {
  if (ended === null || ended === 'interrupted') return [];
  const { why, how } = ENDED[ended];
  const undone = findings.filter((finding) => finding.undone === true);
  if (undone.length === 0) return ['', `${why}: all was done by then`];
  return [
    '',
    ...wrap(`${why}; what was not done by then is not judged:`, ''),
    ...undone.map(({ judgement: { requirement: id, check } }) => `  ${id.padEnd(7)} ${check}`),
    ...wrap(how, ''),
  ];
}

/** Where nothing came that anybody could judge: why that may be. */
function silenceLines({ seen, start, ended, runs }: CheckResult): string[] {
  if (seen || start !== null || ended === 'interrupted' || ended === 'lost') return [];
  return ended === 'timeout' && runs.length === 0
    ? ['', 'no check had come to its end by then: that tells nothing of the target']
    : ['', 'nothing came from the target: is it running, and is this its port?'];
}

const ENDED = {
  lost: {
    why: 'the node went away during the check, or answers nobody any more',
    how: 'nobody can start it again from here: peerprobe check -- CMD starts a fresh one for each check, and does these too',
  },
  timeout: { why: 'the time given was over', how: 'a longer --timeout does these too' },
} as const;

function rowOf({ judgement }: Finding): string {
  return judgement.requirement;
}

function stageLines({ progress, verdict }: CheckResult, always: boolean, theme: Theme): string[] {
  const line = stageLine(progress);
  const table = always || (verdict === 'fail' && line !== '') ? stageTable(progress, theme) : [];
  return [...(table.length > 0 ? ['', ...table] : []), ...(line === '' ? [] : ['', line])];
}

function dialectLines({ dialect }: CheckResult): string[] {
  const seen = DIALECT_KEYS.flatMap((key) => (dialect[key] === null ? [] : [`${key}=${dialect[key]}`]));
  return seen.length === 0 ? [] : ['', ...wrap(escapeText(seen.join(', ')), 'its free choices: ')];
}

function rowText({ judgement }: Finding, theme: Theme): string {
  const { section, title } = requirement(judgement.requirement);
  const sign = verdictStyle(theme)[judgement.verdict](SIGN[judgement.verdict].padEnd(4));
  const id = judgement.requirement.padEnd(7);
  return `${sign} ${id} ${`§${section}`.padEnd(9)} ${title} ${theme.dim(`(${judgement.check})`)}`;
}

function headText({ judgement: { requirement: id, check, verdict } }: Finding, theme: Theme): string {
  return `${verdictStyle(theme)[verdict](SIGN[verdict])} ${theme.strong(id)} ${check}`;
}

function verdictStyle(theme: Theme): Record<Verdict, Style> {
  return {
    pass: theme.ok,
    fail: theme.error,
    warn: theme.warn,
    inconclusive: theme.warn,
    'not-observed': theme.dim,
    skipped: theme.dim,
  };
}
