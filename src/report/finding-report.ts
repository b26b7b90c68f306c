/**
 * A finding as a page to read: what was sent, what a conforming node may do, what happened, the likely cause, and how
 * to send it again. Markdown.
 */
import type { Step } from '../fuzz/case.ts';
import type { Finding } from '../fuzz/finding.ts';
import type { FoundWith } from '../fuzz/finding-record.ts';
import { explanation } from '../oracle/explanation.ts';
import { requirement } from '../oracle/requirement.ts';
import { eventsOf } from '../oracle/trace.ts';
import { dissect } from '../wire/dissect.ts';
import { endpointText } from '../wire/endpoint.ts';
import { shownReply } from './finding-capture.ts';
import type { Mark } from './hexdump.ts';
import { markdownBlock, markdownCode, markdownText } from './markdown.ts';
import { countText } from './number-text.ts';
import { sendCommands } from './send-commands.ts';
import { shortDump } from './short-dump.ts';
import { sentMarks } from './shown-datagram.ts';

const MOST_LINES = 30;
const MOST_REPORT = 16;
// Of many datagrams the last ones matter most.
const [FIRST, LAST] = [3, 13];

export function findingReport(finding: Finding, found: FoundWith): string {
  const { id, signature } = finding;
  return `${[
    `# ${id}: ${markdownCode(signature)}`,
    '',
    ...factLines(finding, found),
    '',
    '## What was sent',
    '',
    ...sentLines(finding),
    '## What a conforming node may do',
    '',
    ...mayLines(finding),
    '',
    '## What happened',
    '',
    ...happenedLines(finding),
    '## Likely cause',
    '',
    causeOf(finding),
    '',
    '## How to send it again',
    '',
    ...againLines(finding),
  ].join('\n')}\n`;
}

function causeOf({ hint, requirement: id, kind }: Finding): string {
  if (hint !== null) return sentence(markdownText(hint));
  const mistake = id === null ? undefined : explanation(id).mistakes[0];
  return mistake === undefined
    ? `Nothing more is known than that it is a ${kind}.`
    : `What usually does that: ${markdownText(mistake)}`;
}

function factLines(finding: Finding, { seed, version }: FoundWith): string[] {
  const { kind, requirement: id, reproduced, seen, origin } = finding;
  const row = id === null ? null : requirement(id);
  const times = `${reproduced.times} of ${reproduced.of} re-runs showed it`;
  return [
    `- kind: ${kind}`,
    ...(row === null
      ? []
      : [
          `- requirement: ${row.id}${row.section === '-' ? '' : ` (§${row.section})`}: the node ${row.title}`,
        ]),
    `- ${times}; the campaign ran into it ${seen === 1 ? 'once' : `${seen} times`}`,
    `- found by ${markdownCode(origin)}, seed ${seed}, peerprobe ${markdownCode(version)}`,
  ];
}

function sentLines({ case: { steps, repeat }, target, startPeer, requirement: id }: Finding): string[] {
  const known = startPeer === null ? '' : `, whose start peer was ${endpointText(startPeer)}`;
  const often = repeat > 1 ? `, ${repeat} times over` : '';
  const left = steps.length - FIRST - LAST;
  const isShort = left <= 1;
  const shown = steps.map((step, i) => ({ step, number: i + 1 }));
  const some = isShort ? shown : [...shown.slice(0, FIRST), ...shown.slice(-LAST)];
  return [
    `To ${endpointText(target)}${known}: ${steps.length === 0 ? 'nothing at all' : countText(steps.length, 'datagram')}${often}.`,
    '',
    ...some.flatMap(({ step, number }) => [
      ...(!isShort && number === FIRST + left + 1
        ? [`... and ${countText(left, 'more datagram')}, all of them in case.hex ...`, '']
        : []),
      ...stepLines(step, number, id),
    ]),
  ];
}

function stepLines({ at, from, bytes }: Step, number: number, id: string | null): string[] {
  const head = `${number}. at ${Number(at.toFixed(3))} ms from ${endpointText(from)}, ${countText(bytes.length, 'byte')}`;
  return [`${head}:`, '', ...dumpBlock(bytes, id === null ? [] : sentMarks(id, bytes)), ''];
}

function dumpBlock(bytes: Uint8Array, marks: readonly Mark[]): string[] {
  if (bytes.length === 0) return markdownBlock(['(an empty datagram)']);
  return markdownBlock(shortDump(dissect(bytes), { marks, most: MOST_LINES }));
}

function mayLines({ expected, requirement: id }: Finding): string[] {
  const meaning = id === null ? [] : ['', markdownText(explanation(id).meaning)];
  return [`${sentence(markdownText(expected))}`, ...meaning];
}

function happenedLines(finding: Finding): string[] {
  const { actual, output } = finding;
  const reply = shownReply(finding);
  const { bytes, at, to } = reply?.event ?? {};
  const shown =
    reply === null || bytes === undefined || to === undefined
      ? []
      : [
          `It sent to ${endpointText(to)}, ${at?.toFixed(0)} ms after the re-run began:`,
          '',
          ...dumpBlock(bytes, reply.marks),
          '',
        ];
  const report = sanitizerReport(finding);
  const said = output.trimEnd();
  const printed =
    report.length > 0
      ? ['The begin of the report:', '', ...markdownBlock(report), '']
      : said === ''
        ? []
        : ['The last lines that it printed:', '', ...markdownBlock(said.split('\n')), ''];
  return [sentence(markdownText(actual)), '', ...shown, ...printed];
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

function againLines(finding: Finding): string[] {
  const { target, startPeer, id, case: theCase } = finding;
  const by = sendCommands(finding, endpointText(target));
  const words = [
    String(target.port),
    ...(startPeer === null ? [] : [startPeer.address, String(startPeer.port)]),
  ];
  return [
    'As it was, several times over, with a verdict (FIXED, STILL FAILING or could not tell); FOLDER is where this page lies:',
    '',
    ...markdownBlock(['peerprobe replay FOLDER -- ./server'], 'sh'),
    '',
    ...(by.ok
      ? [
          `By hand, to a node that was started with the arguments ${words.map((word) => `\`${word}\``).join(' ')}, in this folder:`,
          '',
          ...markdownBlock(by.lines, 'sh'),
        ]
      : [`Not by hand: ${by.why}.`]),
    ...(theCase.steps.length === 0
      ? []
      : [
          '',
          `In a unit test of your own: \`case.h\` has the bytes, and \`peerprobe_${id.replaceAll('-', '_')}\` hands them to your function.`,
        ]),
  ];
}

function sentence(text: string): string {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
