/**
 * `fuzz` for people: a line while it goes on; at the end the verdict, each finding with its smallest case and how to see
 * it again, and how far the verdict reaches: what was tried, lost, held back and not watched.
 */

import type { Step } from '../fuzz/case.ts';
import type { FuzzResult, Status, Unconfirmed } from '../fuzz/event.ts';
import type { Finding } from '../fuzz/finding.ts';
import { DIALECT_KEYS } from '../node/dialect.ts';
import { requirement } from '../oracle/requirement.ts';
import { dissect } from '../wire/dissect.ts';
import { endpointText } from '../wire/endpoint.ts';
import { ISSUES } from '../wire/issue.ts';
import { datagramLine } from './datagram-text.ts';
import { escapeText, shellQuote } from './escape.ts';
import type { FindingFolders, FuzzFacts } from './fuzz-json.ts';
import { countText, numberText } from './number-text.ts';
import { sendCommands } from './send-commands.ts';
import type { Theme } from './theme.ts';
import { durationText } from './time-text.ts';
import { triedLines } from './tried-text.ts';
import { wrap } from './wrap.ts';

const LABEL_WIDTH = 11;
const MOST_STEPS = 4;
const LONGEST_LINE = 160;
const MOST_COMMANDS = 2;

/** `1,204 cases/s, 9,830 datagrams/s, 0 lost, 12 peers, 2 findings, 18 s left`. */
export function statusLine({ casesPerS, datagramsPerS, lost, peers, findings, leftMs }: Status): string {
  const parts = [
    `${numberText(casesPerS)} cases/s`,
    `${numberText(datagramsPerS)} datagrams/s`,
    `${numberText(lost)} lost`,
    countText(peers, 'peer'),
    countText(findings, 'finding'),
    ...(leftMs === null ? [] : [`${numberText(Math.max(leftMs, 0) / 1000)} s left`]),
  ];
  return parts.join(', ');
}

/** The whole report. */
export function fuzzText(
  result: FuzzResult,
  facts: FuzzFacts,
  folders: FindingFolders,
  theme: Theme,
): string {
  const lines = [
    verdictLine(result, theme),
    ...result.findings.flatMap((finding) => findingLines(finding, facts, folders.get(finding), theme)),
    '',
    ...reachLines(result),
  ];
  return `${lines.join('\n')}\n`;
}

/** One finding, as it is told when it is found and again at the end. */
export function findingLines(
  finding: Finding,
  facts: FuzzFacts,
  folder: string | undefined,
  theme: Theme,
): string[] {
  const { id, signature, requirement: row, expected, actual, hint, reproduced, seen } = finding;
  const rule = row === null ? '' : `  ${row}${sectionText(row)}`;
  const times = `${reproduced.times} of ${reproduced.of} re-runs, seen ${seen === 1 ? 'once' : countText(seen, 'time')}`;
  return [
    '',
    `${theme.error(id)}  ${theme.strong(escapeText(signature))}${rule}`,
    ...caseLines(finding),
    ...wrap(escapeText(expected), label('expected')),
    ...wrap(escapeText(actual), label('seen')),
    ...(hint === null ? [] : wrap(escapeText(hint), label('hint'))),
    ...wrap(times, label('shown by')),
    ...(folder === undefined ? [] : againLines(folder, facts)),
    ...byHandLines(finding, folder, facts.endpoint ?? 'HOST:PORT'),
  ];
}

function verdictLine(
  { verdict, findings, durationMs, ended, seen, start }: FuzzResult,
  theme: Theme,
): string {
  const time = durationText(durationMs);
  const early = ended === null ? '' : ` (${ENDED[ended]})`;
  switch (verdict) {
    case 'fail':
      return `${theme.error('FAIL')}: ${countText(findings.length, 'finding')} in ${time}${early}`;
    case 'pass':
      return `${theme.ok('ok')}: nothing found in ${time}${early}`;
    case 'inconclusive': {
      const why = start !== null ? escapeText(start) : seen ? null : 'nothing came from the target';
      return `${theme.warn('could not tell')}${why === null ? '' : `: ${why}`}${early}`;
    }
  }
}

const ENDED = {
  lost: 'ended early: the target answers nobody any more',
  interrupted: 'interrupted',
  failure: 'ended after the first finding',
} as const;

