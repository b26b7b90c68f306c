/** One line of `sniff --json`: the datagram's object (DESIGN §3) with what only a capture knows. Pure. */
import { timeText } from '../capture/timestamp.ts';
import type { Sighted } from '../sniff/sniffer.ts';
import { type DatagramJson, datagramJson } from './datagram-json.ts';

export interface SightedJsonOptions {
  /** Adds `payload`. */
  readonly payload: boolean;
  /** Adds `file`, which tells apart the frames of several captures, and `offset`. */
  readonly file: boolean;
  /** Adds `interface`: live captures have that in the place of a file. */
  readonly live: boolean;
}

/** Additions to the datagram's own object. */
export interface SightedJson extends DatagramJson {
  /** A node's datagram to itself (HDR-2): like a foreign one, never blamed. */
  readonly internal?: true;
  /** Present if the UDP checksum does not fit: the bytes may not be what was sent. */
  readonly checksum?: 'wrong';
  /** Pieces that it was put together from, if it came in several. */
  readonly fragments?: number;
  readonly interface?: string;
  readonly file?: string;
  /** Where the packet's record begins in the (decompressed) file. */
  readonly offset?: number;
}

/** The object of a sighted datagram. */
export function sightedJson(
  { kind, file, packet, udp, dissection }: Sighted,
  options: SightedJsonOptions,
): SightedJson {
  const sighting = {
    frame: packet.frame,
    time: packet.time === null ? null : timeText(packet.time),
    source: udp.source,
    destination: udp.destination,
  };
  return {
    ...datagramJson(dissection, sighting, { payload: options.payload, foreign: kind === 'foreign' }),
    ...(kind === 'internal' ? { internal: true as const } : {}),
    ...(udp.checksum === 'wrong' ? { checksum: 'wrong' as const } : {}),
    ...(udp.fragments > 1 ? { fragments: udp.fragments } : {}),
    ...(options.live ? { interface: file } : {}),
    ...(options.file ? { file, offset: packet.offset } : {}),
  };
}
