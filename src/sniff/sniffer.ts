/**
 * From a packet to what it is to us, one at a time and without waiting: the link and IP layers (capture/frame.ts),
 * then whose datagram it is, then the dissection. Keeps the counts. Foreign and internal datagrams are dissected
 * only if somebody wants to see them, and never judged.
 */
import { FragmentTable } from '../capture/fragment.ts';
import { FrameDissector, frameResult, type UdpFrame } from '../capture/frame.ts';
import type { PacketView } from '../capture/packet.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { HEADER } from '../wire/table.ts';
import { InternalTraffic } from './internal.ts';
import { isBetween, isNamed, isWanted, namesEnds, type Selection } from './selection.ts';
import { type FileSummary, type Kind, Summary } from './summary.ts';

/** A datagram that the user wants to see. Valid until the sniffer's next packet. */
export interface Sighted {
  readonly kind: Kind;
  readonly file: string;
  readonly packet: PacketView;
  readonly udp: UdpFrame;
  readonly dissection: Dissection;
}

/** Sorts the packets of one capture after another. */
export class Sniffer {
  readonly summary = new Summary();
  readonly #selection: Selection;
  readonly #all: boolean;
  readonly #named: boolean;
  #file: FileSummary | null = null;
  #frames = new FrameDissector(new FragmentTable());
  #internal = new InternalTraffic();

  /** `all`: foreign and internal datagrams are wanted too. */
  constructor(selection: Selection, all: boolean) {
    this.#selection = selection;
    this.#all = all;
    this.#named = namesEnds(selection);
  }

  /** Begins a capture: nothing that was pending in the last one goes on in this one. */
  begin(file: string): FileSummary {
    this.#frames = new FrameDissector(new FragmentTable());
    this.#internal = new InternalTraffic();
    this.#file = this.summary.begin(file);
    return this.#file;
  }

  /** Counts the packet; returns its datagram if it holds one that is wanted. */
  packet(packet: PacketView): Sighted | null {
    const file = this.#file ?? this.begin('');
    file.packets++;
    this.summary.packets++;
    this.#frames.dissect(packet);
    const result = frameResult(this.#frames.frame);
    if (result.type === 'udp') return this.#datagram(file.file, packet, result);
    this.summary.packetKinds[result.type].add(result.what);
    return null;
  }

  /** Ends the capture: fragments that are still waiting stay unfinished. */
  end(): void {
    const { fragments } = this.#frames;
    if (fragments !== null) this.summary.addFragments(fragments);
    this.#frames = new FrameDissector(new FragmentTable());
  }

  #datagram(file: string, packet: PacketView, udp: UdpFrame): Sighted | null {
    const { summary } = this;
    summary.checksums[udp.checksum]++;
    if (udp.fragments > 1) summary.fragments.reassembled++;
    const kind = this.#kind(udp);
    if (kind === 'ours') return this.#ours(file, packet, udp);
    summary[kind]++;
    if (!this.#all || !isBetween(this.#selection, udp.source, udp.destination)) return null;
    const dissection = unjudged(udp);
    const { types, malformed } = this.#selection;
    if (malformed || (types.length > 0 && kind === 'foreign')) return null;
    return isWanted(this.#selection, dissection) ? { kind, file, packet, udp, dissection } : null;
  }

  #ours(file: string, packet: PacketView, udp: UdpFrame): Sighted | null {
    const { summary } = this;
    const dissection = dissect(udp.payload, udp.length);
    summary.addOurs(dissection);
    if (!isBetween(this.#selection, udp.source, udp.destination)) return null;
    if (!isWanted(this.#selection, dissection)) return null;
    summary.selected++;
    return { kind: 'ours', file, packet, udp, dissection };
  }

  /** §1.1, HDR-2: by its header, unless a node talks to itself; by its ends if the user named them. */
  #kind({ source, destination, payload, length }: UdpFrame): Kind {
    const headed = payload[0] === HEADER.magic && payload[1] === HEADER.version;
    const named = this.#named && isBetween(this.#selection, source, destination);
    const whole = payload.length === length;
    const told = this.#named && isNamed(this.#selection, destination);
    if (this.#internal.isInternal(source, destination, whole ? payload : CUT, told)) return 'internal';
    if (headed) {
      const earlier = this.#internal.spoke(source);
      this.summary.foreign -= earlier;
      this.summary.internal += earlier;
    }
    return headed || named ? 'ours' : 'foreign';
  }
}

/** What the snap length cut is no false message: nobody knows what it said. */
const CUT = new Uint8Array(0);

/** Of what is not ours we say what it holds, not what is wrong with it. */
function unjudged(udp: UdpFrame): Dissection {
  return { ...dissect(udp.payload, udp.length), issues: [] };
}
