/**
 * The datagrams of a source as a pcapng file in place of traffic: what would be sent, when it would be, and as a
 * comment what it is meant to be. No network, so no fence.
 */

import { PcapngWriter } from '../capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../capture/udp-frame.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { formatNotation } from '../wire/notation.ts';
import { lies } from './lie.ts';
import type { Outgoing, SourceItem, SourceNote } from './outgoing.ts';

export interface RecordingPlan {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** When the first one leaves, for datagrams that have no time of their own; nanoseconds since 1970. */
  readonly beginNs: bigint;
  readonly intervalMs: number;
}

export type RecordingItem =
  | { readonly type: 'block'; readonly bytes: Uint8Array; readonly datagram: boolean }
  | SourceNote;

/** A comment longer than this helps nobody. */
const MAX_COMMENT = 1000;

/** The blocks of the file in order, and the source's notes between them. */
export async function* recording(
  source: AsyncIterable<SourceItem>,
  plan: RecordingPlan,
): AsyncIterable<RecordingItem> {
  const writer = new PcapngWriter();
  yield block(writer.header({ application: 'peerprobe send' }));
  const description = 'written by peerprobe send -w: never on a network';
  const declared = writer.interface({ linkType: RAW_IP, name: 'peerprobe', description });
  yield block(declared.block);
  let count = 0;
  for await (const item of source) {
    if (item.type !== 'datagram') {
      yield item;
      continue;
    }
    const frame = { bytes: udpFrame(plan.from, plan.to, item.bytes), comments: comments(item) };
    for (let left = item.times ?? 1; left > 0; left--) {
      const planned = plan.beginNs + BigInt(Math.round(count++ * plan.intervalMs * 1e6));
      const time = item.timeNs === null || item.timeNs < 0n ? planned : item.timeNs;
      const packet = writer.packet({ ...frame, time, direction: 'out' });
      yield { type: 'block', bytes: packet, datagram: true };
    }
  }
}

function block(bytes: Uint8Array): RecordingItem {
  return { type: 'block', bytes, datagram: false };
}

/** The words that it was crafted from, then its lies. */
function comments({ draft }: Outgoing): string[] {
  if (draft === null) return [];
  const told = [formatNotation(draft).join(' '), ...lies(draft).map(({ text }) => text)];
  return told.map((text) => (text.length > MAX_COMMENT ? `${text.slice(0, MAX_COMMENT)}…` : text));
}
