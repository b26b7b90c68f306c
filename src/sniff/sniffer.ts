/**
 * From a packet to what it is to us, one at a time and without waiting: the link and IP layers (capture/frame.ts),
 * then whose datagram it is, and what it says. Keeps the counts. A datagram is dissected if somebody asks for that;
 * foreign and internal ones are never judged.
 */
import { FragmentTable } from '../capture/fragment.ts';
import { FrameDissector, frameResult, type UdpFrame } from '../capture/frame.ts';
import type { PacketView } from '../capture/packet.ts';
import { timeMicros } from '../capture/timestamp.ts';
import { type Dissection, dissect } from '../wire/dissect.ts';
import { HEADER } from '../wire/table.ts';
import { Filter } from './filter.ts';
import { InternalTraffic } from './internal.ts';
import { isBetween, isNamed, isWanted, namesEnds, type Selection } from './selection.ts';
import { type FileSummary, type Kind, Summary } from './summary.ts';

/** What is asked for. */
export interface Wanted {
  readonly selection: Selection;
  /** Foreign and internal datagrams too. */
  readonly all: boolean;
  /** What is counted by node: the summary's statistics. */
  readonly summary: boolean;
}

/** A datagram that the user wants to see. Valid until the sniffer's next packet. */
export interface Sighted {
  readonly kind: Kind;
  readonly file: string;
  readonly packet: PacketView;
  readonly udp: UdpFrame;
  /** Ours, captured whole and without an issue: the bytes alone say what it is. */
  readonly inOrder: boolean;
  readonly dissection: Dissection;
}

/** A capture that is being read: what is pending in it goes on in no other. */
export interface Lane {
  readonly file: FileSummary;
  readonly frames: FrameDissector;
  readonly internal: InternalTraffic;
}

/** Sorts the packets of captures, one after another or side by side. */
export class Sniffer {
  readonly summary: Summary;
  readonly #selection: Selection;
  readonly #filter: Filter;
  readonly #shown: ReadonlySet<Kind>;
  readonly #named: boolean;
  readonly #counts: boolean;

  /** Counts in the summary. */
  constructor({ selection, all, summary: counts }: Wanted, summary = new Summary()) {
    this.summary = summary;
    this.#selection = selection;
    this.#counts = counts;
    this.#filter = new Filter(selection);
    this.#shown = all ? EVERY_KIND : new Set(['ours', ...this.#filter.admits]);
    this.#named = namesEnds(selection);
  }

  /** The kinds of datagrams that are looked at: ours, and those that the user asked for. */
  get shown(): ReadonlySet<Kind> {
    return this.#shown;
  }

  /** Begins a capture. */
  begin(file: string): Lane {
    return {
      file: this.summary.begin(file),
      frames: new FrameDissector(new FragmentTable()),
      internal: new InternalTraffic(),
    };
  }

  /** Counts a packet of the capture; returns its datagram if it holds one that is wanted. */
  packet(lane: Lane, packet: PacketView): Sighted | null {
    const micros = packet.time === null ? Number.NaN : timeMicros(packet.time);
    lane.file.packets++;
    this.summary.packets++;
    this.summary.tick(micros);
    this.#filter.pass(packet);
    lane.frames.dissect(packet);
    const result = frameResult(lane.frames.frame);
    if (result.type === 'udp') return this.#datagram(lane, packet, result, micros);
    this.summary.packetKinds[result.type].add(result.what);
    return null;
  }

  /** Ends the capture: fragments that are still waiting stay unfinished. */
  end({ frames: { fragments }, internal }: Lane): void {
    if (fragments !== null) this.summary.addFragments(fragments);
    this.summary.addFalseMessages({ falseMessages: internal.falseMessages(), nodes: internal.nodes });
  }

  #datagram(lane: Lane, packet: PacketView, udp: UdpFrame, micros: number): Sighted | null {
    const { summary } = this;
    const { file } = lane.file;
    summary.checksums[udp.checksum]++;
    if (udp.fragments > 1) summary.fragments.reassembled++;
    const kind = this.#kind(lane.internal, udp);
    if (kind === 'ours') return this.#ours(file, packet, udp, micros);
    summary[kind]++;
    summary.bytes[kind] += udp.length;
    if (!this.#shown.has(kind) || !isBetween(this.#selection, udp.source, udp.destination)) return null;
    const { types, malformed } = this.#selection;
    if (malformed || (types.length > 0 && kind === 'foreign')) return null;
    const sighted = new SightedDatagram(kind, file, packet, udp, false);
    return isWanted(this.#selection, sighted) && this.#filter.accepts(sighted) ? sighted : null;
  }

  #ours(file: string, packet: PacketView, udp: UdpFrame, micros: number): Sighted | null {
    const { summary } = this;
    summary.content.read(udp.payload, 0, udp.payload.length, udp.length);
    summary.addOurs(file, packet.frame, packet.offset);
    if (!isBetween(this.#selection, udp.source, udp.destination)) return null;
    const { codes, cut } = summary.content;
    const sighted = new SightedDatagram('ours', file, packet, udp, codes.length === 0 && !cut);
    if (!isWanted(this.#selection, sighted) || !this.#filter.accepts(sighted)) return null;
    summary.selected++;
    const { statistics, content } = summary;
    if (this.#counts) statistics.add(statistics.flow(udp.source, udp.destination), micros, content);
    return sighted;
  }

  /** §1.1, HDR-2: by its header, unless a node talks to itself; by its ends if the user named them. */
  #kind(internal: InternalTraffic, { source, destination, payload, length }: UdpFrame): Kind {
    const headed = payload[0] === HEADER.magic && payload[1] === HEADER.version;
    const named = this.#named && isBetween(this.#selection, source, destination);
    const whole = payload.length === length;
    const told = this.#named && isNamed(this.#selection, destination);
    if (internal.isInternal(source, destination, whole ? payload : CUT, told)) return 'internal';
    if (headed) this.summary.takeBack(internal.spoke(source));
    return headed || named ? 'ours' : 'foreign';
  }
}

const EVERY_KIND: ReadonlySet<Kind> = new Set(['ours', 'foreign', 'internal']);

/** What the snap length cut is no false message: nobody knows what it said. */
const CUT = new Uint8Array(0);

/** Taken apart when somebody asks for it: who counts, writes or believes it does not. */
class SightedDatagram implements Sighted {
  readonly kind: Kind;
  readonly file: string;
  readonly packet: PacketView;
  readonly udp: UdpFrame;
  readonly inOrder: boolean;
  #dissection: Dissection | null = null;

  constructor(kind: Kind, file: string, packet: PacketView, udp: UdpFrame, inOrder: boolean) {
    this.kind = kind;
    this.file = file;
    this.packet = packet;
    this.udp = udp;
    this.inOrder = inOrder;
  }

  get dissection(): Dissection {
    const { payload, length } = this.udp;
    this.#dissection ??= this.kind === 'ours' ? dissect(payload, length) : unjudged(payload, length);
    return this.#dissection;
  }
}

/** Of what is not ours we say what it holds, not what is wrong with it. */
function unjudged(payload: Uint8Array, length: number): Dissection {
  return { ...dissect(payload, length), issues: [] };
}
