/**
 * `fuzz` for people: a line while it goes on; at the end the verdict, each finding with its smallest case and how to see
 * it again, and how far the verdict reaches: what was tried, lost, held back and not watched.
 */

import type { Step } from '../fuzz/case.ts';
import type { FuzzResult, Status, Unconfirmed } from '../fuzz/event.ts';
import type { Finding } from '../fuzz/finding.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { textIn, toldIn } from '../lang/said.ts';
import { counted, grouped, inWords, sentence, tell } from '../lang/sentence.ts';
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
  lang: Language = 'en',
): string {
  const lines = [
    verdictLine(result, theme, lang),
    ...result.findings.flatMap((finding) => findingLines(finding, facts, folders.get(finding), theme, lang)),
    '',
    ...reachLines(result, lang),
  ];
  return `${lines.join('\n')}\n`;
}

/** One finding, as it is told when it is found and again at the end. */
export function findingLines(
  finding: Finding,
  facts: FuzzFacts,
  folder: string | undefined,
  theme: Theme,
  lang: Language = 'en',
): string[] {
  const { id, signature, requirement: row, reproduced, seen } = finding;
  const { expected, actual, hint } = toldIn(lang, finding);
  const rule = row === null ? '' : `  ${row}${sectionText(row)}`;
  const times =
    seen === 1
      ? tell(lang, '{times} of {of} re-runs, seen once', reproduced)
      : tell(lang, '{times} of {of} re-runs, seen {often}', { ...reproduced, often: counted(seen, 'time') });
  const label = labels(lang);
  return [
    '',
    `${theme.error(id)}  ${theme.strong(escapeText(signature))}${rule}`,
    ...caseLines(finding, lang),
    ...wrap(escapeText(expected), label('expected')),
    ...wrap(escapeText(actual), label('seen')),
    ...(hint === null ? [] : wrap(escapeText(hint), label('hint'))),
    ...wrap(times, label('shown by')),
    ...(folder === undefined ? [] : againLines(folder, facts, lang)),
    ...byHandLines(finding, folder, facts.endpoint ?? 'HOST:PORT', lang),
  ];
}

