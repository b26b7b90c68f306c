/**
 * The probe that a finding tells of as a sequence diagram: who sent what when, around what shows it.
 */

import type { Recorded } from '../../check/recorded.ts';
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import type { DatagramEvent, TraceEvent } from '../../oracle/trace.ts';
import type { Message } from '../../sniff/message-list.ts';
import { dissect } from '../../wire/dissect.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { sequenceSvg } from '../svg-sequence.ts';
import { secondsText } from '../time-text.ts';

// More on one picture nobody reads.
const MOST = 24;
// What came shortly before what shows the finding is part of its story.
const BEFORE_MS = 1500;

/** The picture, or null if the capture has nothing of it. `packets`: the frames that show the finding. */
export function probePicture(
  { trace, frames }: Recorded,
  packets: readonly number[],
  id: string,
  lang: Language,
): string | null {
  const shown = trace.events.flatMap((event, index) =>
    isDatagram(event) && packets.includes(frames[index] ?? 0) ? [event] : [],
  );
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return null;
  const peers = new Set(shown.map((event) => endpointText(peerOf(event))));
  const story = trace.events.filter(
    (event): event is DatagramEvent =>
      isDatagram(event) &&
      event.at >= first.at - BEFORE_MS &&
      event.at <= last.at &&
      peers.has(endpointText(peerOf(event))),
  );
  const messages = story.slice(-MOST).map((event) => messageOf(event, trace.startedAt ?? first.at));
  return sequenceSvg({ messages, more: 0 }, tell(lang, 'what was sent, and what came'), 'utc', { id, lang });
}

function isDatagram(event: TraceEvent): event is DatagramEvent {
  return event.type === 'sent' || event.type === 'received';
}

function peerOf({ type, from, to }: DatagramEvent): Endpoint {
  return type === 'sent' ? from : to;
}

/** Times count from the start of the target. */
function messageOf({ at, from, to, bytes }: DatagramEvent, begin: number): Message {
  return { kind: 'ours', time: secondsText(Math.max(at - begin, 0)), from, to, dissection: dissect(bytes) };
}
