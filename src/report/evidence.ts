/**
 * The traffic of a trace as a pcapng that opens in Wireshark, with what was found written on the packets.
 */
import type { PcapngPacket } from '../capture/pcapng-writer.ts';
import { PcapngWriter } from '../capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../capture/udp-frame.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { concat } from '../wire/bytes.ts';

export interface Evidence {
  readonly bytes: Uint8Array;
  /** Frame numbers, from 1, of the packets that show it. */
  readonly packets: readonly number[];
}

// A capture to look at, not an archive: the packets around what was found.
const MAX_PACKETS = 20_000;

/** The capture of one judgement. `epochMs` is added to the trace's times to make them dates. */
export function evidenceCapture(
  judgement: Judgement,
  trace: Trace,
  application: string,
  epochMs: number,
): Evidence {
  const writer = new PcapngWriter();
  const { requirement, check, verdict, actual } = judgement;
  const finding = `${verdict.toUpperCase()} ${requirement} ${check}: ${actual}`;
  const parts = [
    writer.header({ application, comments: [finding] }),
    writer.interface({ linkType: RAW_IP, name: 'lab', description: 'recorded at the sockets of the lab' })
      .block,
    writer.names([{ address: trace.target.address, names: ['target'] }]),
  ];
  const shown = new Set(judgement.evidence);
  const packets: number[] = [];
  let frame = 0;
  for (const [index, event] of trace.events.entries()) {
    if (event.type !== 'sent' && event.type !== 'received') continue;
    if (frame >= MAX_PACKETS) break;
    frame += 1;
    if (shown.has(index)) packets.push(frame);
    parts.push(writer.packet(packetOf(event, epochMs, shown.has(index) ? [finding] : [])));
  }
  return { bytes: concat(parts), packets };
}

function packetOf(
  event: Extract<Trace['events'][number], { type: 'sent' | 'received' }>,
  epochMs: number,
  comments: readonly string[],
): PcapngPacket {
  return {
    time: BigInt(Math.round((event.at + epochMs) * 1000)) * 1000n,
    bytes: udpFrame(event.from, event.to, event.bytes),
    comments,
    direction: event.type === 'sent' ? 'out' : 'in',
  };
}
