/**
 * `check` for people: one line a result, the failures once more with all that is known, a summary last.
 */
import type { CheckResult, Finding } from '../check/event.ts';
import { requirement } from '../oracle/requirement.ts';
import type { Verdict } from '../oracle/verdict.ts';
import type { EvidencePlace } from './check-json.ts';
import { summary } from './check-json.ts';
import { escapeText } from './escape.ts';
import type { Style, Theme } from './theme.ts';

const SIGN: Readonly<Record<Verdict, string>> = {
  pass: 'ok',
  fail: 'FAIL',
  warn: 'warn',
  inconclusive: '?',
  'not-observed': '-',
  skipped: '-',
};

/** The whole report. Rows that nothing was tried for are counted, not listed. */
export function checkText(
  result: CheckResult,
  evidence: ReadonlyMap<Finding, EvidencePlace>,
  theme: Theme,
): string {
  // Of a program that did not come up there is one thing to say.
  const tried = result.start === null ? result.findings.filter(isTried) : [];
  const lines = tried.map((finding) => rowText(finding, theme));
  for (const finding of tried) {
    if (finding.judgement.verdict !== 'pass')
      lines.push('', ...detailLines(finding, evidence.get(finding), theme));
  }
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
  if (result.ended === 'lost')
    lines.push(
      '',
      'the node went away during the check, or answers nobody any more: what was not done is not judged',
    );
  if (result.ended === 'timeout')
    lines.push('', 'the time given was over: what was not done by then is not judged');
  if (!result.seen && result.start === null)
    lines.push('', 'nothing came from the target: is it running, and is this its port?');
  lines.push('', `${verdictStyle(theme)[result.verdict](result.verdict)}: ${countsText(result)}`);
  return `${lines.join('\n')}\n`;
}

function isTried({ judgement }: Finding): boolean {
  return judgement.verdict !== 'skipped';
}

/** `14 pass, 1 fail, 3 skipped`: the verdicts that occur. */
export function countsText(result: CheckResult): string {
  return Object.entries(summary(result))
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}

function rowText({ judgement }: Finding, theme: Theme): string {
  const { section, title } = requirement(judgement.requirement);
  const sign = verdictStyle(theme)[judgement.verdict](SIGN[judgement.verdict].padEnd(4));
  const id = judgement.requirement.padEnd(7);
  return `${sign} ${id} ${`§${section}`.padEnd(9)} ${title} ${theme.dim(`(${judgement.check})`)}`;
}

function detailLines({ judgement }: Finding, place: EvidencePlace | undefined, theme: Theme): string[] {
  const { requirement: id, check, verdict, expected, actual, hint } = judgement;
  const head = verdictStyle(theme)[verdict](SIGN[verdict]);
  return [
    `${head} ${theme.strong(id)} ${check}`,
    `     expected  ${expected}`,
    `     actual    ${escapeText(actual)}`,
    ...(hint === null ? [] : [`     hint      ${escapeText(hint)}`]),
    ...(place === undefined
      ? []
      : [`     evidence  ${escapeText(place.capture)}, frames ${framesText(place.packets)}`]),
  ];
}

const MOST_FRAMES = 12;

function framesText(packets: readonly number[]): string {
  const shown = packets.slice(0, MOST_FRAMES).join(' ');
  return packets.length > MOST_FRAMES ? `${shown} ...` : shown || 'all';
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
