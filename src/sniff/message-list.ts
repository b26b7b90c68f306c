/** The messages of a sequence diagram: the first MAX_MESSAGES datagrams that come, and how many there are more. */
import { timeText } from '../capture/timestamp.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Sighted } from './sniffer.ts';
import type { Kind } from './summary.ts';

/** A datagram that may be kept. */
export interface Message {
  readonly kind: Kind;
  /** Seconds since 1970 as a decimal string; null if the capture has none. */
  readonly time: string | null;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly dissection: Dissection;
}

/** More on one picture nobody reads. */
export const MAX_MESSAGES = 200;

export class MessageList {
  readonly messages: Message[] = [];
  /** Those that came when there were enough. */
  more = 0;

  take({ kind, packet, udp }: Sighted): void {
    if (this.messages.length >= MAX_MESSAGES) {
      this.more++;
      return;
    }
    this.messages.push({
      kind,
      time: packet.time === null ? null : timeText(packet.time),
      from: udp.source,
      to: udp.destination,
      dissection: dissect(udp.payload.slice(), udp.length),
    });
  }
}
