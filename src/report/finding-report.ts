/**
 * A finding as a page to read: what was sent, what a conforming node may do, what happened, the likely cause, and how
 * to send it again. Markdown.
 */
import type { Step } from '../fuzz/case.ts';
import type { Finding } from '../fuzz/finding.ts';
import type { FoundWith } from '../fuzz/finding-record.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { toldIn } from '../lang/said.ts';
import { asSentence, counted, decimal, inWords, sentence, tell } from '../lang/sentence.ts';
import { explanation } from '../oracle/explanation.ts';
import { requirement } from '../oracle/requirement.ts';
import { eventsOf } from '../oracle/trace.ts';
import { dissect } from '../wire/dissect.ts';
import { endpointText } from '../wire/endpoint.ts';
import { shownReply } from './finding-capture.ts';
import type { Mark } from './hexdump.ts';
import { markdownBlock, markdownCode, markdownText } from './markdown.ts';
import { itemText } from './run/run-line.ts';
import { sendCommands } from './send-commands.ts';
import { shortDump } from './short-dump.ts';
import { sentMarks } from './shown-datagram.ts';

const MOST_LINES = 30;
const MOST_REPORT = 16;
// Of many datagrams the last ones matter most.
const [FIRST, LAST] = [3, 13];

export function findingReport(finding: Finding, found: FoundWith, lang: Language = 'en'): string {
  const { id, signature } = finding;
  const title = (text: PlainPhrase): string[] => [`## ${tell(lang, text)}`, ''];
  return `${[
    `# ${tell(lang, '{name}: {text}', { name: id, text: markdownCode(signature) })}`,
    '',
    ...factLines(finding, found, lang),
    '',
    ...title('What was sent'),
    ...sentLines(finding, lang),
    ...title('What a conforming node may do'),
    ...mayLines(finding, lang),
    '',
    ...title('What happened'),
    ...happenedLines(finding, lang),
    ...title('Likely cause'),
    causeOf(finding, lang),
    '',
    ...title('How to send it again'),
    ...againLines(finding, lang),
  ].join('\n')}\n`;
}

function causeOf(finding: Finding, lang: Language): string {
  const { requirement: id, kind } = finding;
  const { hint } = toldIn(lang, finding);
  if (hint !== null) return whole(markdownText(hint));
  const mistake = id === null ? undefined : explanation(id).mistakes[0];
  return mistake === undefined
    ? tell(lang, 'Nothing more is known than that it is a {kind}.', { kind })
    : tell(lang, 'What usually does that: {mistake}', { mistake: markdownText(tell(lang, mistake)) });
}

function factLines(finding: Finding, { seed, version }: FoundWith, lang: Language): string[] {
  const { kind, requirement: id, reproduced, seen, origin } = finding;
  const row = id === null ? null : requirement(id);
  const { times, of } = reproduced;
  const item = (name: PlainPhrase, text: string): string => `- ${itemText(lang, name, text)}`;
  const name = row === null ? '' : `${row.id}${row.section === '-' ? '' : ` (§${row.section})`}`;
  return [
    item('kind', kind),
    ...(row === null
      ? []
      : [
          item(
            'requirement',
            tell(lang, '{name}: {text}', {
              name,
              text: tell(lang, 'the node {does}', { does: tell(lang, row.title) }),
            }),
          ),
        ]),
    `- ${
      seen === 1
        ? tell(lang, '{times} of {of} re-runs showed it; the campaign ran into it once', { times, of })
        : tell(lang, '{times} of {of} re-runs showed it; the campaign ran into it {often}', {
            times,
            of,
            often: counted(seen, 'time'),
          })
    }`,
    `- ${tell(lang, 'found by {origin}, seed {seed}, peerprobe {version}', {
      origin: markdownCode(origin),
      seed: String(seed),
      version: markdownCode(version),
    })}`,
  ];
}

function sentLines(finding: Finding, lang: Language): string[] {
  const { case: theCase, requirement: id } = finding;
  const { steps } = theCase;
  const left = steps.length - FIRST - LAST;
  const isShort = left <= 1;
  const shown = steps.map((step, i) => ({ step, number: i + 1 }));
  const some = isShort ? shown : [...shown.slice(0, FIRST), ...shown.slice(-LAST)];
  const rest = tell(lang, '... and {datagrams}, all of them in case.hex ...', {
    datagrams: counted(left, 'more datagram'),
  });
  return [
    wentTo(finding, lang),
    '',
    ...some.flatMap(({ step, number }) => [
      ...(!isShort && number === FIRST + left + 1 ? [rest, ''] : []),
      ...stepLines(step, number, id, lang),
    ]),
  ];
}

/** `To 127.0.0.1:4200, whose start peer was 127.9.8.127:32600: 1 datagram.` */
function wentTo({ case: { steps, repeat }, target, startPeer }: Finding, lang: Language): string {
  const node = endpointText(target);
  const datagrams = counted(steps.length, 'datagram');
  const what = steps.length === 0 ? sentence('nothing at all') : sentence('{datagrams}', { datagrams });
  const all = repeat > 1 ? sentence('{what}, {times} times over', { what, times: String(repeat) }) : what;
  return startPeer === null
    ? tell(lang, 'To {node}: {what}.', { node, what: all })
    : tell(lang, 'To {node}, whose start peer was {peer}: {what}.', {
        node,
        peer: endpointText(startPeer),
        what: all,
      });
}

function stepLines({ at, from, bytes }: Step, number: number, id: string | null, lang: Language): string[] {
  const head = tell(lang, 'at {time} ms from {peer}, {size}:', {
    time: decimal(lang, String(Number(at.toFixed(3)))),
    peer: endpointText(from),
    size: counted(bytes.length, 'byte'),
  });
  const marks = id === null ? [] : sentMarks(id, bytes);
  return [`${number}. ${head}`, '', ...dumpBlock(bytes, marks, lang), ''];
}

function dumpBlock(bytes: Uint8Array, marks: readonly Mark[], lang: Language): string[] {
  if (bytes.length === 0) return markdownBlock([`(${tell(lang, 'an empty datagram')})`]);
  const told = marks.map((mark) => ({ ...mark, text: inWords(lang, mark.text) }));
  return markdownBlock(shortDump(dissect(bytes), { marks: told, most: MOST_LINES, lang }));
}

function mayLines(finding: Finding, lang: Language): string[] {
  const { requirement: id } = finding;
  const meaning = id === null ? [] : ['', markdownText(tell(lang, explanation(id).meaning))];
  return [whole(markdownText(toldIn(lang, finding).expected)), ...meaning];
}

function happenedLines(finding: Finding, lang: Language): string[] {
  const reply = shownReply(finding);
  const { bytes, at, to } = reply?.event ?? {};
  const shown =
    reply === null || bytes === undefined || to === undefined
      ? []
      : [
          tell(lang, 'It sent to {peer}, {time} ms after the re-run began:', {
            peer: endpointText(to),
            time: at?.toFixed(0) ?? '?',
          }),
          '',
          ...dumpBlock(bytes, reply.marks, lang),
          '',
        ];
  const report = sanitizerReport(finding);
  const said = finding.output.trimEnd();
  const printed =
    report.length > 0
      ? [tell(lang, 'The begin of the report:'), '', ...markdownBlock(report), '']
      : said === ''
        ? []
        : [tell(lang, 'The last lines that it printed:'), '', ...markdownBlock(said.split('\n')), ''];
  return [whole(markdownText(toldIn(lang, finding).actual)), '', ...shown, ...printed];
}

/** The stacks stand at its begin; what a program prints last is the legend of it. */
function sanitizerReport({ trace }: Finding): string[] {
  const ends = trace === null ? [] : eventsOf(trace, 'exited');
  return (ends[0]?.sanitizer ?? '')
    .trimEnd()
    .split('\n')
    .slice(0, MOST_REPORT)
    .filter((line) => line !== '');
}

function againLines(finding: Finding, lang: Language): string[] {
  const { target, startPeer, id, case: theCase } = finding;
  const by = sendCommands(finding, endpointText(target));
  const words = [
    String(target.port),
    ...(startPeer === null ? [] : [startPeer.address, String(startPeer.port)]),
  ];
  return [
    tell(
      lang,
      'As it was, several times over, with a verdict (FIXED, STILL FAILING or could not tell); FOLDER is where this page lies:',
    ),
    '',
    ...markdownBlock(['peerprobe replay FOLDER -- ./server'], 'sh'),
    '',
    ...(by.ok
      ? [
          tell(lang, 'By hand, to a node that was started with the arguments {words}, in this folder:', {
            words: words.map((word) => `\`${word}\``).join(' '),
          }),
          '',
          ...markdownBlock(by.lines, 'sh'),
        ]
      : [tell(lang, 'Not by hand: {why}.', { why: asSentence(by.why) })]),
    ...(theCase.steps.length === 0
      ? []
      : [
          '',
          tell(
            lang,
            'In a unit test of your own: {file} has the bytes, and {name} hands them to your function.',
            {
              file: '`case.h`',
              name: `\`peerprobe_${id.replaceAll('-', '_')}\``,
            },
          ),
        ]),
  ];
}

/** It begins as a sentence does, and ends. */
function whole(text: string): string {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
