/**
 * One finding of `check` in full, as its author would want to read it: what is asked for, what was sent, which
 * bytes matter, what was expected and seen, what to do, and how to see it again by hand.
 */
import type { Finding } from '../check/event.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { toldIn } from '../lang/said.ts';
import { inWords, plainly, sentence, tell } from '../lang/sentence.ts';
import { list } from '../lang/value.ts';
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
  readonly lang: Language;
}

/** The lines below the finding's head. */
export function failureLines({ judgement, trace }: Finding, options: FailureOptions, theme: Theme): string[] {
  const { requirement: id, check, verdict, actual } = judgement;
  const { lang } = options;
  const told = toldIn(lang, judgement);
  const label = (text: PlainPhrase): string => `     ${tell(lang, text).padEnd(LABEL_WIDTH[lang])}`;
  const blamed = verdict === 'fail' || verdict === 'warn';
  const before = options.before?.judgement;
  const again = before?.requirement === id;
  const died = DEATH.test(actual);
  const known = again && died && check === EVERYWHERE && DEATH.test(before.actual);
  const shown = trace === null || !blamed || known ? null : shownDatagram(judgement, trace);
  return [
    ...(blamed && !again
      ? wrap(tell(lang, explanation(id).meaning), '     ').map((line) => theme.dim(line))
      : []),
    ...(shown === null ? [] : shownLines(shown, died, { lead: label('datagram'), lang, theme })),
    ...wrap(told.expected, label('expected')),
    ...wrap(escapeText(told.actual), label('seen')),
    ...(told.hint === null || known ? [] : wrap(escapeText(told.hint), label('hint'))),
    ...likenessLines(options.likeness, label('likeness'), lang),
    ...placeLines(options.place, label('evidence'), lang),
    ...(shown === null ? [] : byHandLines(shown, options.endpoint, label('by hand'))),
  ];
}

// What caused a death may lie before the datagram that is shown: it is told apart.
const DEATH = /^the node (died|ended)/;
// The check that looks at every instance.
const EVERYWHERE = 'alive';
const LABEL_WIDTH: Readonly<Record<Language, number>> = { en: 10, fr: 11 };
const MOST_FRAMES = 12;
const MOST_LINES = 12;
const INDENT = ' '.repeat(7);

interface Showing {
  readonly lead: string;
  readonly lang: Language;
  readonly theme: Theme;
}

function shownLines({ event, marks }: Shown, isLast: boolean, { lead, lang, theme }: Showing): string[] {
  const size = plainly(event.bytes.length, 'byte');
  const [what, end] = event.type === 'sent' ? SENT : RECEIVED;
  const peer = endpointText(event.type === 'sent' ? event.from : event.to);
  const head = tell(lang, isLast ? end : what, { peer, size });
  const dissection = dissect(event.bytes);
  // The issues in few words: the whole of them stands in what was seen, and lines here are short.
  const issues = dissection.issues.map(({ start, end, code }) => ({ start, end, text: ISSUES[code].title }));
  const all = [...marks, ...issues].map((mark) => ({ ...mark, text: inWords(lang, mark.text) }));
  const options = { marks: all, theme, lang, indent: INDENT, most: MOST_LINES };
  const dump = shortDump({ ...dissection, issues: [] }, options);
  return [...wrap(head, lead), ...dump];
}

const SENT = [
  'sent from {peer}, {size}',
  'sent from {peer}, {size}: one of the last before its end',
] as const;
const RECEIVED = [
  'received by {peer}, {size}',
  'received by {peer}, {size}: one of the last before its end',
] as const;

function likenessLines(names: readonly string[], lead: string, lang: Language): string[] {
  const texts = names.flatMap((name) => {
    const bug = bugNamed(name);
    if (bug === null) return [];
    const summary = inWords(lang, bug.summary);
    return [sentence('{bug} ({summary})', { bug: name, summary })];
  });
  return texts.length === 0
    ? []
    : wrap(tell(lang, 'behaves like {bugs}', { bugs: list(texts, tell(lang, ' or ')) }), lead);
}

function placeLines(place: EvidencePlace | undefined, lead: string, lang: Language): string[] {
  if (place === undefined) return [];
  const { capture, packets } = place;
  const frames = packets.slice(0, MOST_FRAMES).join(' ');
  const more = packets.length > MOST_FRAMES ? ' ...' : '';
  const file = escapeText(capture);
  return wrap(framesSaid(file, packets.length, `${frames}${more}`, lang), lead);
}

function framesSaid(file: string, count: number, frames: string, lang: Language): string {
  if (count === 0) return tell(lang, '{file}, all frames', { file });
  return count === 1
    ? tell(lang, '{file}, frame {frame}', { file, frame: frames })
    : tell(lang, '{file}, frames {frames}', { file, frames });
}

/** The command is never broken: it is there to be pasted. */
function byHandLines(shown: Shown, endpoint: string | null, lead: string): string[] {
  const command = commandByHand(shown, endpoint);
  return command === null ? [] : [`${lead}${command}`];
}
