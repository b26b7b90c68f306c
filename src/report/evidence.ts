/**
 * A trace as a pcapng that opens in Wireshark, whole: its datagrams as packets, everything else as comments on the
 * packet that follows (check/trace-comment.ts), what was found on the packets that show it. Read back by
 * check/recorded.ts, it is the same trace.
 */
import type { PcapngPacket } from '../capture/pcapng-writer.ts';
import { PcapngWriter } from '../capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../capture/udp-frame.ts';
import { captureNs, traceMs } from '../check/trace-clock.ts';
import { eventComment, factsComment, type TraceRun, timeComment } from '../check/trace-comment.ts';
import type { DatagramEvent, Trace, TraceEvent } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';

export interface EvidenceFacts {
  /** The program that writes. */
  readonly application: string;
  /** Added to the trace's times to make them dates, in whole ms. */
  readonly epochMs: number;
  /** The runs of probes that the trace belongs to. */
  readonly runs: readonly TraceRun[];
}

// Of the comments on one packet, so that readers which bound them lose none.
const MAX_COMMENTS = 64;

/** Frame numbers, from 1, of the packets that show what was judged. */
export function evidenceFrames(judgement: Judgement, trace: Trace): number[] {
  const shown = new Set(judgement.evidence);
  return trace.events
    .flatMap((event, index) => (isDatagram(event) ? [index] : []))
    .flatMap((index, i) => (shown.has(index) ? [i + 1] : []));
}

/** The capture in pieces, for one judgement or for none. Only a piece is in memory at a time. */
export function* evidenceCapture(
  judgement: Judgement | null,
  trace: Trace,
  { application, epochMs, runs }: EvidenceFacts,
): Generator<Uint8Array> {
  const writer = new PcapngWriter();
  const { target, startPeer, startedAt, alone } = trace;
  const facts = factsComment({ target, startPeer, startedAt, alone, epochMs, runs });
  const finding = judgement === null ? [] : [findingText(judgement)];
  yield writer.header({ application, comments: [...finding, facts] });
  yield writer.interface({ linkType: RAW_IP, name: 'lab', description: 'recorded at the sockets of the lab' })
    .block;
  yield writer.names([{ address: target.address, names: ['target'] }]);

  const last = trace.events.findLastIndex(isDatagram);
  const shown = new Set(judgement?.evidence);
  let waiting: string[] = [];
  for (const [index, event] of trace.events.entries()) {
    if (!isDatagram(event)) {
      if (index > last && index - last <= MAX_COMMENTS && last >= 0) continue; // on the last packet
      waiting.push(eventComment(event));
      if (waiting.length < MAX_COMMENTS) continue;
      yield writer.statistics({ time: captureNs(event.at, epochMs), comments: waiting });
      waiting = [];
      continue;
    }
    const after = index === last ? trace.events.slice(last + 1, last + 1 + MAX_COMMENTS) : [];
    const comments = [
      ...(shown.has(index) ? finding : []),
      ...waiting,
      ...(traceMs(captureNs(event.at, epochMs), epochMs) === event.at ? [] : [timeComment(event.at)]),
      ...after.flatMap((one) => (isDatagram(one) ? [] : [eventComment(one, true)])),
    ];
    yield writer.packet(packetOf(event, epochMs, comments));
    waiting = [];
  }
  const end = trace.events.at(-1)?.at ?? 0;
  if (waiting.length > 0) yield writer.statistics({ time: captureNs(end, epochMs), comments: waiting });
}

// One line: the last line of a comment is ours to read, and `actual` may quote what a target printed.
function findingText({ requirement, check, verdict, actual }: Judgement): string {
  return `${verdict.toUpperCase()} ${requirement} ${check}: ${actual}`.replace(/\s+/g, ' ');
}

function isDatagram(event: TraceEvent): event is DatagramEvent {
  return event.type === 'sent' || event.type === 'received';
}

function packetOf(event: DatagramEvent, epochMs: number, comments: readonly string[]): PcapngPacket {
  return {
    time: captureNs(event.at, epochMs),
    bytes: udpFrame(event.from, event.to, event.bytes),
    comments,
    direction: event.type === 'sent' ? 'out' : 'in',
  };
}
