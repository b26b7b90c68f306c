/**
 * The UDP datagrams of a capture, to be sent again. Whatever cannot be sent as it was is skipped and said, never
 * mended: a datagram cut by the snap length would be another one.
 */

import { FragmentTable } from '../capture/fragment.ts';
import { dissectFrame, type FrameResult } from '../capture/frame.ts';
import type { Packet } from '../capture/packet.ts';
import { readCapture } from '../capture/reader.ts';
import { timeNs } from '../capture/timestamp.ts';
import type { SourceItem } from './outgoing.ts';

/** The datagrams of a capture file in its order, at the times that it has; a damage is the last item. */
export async function* captureSource(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncIterable<SourceItem> {
  const fragments = new FragmentTable();
  for await (const batch of readCapture(chunks, file)) {
    for (const event of batch) {
      if (event.type === 'packet')
        yield packetItem(event.packet, dissectFrame(event.packet, fragments), file);
      else if (event.type === 'damage') yield event;
    }
  }
}

function packetItem(packet: Packet, frame: FrameResult, file: string): SourceItem {
  const origin = `${file}: frame ${packet.frame}`;
  if (frame.type !== 'udp') return { type: 'skipped', origin, reason: `${frame.type}: ${frame.what}` };
  if (frame.cut) return { type: 'skipped', origin, reason: 'cut by the snap length' };
  const time = packet.time === null ? null : timeNs(packet.time);
  return { type: 'datagram', bytes: frame.payload, draft: null, origin, timeNs: time };
}