function verdictLine(
  { verdict, findings, durationMs, ended, seen, start, cases }: FuzzResult,
  theme: Theme,
  lang: Language,
): string {
  const time = durationText(durationMs, lang);
  const early = ended === null ? '' : ` (${tell(lang, ENDED[ended])})`;
  switch (verdict) {
    case 'fail': {
      const fail = theme.error(tell(lang, 'FAIL'));
      const found = counted(findings.length, 'finding');
      return `${tell(lang, '{fail}: {findings} in {time}', { fail, findings: found, time })}${early}`;
    }
    case 'pass':
      return `${tell(lang, '{ok}: nothing found in {time}', { ok: theme.ok(tell(lang, 'ok')), time })}${early}`;
    case 'inconclusive': {
      const name = theme.warn(tell(lang, 'could not tell'));
      if (start === null && seen && (cases > 0 || ended !== null)) return `${name}${early}`;
      const untold = seen ? 'the time was over before anything was tried' : 'nothing came from the target';
      const text = start === null ? tell(lang, untold) : escapeText(inWords(lang, start));
      return `${tell(lang, '{name}: {text}', { name, text })}${early}`;
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

function labels(lang: Language): (text: PlainPhrase | '') => string {
  return (text) => `     ${inWords(lang, text).padEnd(LABEL_WIDTH)}`;
}

/** The smallest case: each datagram on a line, with what is wrong with it on another. */
function caseLines({ case: { steps, repeat } }: Finding, lang: Language): string[] {
  const lead = labels(lang)('sent');
  if (steps.length === 0) return [`${lead}${tell(lang, 'nothing: no datagram is needed')}`];
  const left = steps.length - MOST_STEPS;
  const datagrams = counted(steps.length, 'datagram');
  const times = grouped(lang, repeat);
  const some = left > 0;
  const head =
    repeat > 1
      ? some
        ? tell(lang, '{datagrams}, {times} times over, the last {count} of them:', {
            datagrams,
            times,
            count: MOST_STEPS,
          })
        : tell(lang, '{datagrams}, {times} times over:', { datagrams, times })
      : some
        ? tell(lang, '{datagrams}, the last {count} of them:', { datagrams, count: MOST_STEPS })
        : tell(lang, '{datagrams}:', { datagrams });
  return [`${lead}${head}`, ...steps.slice(-MOST_STEPS).flatMap((step) => stepLines(step, lang))];
}

function stepLines({ at, from, bytes }: Step, lang: Language): string[] {
  const label = labels(lang);
  const dissection = dissect(bytes);
  const words = bytes.length === 0 ? tell(lang, '(empty)') : datagramLine(dissection);
  const shown = words.length > LONGEST_LINE ? `${words.slice(0, LONGEST_LINE)} ...` : words;
  const [first] = dissection.issues;
  const size = `${Math.round(at)} ms  ${endpointText(from)}  ${inWords(lang, counted(bytes.length, 'byte'))}`;
  return [
    `${label('')}${size}: ${shown}`,
    ...(first === undefined
      ? []
      : [
          `${label('')}  ${tell(lang, '{name}: {text}', { name: first.path, text: inWords(lang, ISSUES[first.code].title) })}`,
        ]),
  ];
}

function againLines(folder: string, { endpoint, command }: FuzzFacts, lang: Language): string[] {
  const label = labels(lang);
  const target = command !== null ? ['--', ...command] : endpoint !== null ? [endpoint] : [];
  const words = ['peerprobe', 'replay', folder, ...target].map(shellQuote).join(' ');
  return [`${label('folder')}${escapeText(folder)}`, `${label('again')}${words}`];
}

/** The commands are never broken: they are there to be pasted. Several of them, or such as read a file, are in the report. */
function byHandLines(finding: Finding, folder: string | undefined, target: string, lang: Language): string[] {
  const label = labels(lang);
  const by = sendCommands(finding, target);
  const lines = by.ok ? by.lines : [];
  if (by.ok && lines.length <= MOST_COMMANDS && !lines.some((line) => line.startsWith('sed ')))
    return lines.map((line, i) => `${label(i === 0 ? 'by hand' : '')}${line}`);
  const page =
    folder === undefined
      ? []
      : wrap(tell(lang, 'see {file}', { file: `${escapeText(folder)}/report.md` }), label('by hand'));
  return by.ok
    ? page
    : wrap(tell(lang, 'not with send: {why}', { why: inWords(lang, by.why) }), label('by hand'));
}

function reachLines(result: FuzzResult, lang: Language): string[] {
  const { cases, datagrams, lost, dropped, instances, deaths, unconfirmed, notes, unwatched, seed } = result;
  const lossOnly =
    lost === null
      ? sentence('nobody knows how many were lost')
      : sentence('{count} lost', { count: grouped(lang, lost) });
  const loss =
    dropped === 0
      ? lossOnly
      : sentence('{loss}, {count} held back by the fence', { loss: lossOnly, count: grouped(lang, dropped) });
  const sum = sentence('{cases}, {datagrams}, {loss}', {
    cases: counted(cases, 'case'),
    datagrams: counted(datagrams, 'datagram'),
    loss,
  });
  const reach =
    instances === 0
      ? sum
      : sentence('{sum}; {instances}, {deaths} of them ended by themselves', {
          sum,
          instances: counted(instances, 'instance'),
          deaths: grouped(lang, deaths),
        });
  return [
    ...wrap(inWords(lang, reach), tell(lang, 'sent: ')),
    ...(cases === 0 ? [] : triedLines(result.tried, lang)),
    ...unconfirmed.flatMap((one) => unconfirmedLines(one, lang)),
    ...notes.flatMap((text) => wrap(escapeText(inWords(lang, text)), tell(lang, 'note: '))),
    ...unwatched.flatMap((text) => wrap(escapeText(inWords(lang, text)), tell(lang, 'not watched: '))),
    ...dialectLines(result, lang),
    tell(lang, 'seed {seed}: the same cases again with {option}', {
      seed: String(seed),
      option: `--seed ${seed}`,
    }),
  ];
}

function unconfirmedLines({ suspicion, reason }: Unconfirmed, lang: Language): string[] {
  const { kind, signature, actual, said } = suspicion.symptom;
  const text = sentence('{what}; {doubt}', {
    what: textIn(lang, actual, said?.actual),
    doubt: inWords(lang, reason),
  });
  const whole = tell(lang, '{name}: {text}', { name: `${kind}, ${signature}`, text });
  return wrap(escapeText(whole), tell(lang, 'not confirmed: '));
}

function dialectLines({ dialect }: FuzzResult, lang: Language): string[] {
  const seen = DIALECT_KEYS.flatMap((key) => (dialect[key] === null ? [] : [`${key}=${dialect[key]}`]));
  return seen.length === 0 ? [] : wrap(escapeText(seen.join(', ')), tell(lang, 'its free choices: '));
}
