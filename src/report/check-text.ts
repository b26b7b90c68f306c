/**
 * `check` for people: one line a result; then what failed, what warned and what could not be told, each with all
 * that is known; what was not judged because of another; the stages, the free choices, and the verdict last.
 */
import type { CheckResult, Finding } from '../check/event.ts';
import type { Language } from '../lang/language.ts';
import { textIn, toldIn } from '../lang/said.ts';
import { sentence, tell } from '../lang/sentence.ts';
import { bugNamed } from '../node/bugs/table.ts';
import { DIALECT_KEYS } from '../node/dialect.ts';
import { VERDICTS, type Verdict } from '../oracle/verdict.ts';
import { failureLines } from './check-failure.ts';
import type { EvidencePlace } from './check-json.ts';
import { summary } from './check-json.ts';
import { stageLine, stageTable } from './check-stage.ts';
import { escapeText } from './escape.ts';
import { rowLine, SIGN, verdictStyle } from './row-line.ts';
import type { Theme } from './theme.ts';
import { verdictCount } from './verdict-count.ts';
import { wrap } from './wrap.ts';

export interface CheckTextOptions {
  /** Of a target that runs on: where to send by hand. */
  readonly endpoint?: string | null;
  /** The table of stages, whether or not anything failed. */
  readonly stages?: boolean;
  /** English by default. */
  readonly lang?: Language;
}

/** The whole report. Rows that nothing was tried for are counted, not listed. */
export function checkText(
  result: CheckResult,
  evidence: ReadonlyMap<Finding, EvidencePlace>,
  theme: Theme,
  options: CheckTextOptions = {},
): string {
  const lang = options.lang ?? 'en';
  // Of a program that did not come up there is one thing to say.
  const tried = result.start === null ? result.findings.filter(isTried) : [];
  const lines = tried.map((finding) => rowLine(finding.judgement, lang, theme));
  const told = inOrder(tried.filter(({ undone }) => undone !== true));
  const like = likeFinding(told, result.likeness);
  for (const [i, finding] of told.entries()) {
    const likeness = finding === like ? result.likeness : [];
    const place = evidence.get(finding);
    lines.push('', headText(finding, lang, theme));
    const endpoint = options.endpoint ?? null;
    lines.push(...failureLines(finding, { place, endpoint, before: told[i - 1], likeness, lang }, theme));
  }
  lines.push(...notObservedLines(tried, lang), ...heldBackLines(tried, lang));
  if (result.start !== null) lines.push('', startLine(result.start, lang, theme));
  const words = result.start?.output ?? result.lastWords ?? '';
  if (words !== '') {
    lines.push(
      '',
      tell(lang, 'the last lines that it printed:'),
      ...words.split('\n').map((line) => `  | ${escapeText(line)}`),
    );
  }
  lines.push(...undoneLines(tried, result.ended, lang));
  lines.push(...silenceLines(result, lang));
  if (result.start === null) {
    lines.push(...stageLines(result, options.stages === true, lang, theme));
    lines.push(...dialectLines(result, lang));
  }
  const name = verdictStyle(result.verdict, theme)(tell(lang, result.verdict));
  lines.push('', tell(lang, '{name}: {text}', { name, text: countsText(result, lang) }));
  return `${lines.join('\n')}\n`;
}

function startLine({ text, said }: NonNullable<CheckResult['start']>, lang: Language, theme: Theme): string {
  const name = theme.error(tell(lang, 'did not start'));
  return tell(lang, '{name}: {text}', { name, text: escapeText(textIn(lang, text, said)) });
}

function isTried(finding: Finding): boolean {
  return finding.judgement.verdict !== 'skipped' || isHeldBack(finding);
}

/** `14 pass, 1 fail, 3 skipped`: the verdicts that occur. */
export function countsText(result: CheckResult, lang: Language = 'en'): string {
  const counts = summary(result);
  return VERDICTS.flatMap((verdict) => verdictCount(verdict, counts[verdict] ?? 0, lang)).join(', ');
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

function notObservedLines(findings: readonly Finding[], lang: Language): string[] {
  const rows = findings.filter(({ judgement }) => judgement.verdict === 'not-observed');
  if (rows.length === 0) return [];
  const texts = rows.map(
    ({ judgement }) => `  ${judgement.requirement.padEnd(7)} ${escapeText(toldIn(lang, judgement).actual)}`,
  );
  return ['', tell(lang, 'not observed:'), ...texts];
}

/** `not judged, because of HEL-2: HEL-3 REQ-1`; and those of stages that are not reached. */
function heldBackLines(findings: readonly Finding[], lang: Language): string[] {
  const groups = new Map<string, string[]>();
  const told = new Set(findings.filter(({ judgement }) => TOLD.includes(judgement.verdict)).map(rowOf));
  for (const { judgement, because } of findings.filter((one) => isHeldBack(one) && !told.has(rowOf(one)))) {
    const why =
      because === undefined
        ? (toldIn(lang, judgement).hint ?? '')
        : tell(lang, 'not judged, because of {row}', { row: because });
    groups.set(why, [...(groups.get(why) ?? []), judgement.requirement]);
  }
  if (groups.size === 0) return [];
  return [
    '',
    ...[...groups].flatMap(([why, ids]) =>
      wrap(tell(lang, '{name}: {text}', { name: why, text: [...new Set(ids)].join(' ') }), ''),
    ),
  ];
}

/** What was not done because the run ended before its time, and how it gets done. */
function undoneLines(findings: readonly Finding[], ended: CheckResult['ended'], lang: Language): string[] {
  if (ended === null || ended === 'interrupted') return [];
  const { why, how } = ENDED[ended];
  const reason = { why: sentence(why) };
  const undone = findings.filter((finding) => finding.undone === true);
  if (undone.length === 0) return ['', tell(lang, '{why}: all was done by then', reason)];
  return [
    '',
    ...wrap(tell(lang, '{why}; what was not done by then is not judged:', reason), ''),
    ...undone.map(({ judgement: { requirement: id, check } }) => `  ${id.padEnd(7)} ${check}`),
    ...wrap(tell(lang, how), ''),
  ];
}

/** Where nothing came that anybody could judge: why that may be. */
function silenceLines({ seen, start, ended, runs }: CheckResult, lang: Language): string[] {
  if (seen || start !== null || ended === 'interrupted' || ended === 'lost') return [];
  return ended === 'timeout' && runs.length === 0
    ? ['', tell(lang, 'no check had come to its end by then: that tells nothing of the target')]
    : ['', tell(lang, 'nothing came from the target: is it running, and is this its port?')];
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

function stageLines(
  { progress, verdict }: CheckResult,
  always: boolean,
  lang: Language,
  theme: Theme,
): string[] {
  const line = stageLine(progress, lang);
  const table = always || (verdict === 'fail' && line !== '') ? stageTable(progress, theme, lang) : [];
  return [...(table.length > 0 ? ['', ...table] : []), ...(line === '' ? [] : ['', line])];
}

function dialectLines({ dialect }: CheckResult, lang: Language): string[] {
  const seen = DIALECT_KEYS.flatMap((key) => (dialect[key] === null ? [] : [`${key}=${dialect[key]}`]));
  return seen.length === 0
    ? []
    : ['', ...wrap(escapeText(seen.join(', ')), tell(lang, 'its free choices: '))];
}

function headText(
  { judgement: { requirement: id, check, verdict } }: Finding,
  lang: Language,
  theme: Theme,
): string {
  return `${verdictStyle(verdict, theme)(SIGN[lang][verdict])} ${theme.strong(id)} ${check}`;
}
