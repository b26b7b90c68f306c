/**
 * The command that shows a finding of `check` once more, by hand.
 */
import { dissect } from '../wire/dissect.ts';
import { endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { notationWords } from './datagram-text.ts';
import { shellQuote } from './escape.ts';
import type { Shown } from './shown-datagram.ts';

// Longer lines are no use by hand: the capture has the datagram.
const LONGEST_COMMAND = 1000;

/**
 * A `send` of the datagram, or of what makes the target send it, behind one of what has to come before; null if there
 * is none of a useful length.
 */
export function commandByHand(shown: Shown, endpoint: string | null): string | null {
  const { listener, before } = shown;
  const items = itemsByHand(shown);
  if (items === null) return null;
  const send = (words: readonly string[]): string =>
    ['peerprobe', 'send', endpoint ?? 'HOST:PORT', ...words].map(shellQuote).join(' ');
  const first = before === null ? [] : [send([...notationWords(dissect(before.bytes)), '--listen', '0s'])];
  // What comes to another than the sender is seen there.
  const from = isElsewhere(shown) && listener !== null ? ['--from', endpointText(listener)] : [];
  const command = [...first, send([...items, ...from, '--listen', '3s'])].join(' && ');
  return command.length > LONGEST_COMMAND ? null : command;
}

function isElsewhere({ event, listener }: Shown): boolean {
  return event.type === 'sent' && listener !== null && !isSameEndpoint(listener, event.from);
}

/** The same datagram, with a Hello before it where a stranger is owed nothing; these two for what a list shows. */
function itemsByHand(shown: Shown): string[] | null {
  const { event, connected } = shown;
  const dissection = dissect(event.bytes);
  const isList = dissection.tlvs.some((tlv) => tlv.name === 'peer-address');
  if (event.type === 'received') return isList ? ['hello', 'peer-request'] : null;
  const words = notationWords(dissection);
  const announces = words.length > 0 && words.every((word) => /^peer-address=[\d.:]+$/.test(word));
  const asks = connected && dissection.issues.length === 0 && words[0] !== 'hello';
  return asks || (announces && !isElsewhere(shown)) ? ['hello', ...words] : words;
}
