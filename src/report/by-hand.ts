/**
 * The command that shows a finding of `check` once more, by hand.
 */
import type { DatagramEvent } from '../oracle/trace.ts';
import { dissect } from '../wire/dissect.ts';
import { notationWords } from './datagram-text.ts';
import { shellQuote } from './escape.ts';

// Longer lines are no use by hand: the capture has the datagram.
const LONGEST_COMMAND = 1000;

/** A `send` of that datagram, or of what makes the target send it; null if there is none of a useful length. */
export function commandByHand(event: DatagramEvent, endpoint: string | null): string | null {
  const items = itemsByHand(event);
  if (items === null) return null;
  const words = ['send', endpoint ?? 'HOST:PORT', ...items, '--listen', '3s'];
  const command = `peerprobe ${words.map(shellQuote).join(' ')}`;
  return command.length > LONGEST_COMMAND ? null : command;
}

/** What to send to see it again: the same datagram; a Hello and a request for what a list shows. */
function itemsByHand({ type, bytes }: DatagramEvent): string[] | null {
  const dissection = dissect(bytes);
  const isList = dissection.tlvs.some((tlv) => tlv.name === 'peer-address');
  if (type === 'received') return isList ? ['hello', 'peer-request'] : null;
  const words = notationWords(dissection);
  // A node may ignore the request of a stranger.
  return words.join(' ') === 'peer-request' ? ['hello', ...words] : words;
}
