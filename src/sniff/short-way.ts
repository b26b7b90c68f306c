import type { PacketView } from '../capture/packet.ts';
import type { CaptureReader } from '../capture/reader.ts';
import type { Lane } from './sniffer.ts';

/** A short way through captures for the packets that are as most are. */
export interface ShortWay {
  /** Another capture begins. */
  begin(lane: Lane): void;
  /** The capture ends. */
  end(): void;
  /** Deals with packets as long as it can: until one comes that it cannot deal with, or its lines have to be fetched. */
  take(reader: CaptureReader): void;
  /** Deals with the packet; false if it cannot. */
  packet(packet: PacketView): boolean;
  /** No capture comes any more. */
  close(): void;
}
