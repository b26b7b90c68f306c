/** Lines that are made as bytes; whoever runs the captures (bulk.ts) fetches them. */
import type { ByteSpace } from '../capture/byte-space.ts';
import type { PacketView } from '../capture/packet.ts';
import type { ShortWay } from './short-way.ts';
import type { Lane, Sighted } from './sniffer.ts';
import type { Summary } from './summary.ts';

export interface Lines {
  /** Where captures have to be read into; null if that does not matter. */
  readonly space: ByteSpace | null;
  readonly out: { readonly isFull: boolean; readonly length: number };
  /** A short way that writes the lines of what is in order, and counts; null if there is none. */
  way(summary: Summary, careful: Careful): ShortWay | null;
  /** Writes the line of any datagram. */
  sighted(sighted: Sighted): void;
}

/** Deals with a packet that is not in order. */
export type Careful = (lane: Lane, packet: PacketView) => void;
