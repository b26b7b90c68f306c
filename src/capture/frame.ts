// From a captured packet to the UDP datagram in it. `FrameDissector` fills one cursor again and again, for bulk
// work; `dissectFrame` gives an object that may be kept. Total: any bytes give an answer. UDP inside tunnels and
// inside ICMP errors is not delivered: it counts as the tunnel or as ICMP.
import { addressText } from './address.ts';
import { dissectExtensions } from './extension.ts';
import type { FragmentTable } from './fragment.ts';
import { FrameCursor } from './frame-cursor.ts';
import { PROTOCOL, protocolText } from './ip-protocol.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';
import { dissectLink } from './link.ts';
import type { PacketView } from './packet.ts';
import { type ChecksumState, dissectUdp, udpChecksum } from './udp.ts';

/** An address and a UDP port. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A UDP datagram as it was captured. */
export interface UdpFrame {
  readonly type: 'udp';
  readonly family: 4 | 6;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The captured part of its payload, a view of the packet's bytes (or of the reassembled ones). */
  readonly payload: Uint8Array;
  /** Where the payload begins in the packet; -1 if it was reassembled. */
  readonly payloadOffset: number;
  /** Of the whole payload, by the UDP header; more than `payload.length` if `cut`. */
  readonly length: number;
  readonly cut: boolean;
  readonly checksum: ChecksumState;
  /** Bytes of the IP payload that the UDP length leaves out. */
  readonly trailing: number;
  /** Pieces that it came in. */
  readonly fragments: number;
}

/**
 * What a packet is. `other`: something else, by name. `cut`: the snap length took what was needed to tell.
 * `malformed`: lengths that do not fit the packet, at `offset` in it.
 */
export type FrameResult =
  | UdpFrame
  | { readonly type: 'other'; readonly what: string }
  | { readonly type: 'cut'; readonly what: string; readonly offset: number }
  | { readonly type: 'malformed'; readonly what: string; readonly offset: number };

/** Dissects packet after packet into one cursor. */
export class FrameDissector {
  readonly frame = new FrameCursor();
  readonly fragments: FragmentTable | null;

  /** Without a table, fragments are `other`. */
  constructor(fragments: FragmentTable | null) {
    this.fragments = fragments;
  }

  /** Fills the cursor; true if the packet is (or completes) a UDP datagram. */
  dissect(packet: PacketView): boolean {
    const { frame, fragments } = this;
    frame.begin(packet.buffer, packet.start, packet.end, packet.length, packet.time);
    const version = dissectLink(frame, packet.linkType);
    if (version === 0) return false;
    const first = version === 4 ? dissectIpv4(frame, fragments) : dissectIpv6(frame);
    const protocol = first === PROTOCOL.udp ? first : dissectExtensions(frame, first, fragments);
    if (protocol === PROTOCOL.udp) dissectUdp(frame);
    else if (protocol >= 0) frame.stop('other', protocolText(protocol));
    return frame.ending === 'udp';
  }
}

/**
 * What one packet is, from its link type up to UDP. Never throws; the payload is a view of the packet's bytes. With a table,
 * fragments are put together across calls; without one they are `other`.
 */
export function dissectFrame(packet: PacketView, fragments: FragmentTable | null = null): FrameResult {
  const dissector = new FrameDissector(fragments);
  dissector.dissect(packet);
  return frameResult(dissector.frame);
}

/** The answer that a cursor holds, as an object that may be kept as long as the packet's bytes. */
export function frameResult(frame: FrameCursor): FrameResult {
  const { ending, what } = frame;
  if (ending === 'udp') return udpResult(frame);
  if (ending === 'cut' || ending === 'malformed') {
    return { type: ending, what, offset: frame.buffer === frame.packet ? frame.at - frame.packetStart : -1 };
  }
  return { type: 'other', what };
}

function udpResult(frame: FrameCursor): UdpFrame {
  const { family, packet, buffer, at, end } = frame;
  return {
    type: 'udp',
    family,
    source: { address: addressText(packet, frame.sourceAt, family), port: frame.sourcePort },
    destination: { address: addressText(packet, frame.destinationAt, family), port: frame.destinationPort },
    payload: buffer.subarray(at, end),
    payloadOffset: buffer === packet ? at - frame.packetStart : -1,
    length: frame.length,
    cut: end < frame.claimedEnd,
    checksum: udpChecksum(frame),
    trailing: frame.trailing,
    fragments: frame.fragments,
  };
}