function sectionText(id: string): string {
  const { section } = requirement(id);
  return section === '-' ? '' : ` §${section}`;
}

function label(text: string): string {
  return `     ${text.padEnd(LABEL_WIDTH)}`;
}

/** The smallest case: each datagram on a line, with what is wrong with it on another. */
function caseLines({ case: { steps, repeat } }: Finding): string[] {
  if (steps.length === 0) return [`${label('sent')}nothing: it ends without any datagram`];
  const left = steps.length - MOST_STEPS;
  const often = repeat > 1 ? `, ${numberText(repeat)} times over` : '';
  const head = `${countText(steps.length, 'datagram')}${often}${left > 0 ? `, the last ${MOST_STEPS} of them:` : ':'}`;
  return [`${label('sent')}${head}`, ...steps.slice(-MOST_STEPS).flatMap(stepLines)];
}

function stepLines({ at, from, bytes }: Step): string[] {
  const dissection = dissect(bytes);
  const words = bytes.length === 0 ? '(empty)' : datagramLine(dissection);
  const shown = words.length > LONGEST_LINE ? `${words.slice(0, LONGEST_LINE)} ...` : words;
  const [first] = dissection.issues;
  const size = `${Math.round(at)} ms  ${endpointText(from)}  ${countText(bytes.length, 'byte')}`;
  return [
    `${label('')}${size}: ${shown}`,
    ...(first === undefined ? [] : [`${label('')}  ${first.path}: ${ISSUES[first.code].title}`]),
  ];
}

function againLines(folder: string, { endpoint, command }: FuzzFacts): string[] {
  const target = command !== null ? ['--', ...command] : endpoint !== null ? [endpoint] : [];
  const words = ['peerprobe', 'replay', folder, ...target].map(shellQuote).join(' ');
  return [`${label('folder')}${escapeText(folder)}`, `${label('again')}${words}`];
}

/** The commands are never broken: they are there to be pasted. Several of them, or such as read a file, are in the report. */
function byHandLines(finding: Finding, folder: string | undefined, target: string): string[] {
  const by = sendCommands(finding, target);
  const lines = by.ok ? by.lines : [];
  if (by.ok && lines.length <= MOST_COMMANDS && !lines.some((line) => line.startsWith('sed ')))
    return lines.map((line, i) => `${label(i === 0 ? 'by hand' : '')}${line}`);
  const page = folder === undefined ? [] : wrap(`see ${escapeText(folder)}/report.md`, label('by hand'));
  return by.ok ? page : wrap(`not with send: ${by.why}`, label('by hand'));
}

function reachLines(result: FuzzResult): string[] {
  const { cases, datagrams, lost, dropped, instances, deaths, unconfirmed, notes, unwatched, seed } = result;
  const ran =
    instances === 0
      ? ''
      : `; ${countText(instances, 'instance')}, ${numberText(deaths)} of them ended by themselves`;
  const loss = lost === null ? 'nobody knows how many were lost' : `${numberText(lost)} lost`;
  const held = dropped === 0 ? '' : `, ${numberText(dropped)} held back by the fence`;
  return [
    ...wrap(
      `${countText(cases, 'case')}, ${countText(datagrams, 'datagram')}, ${loss}${held}${ran}`,
      'sent: ',
    ),
    ...(cases === 0 ? [] : triedLines(result.tried)),
    ...unconfirmed.flatMap(unconfirmedLines),
    ...notes.flatMap((text) => wrap(escapeText(text), 'note: ')),
    ...unwatched.flatMap((text) => wrap(escapeText(text), 'not watched: ')),
    ...dialectLines(result),
    `seed ${seed}: the same cases again with --seed ${seed}`,
  ];
}

function unconfirmedLines({ suspicion, reason }: Unconfirmed): string[] {
  const { kind, signature, actual } = suspicion.symptom;
  return wrap(escapeText(`${kind}, ${signature}: ${actual}; ${reason}`), 'not confirmed: ');
}

function dialectLines({ dialect }: FuzzResult): string[] {
  const seen = DIALECT_KEYS.flatMap((key) => (dialect[key] === null ? [] : [`${key}=${dialect[key]}`]));
  return seen.length === 0 ? [] : wrap(escapeText(seen.join(', ')), 'its free choices: ');
}
