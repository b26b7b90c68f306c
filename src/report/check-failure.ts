/**
 * One finding of `check` in full, as its author would want to read it: what is asked for, what was sent, which
 * bytes matter, what was expected and seen, what to do, and how to see it again by hand.
 */
import type { Finding } from '../check/event.ts';
import { bugNamed } from '../node/bugs/table.ts';
import { explanation } from '../oracle/explanation.ts';
import { dissect } from '../wire/dissect.ts';
import { endpointText } from '../wire/endpoint.ts';
import { ISSUES } from '../wire/issue.ts';
import { commandByHand } from './by-hand.ts';
import type { EvidencePlace } from './check-json.ts';
import { escapeText } from './escape.ts';
import { shortDump } from './short-dump.ts';
import { type Shown, shownDatagram } from './shown-datagram.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

export interface FailureOptions {
  readonly place: EvidencePlace | undefined;
  /** Where to send by hand; null for a target that is gone by then. */
  readonly endpoint: string | null;
  /** The finding that stands right before it: what is told there is not told again. */
  readonly before: Finding | undefined;
  /** Bugs on purpose that the target behaves like; told here. */
  readonly likeness: readonly string[];
}

/** The lines below the finding's head. */
export function failureLines({ judgement, trace }: Finding, options: FailureOptions, theme: Theme): string[] {
  const { requirement: id, check, verdict, expected, actual, hint } = judgement;
  const blamed = verdict === 'fail' || verdict === 'warn';
  const before = options.before?.judgement;
  const again = before?.requirement === id;
  const died = DEATH.test(actual);
  const known = again && died && check === EVERYWHERE && DEATH.test(before.actual);
  const shown = trace === null || !blamed || known ? null : shownDatagram(judgement, trace);
  return [
    ...(blamed && !again ? wrap(explanation(id).meaning, '     ').map((line) => theme.dim(line)) : []),
    ...(shown === null ? [] : shownLines(shown, died, theme)),
    ...wrap(expected, label('expected')),
    ...wrap(escapeText(actual), label('seen')),
    ...(hint === null || known ? [] : wrap(escapeText(hint), label('hint'))),
    ...likenessLines(options.likeness),
    ...placeLines(options.place),
    ...(shown === null ? [] : byHandLines(shown, options.endpoint)),
  ];
}

// What caused a death may lie before the datagram that is shown: it is told apart.
const DEATH = /^the node (died|ended)/;
// The check that looks at every instance.
const EVERYWHERE = 'alive';
const LABEL_WIDTH = 10;
const MOST_FRAMES = 12;
const MOST_LINES = 12;
const INDENT = ' '.repeat(7);

function label(text: string): string {
  return `     ${text.padEnd(LABEL_WIDTH)}`;
}

function shownLines({ event, marks }: Shown, isLast: boolean, theme: Theme): string[] {
  const [what, peer] = event.type === 'sent' ? ['sent from', event.from] : ['received by', event.to];
  const size = `${event.bytes.length} byte${event.bytes.length === 1 ? '' : 's'}`;
  const head = `${what} ${endpointText(peer)}, ${size}${isLast ? ': one of the last before its end' : ''}`;
  const dissection = dissect(event.bytes);
  // The issues in few words: the whole of them stands in what was seen, and lines here are short.
  const issues = dissection.issues.map(({ start, end, code }) => ({ start, end, text: ISSUES[code].title }));
  const options = { marks: [...marks, ...issues], theme, indent: INDENT, most: MOST_LINES };
  const dump = shortDump({ ...dissection, issues: [] }, options);
  return [...wrap(head, label('datagram')), ...dump];
}

// More than these are named alone.
const MOST_TOLD = 2;

function likenessLines(names: readonly string[]): string[] {
  const texts = names.flatMap((name) => {
    const bug = bugNamed(name);
    if (bug === null) return [];
    return [names.length > MOST_TOLD ? name : `${name} (${bug.summary})`];
  });
  return texts.length === 0 ? [] : wrap(`behaves like ${texts.join(' or ')}`, label('likeness'));
}

function placeLines(place: EvidencePlace | undefined): string[] {
  if (place === undefined) return [];
  const { capture, packets } = place;
  const frames = packets.slice(0, MOST_FRAMES).join(' ');
  const more = packets.length > MOST_FRAMES ? ' ...' : '';
  return wrap(
    `${escapeText(capture)}, ${frames === '' ? 'all frames' : `frames ${frames}${more}`}`,
    label('evidence'),
  );
}

/** The command is never broken: it is there to be pasted. */
function byHandLines(shown: Shown, endpoint: string | null): string[] {
  const command = commandByHand(shown, endpoint);
  return command === null ? [] : [`${label('by hand')}${command}`];
}
