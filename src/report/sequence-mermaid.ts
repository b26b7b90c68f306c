/** Messages as a sequence diagram of mermaid, for pages and README files that draw it. Pure. */
import { counted, tell } from '../lang/sentence.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { endText } from './end-text.ts';
import { escapeText } from './escape.ts';
import { messageClass, messageLabel, messageTime } from './message-label.ts';
import type { Placed } from './svg-document.ts';
import { endsOf, type Messages } from './svg-sequence.ts';

/** The diagram; an arrow with a cross is a datagram that is malformed. */
export function sequenceMermaid(
  { messages, more }: Messages,
  title: string,
  zone: Zone,
  { lang = 'en' }: Placed = {},
): string {
  const ends = endsOf(messages);
  const names = new Map(ends.map((end, i) => [end, `n${i + 1}`]));
  const [first = 'n1', last = first] = [names.get(ends[0] ?? ''), names.get(ends.at(-1) ?? '')];
  const note = `Note over ${first === last ? first : `${first},${last}`}: `;
  return [
    'sequenceDiagram',
    `  accTitle: ${mermaidText(title)}`,
    ...ends.map((end) => `  participant ${names.get(end)} as ${mermaidText(end)}`),
    ...messages.map((message) => {
      const { from, to } = message;
      const arrow = messageClass(message) === 'wrong' ? '-x' : '->>';
      const text = mermaidText(`${messageTime(message, zone)} ${messageLabel(message, lang)}`);
      return `  ${names.get(endText(from))}${arrow}${names.get(endText(to))}: ${text}`;
    }),
    ...(messages.length === 0 ? [`  participant n1 as ${mermaidText(tell(lang, 'no message'))}`] : []),
    ...(more > 0
      ? [`  ${note}${mermaidText(tell(lang, 'and {more}', { more: counted(more, 'more message') }))}`]
      : []),
    '',
  ].join('\n');
}

/** Whatever may mean something to mermaid is written by its number: # and ; end a text, %% is a comment. */
function mermaidText(text: string): string {
  return escapeText(text).replace(/[^\w .:,=/[\]+-]/gu, (one) => `#${one.codePointAt(0)};`);
}
