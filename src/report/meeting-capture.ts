/**
 * A meeting as a pcapng that opens in Wireshark: who is who in its head, what the nodes said as packets between the
 * addresses by which they know each other, and all else as comments on the packet that follows.
 */
import { PcapngWriter } from '../capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../capture/udp-frame.ts';
import { captureNs } from '../check/trace-clock.ts';
import type { Meeting, MeetingEvent } from '../interop/meeting.ts';
import { named } from '../interop/meeting.ts';
import { endpointText } from '../wire/endpoint.ts';

export interface MeetingFacts {
  /** The program that writes. */
  readonly application: string;
  /** Added to the meeting's times to make them dates, in whole ms. */
  readonly epochMs: number;
}

// Of the comments on one packet.
const MAX_COMMENTS = 64;

export function* meetingCapture(
  meeting: Meeting,
  { application, epochMs }: MeetingFacts,
): Generator<Uint8Array> {
  const writer = new PcapngWriter();
  yield writer.header({ application, comments: meeting.actors.map(actorText) });
  yield writer.interface({ linkType: RAW_IP, name: 'relay', description: 'recorded between the nodes' })
    .block;
  let waiting: string[] = [];
  for (const event of meeting.events) {
    if (event.type !== 'said') {
      const text = eventText(event, meeting);
      if (text !== null && waiting.length < MAX_COMMENTS) waiting.push(text);
      continue;
    }
    const { at, from, to, bytes } = event;
    const time = captureNs(at, epochMs);
    yield writer.packet({ time, bytes: udpFrame(from, to, bytes), comments: waiting });
    waiting = [];
  }
  const time = captureNs(meeting.endedAt, epochMs);
  if (waiting.length > 0) yield writer.statistics({ time, comments: waiting });
}

function actorText({ name, role, place, bound }: Meeting['actors'][number]): string {
  const where = bound === null ? '' : `, bound to ${endpointText(bound)}`;
  return `${endpointText(place)} is ${name} (${role})${where}`;
}

function eventText(event: Exclude<MeetingEvent, { type: 'said' }>, meeting: Meeting): string | null {
  switch (event.type) {
    case 'stopped':
      return `${nameOf(event.role, meeting)} is asked to end`;
    case 'ended': {
      const how = event.signal === null ? `with status ${event.code}` : `by ${event.signal}`;
      return `${nameOf(event.role, meeting)} ended ${how}${event.byUs ? ', as we asked' : ''}`;
    }
    case 'cut':
      return named(
        `more from ${endpointText(event.from)} to ${endpointText(event.to)} than any node owes: cut`,
        meeting,
      );
    case 'held':
      return named(`the fence held back ${endpointText(event.from)} to ${endpointText(event.to)}`, meeting);
    case 'late':
      return `a timer of ours was ${Math.round(event.ms)} ms late`;
    case 'drops':
      return null;
  }
}

function nameOf(role: string, { actors }: Meeting): string {
  return actors.find((actor) => actor.role === role)?.name ?? role;
}
