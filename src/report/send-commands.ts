/**
 * How a case is sent by hand, as command lines to paste. `send` has one sender a call: a case of several peers is a call
 * for each stretch of one. Times are kept as well as an even interval can; `replay` keeps them exactly.
 */
import type { Step } from '../fuzz/case.ts';
import type { Finding } from '../fuzz/finding.ts';
import type { SymptomKind } from '../fuzz/symptom.ts';
import { type Message, sentence } from '../lang/sentence.ts';
import { isLoopback, LOOPBACK } from '../net/cidr.ts';
import { outsideFence } from '../send/send.ts';
import { dissect } from '../wire/dissect.ts';
import { endpointText } from '../wire/endpoint.ts';
import { notationWords } from './datagram-text.ts';
import { shellQuote } from './escape.ts';

/** The datagrams, one a line in hexadecimal; an empty line is an empty datagram. */
export const HEX_FILE = 'case.hex';

/** The lines, to be run in the finding's folder; or why there are none. */
export type SendCommands =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly why: Message };

// Longer lines are no use by hand, nor are more of them.
const LONGEST_COMMAND = 1000;
const MOST_COMMANDS = 8;

const OUTSIDE = 'send stays inside 127.0.0.0/8, and the case can be read as naming {peer}';

/** What shows only to peers that greet and ask, as they do in a re-run. */
const IN_COMPANY: ReadonlySet<SymptomKind> = new Set([
  'wrong-answer',
  'malformed-output',
  'storm',
  'schedule',
]);

/** The commands that send a finding's case to the node at `target`, an ADDR:PORT or a word that stands for one. */
export function sendCommands(
  { kind, case: theCase }: Pick<Finding, 'kind' | 'case'>,
  target: string,
): SendCommands {
  const { steps, repeat } = theCase;
  if (steps.length === 0)
    return { ok: false, why: 'no datagram is needed: it shows some time after the start' };
  const outside = steps.map(({ bytes }) => outsideFence(bytes, [LOOPBACK])).find((found) => found !== null);
  if (outside !== undefined) return { ok: false, why: sentence(OUTSIDE, { peer: outside }) };
  const stretches = stretchesOf(steps);
  if (stretches.length > MOST_COMMANDS || (repeat > 1 && steps.length > 1))
    return { ok: false, why: 'by hand it would be too many commands' };
  const lines = stretches.map((stretch) => commandLine(stretch, repeat, target));
  const asked = words(['peerprobe', 'send', target, 'hello', 'peer-request', '--listen', '3s']);
  return { ok: true, lines: IN_COMPANY.has(kind) ? [...lines, asked] : lines };
}

/** Steps of one peer that follow each other. */
interface Stretch {
  /** The place of the first among all steps, from 1. */
  readonly first: number;
  readonly steps: readonly [Step, ...Step[]];
}

function stretchesOf(steps: readonly Step[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [i, step] of steps.entries()) {
    const open = found.at(-1);
    if (open !== undefined && endpointText(open.steps[0].from) === endpointText(step.from))
      found[found.length - 1] = { ...open, steps: [...open.steps, step] };
    else found.push({ first: i + 1, steps: [step] });
  }
  return found;
}

function commandLine({ first, steps }: Stretch, repeat: number, target: string): string {
  const [step] = steps;
  const from = isLoopback(step.from.address) ? ['--from', endpointText(step.from)] : [];
  const gap = steps.length === 1 ? 0 : ((steps.at(-1)?.at ?? 0) - step.at) / (steps.length - 1);
  const often = repeat > 1 ? ['--repeat', String(repeat)] : [];
  const pace = gap >= 1 ? ['--interval', `${Math.round(gap)}ms`] : [];
  const options = [...from, ...often, ...pace, '--listen', '3s'];
  if (steps.length === 1) {
    const items = notationWords(dissect(step.bytes));
    const line = words(['peerprobe', 'send', target, ...items, ...options]);
    if (line.length <= LONGEST_COMMAND) return line;
  }
  // The words of each line are `--raw 6801…`, which may be an empty one.
  const lines = `${first},${first + steps.length - 1}`;
  return `sed -n "${lines}s/.*/--raw '&'/p" ${HEX_FILE} | ${words(['peerprobe', 'send', target, '-', ...from, ...pace, '--listen', '3s'])}`;
}

function words(list: readonly string[]): string {
  return list.map(shellQuote).join(' ');
}
