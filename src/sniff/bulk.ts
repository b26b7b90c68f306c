/**
 * The short way through captures, for runs that select nothing: what most packets are, UDP datagrams over IPv4 that
 * are in order, is counted as numbers or written as bytes, and no object is made for it. Whatever is anything else goes
 * the careful way (sniffer.ts), packet by packet, into the same summary. The answers are the same.
 */
import type { Damage, PacketView } from '../capture/packet.ts';
import { PlainDatagram } from '../capture/plain-datagram.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { timeMicros } from '../capture/timestamp.ts';
import { addressText } from '../wire/endpoint.ts';
import { HEADER } from '../wire/table.ts';
import { absorbCounts } from './absorb.ts';
import { firstHalf, type Halves, type Rest } from './halves.ts';
import { droppedIn, type Readers } from './input.ts';
import { LARGEST_FALSE_MESSAGE, MAX_NODES } from './internal.ts';
import { EVERYTHING } from './selection.ts';
import { type Lane, type Sighted, Sniffer } from './sniffer.ts';
import { addStatistics } from './statistics/absorb.ts';
import { Ends } from './statistics/ends.ts';
import { MAX_FLOWS } from './statistics/flows.ts';
import { Statistics } from './statistics/statistics.ts';
import type { FileSummary, Summary } from './summary.ts';
import type { SummaryCounts } from './summary-facts.ts';
import { addsUp, tableUse } from './table-use.ts';

/** Lines that are made as bytes; whoever runs the captures fetches them. */
export interface PlainLines {
  readonly out: { readonly isFull: boolean; readonly length: number };
  /** Another capture begins. */
  begin(file: string): void;
  /** Writes the line of a datagram of ours; false, and nothing is written, if it is not in order. */
  plain(packet: PacketView, datagram: PlainDatagram): boolean;
  /** Writes the line of any datagram. */
  sighted(sighted: Sighted): void;
}

export type BulkEvent =
  /** The lines have to be fetched before it goes on. */
  | { readonly type: 'lines' }
  /** This capture ends here; the next one follows. */
  | { readonly type: 'damage'; readonly damage: Damage };

/** The halves of a capture that is counted in two; null if it is not. */
export type Halved = (input: Readers) => Promise<Halves | null>;

const NOT_HALVED: Halved = async () => null;

/** One run over some captures. */
export class Bulk {
  readonly #sniffer: Sniffer;
  readonly #lines: PlainLines | null;
  readonly #signal: AbortSignal;
  readonly #halved: Halved;
  readonly #datagram = new PlainDatagram();
  /** Those of whom the lane knows that they are nodes. */
  #spoke = new Ends();
  /** The same for ends that the statistics have met, so that nobody has to be looked up twice: by their number there, 1. */
  readonly #heard = new Uint8Array(2 * MAX_FLOWS);
  /** The capture said more of its interfaces behind its first packet. */
  #restated = false;

  /**
   * Without lines everything is counted, in halves where `halved` says so; with them, only what says what was shown and
   * what was not.
   */
  constructor(lines: PlainLines | null, signal: AbortSignal, halved: Halved = NOT_HALVED) {
    this.#sniffer = new Sniffer({ selection: EVERYTHING, all: false, summary: lines === null });
    this.#lines = lines;
    this.#signal = signal;
    this.#halved = lines === null ? halved : NOT_HALVED;
  }

  /** The counts so far. */
  get summary(): Summary {
    return this.#sniffer.summary;
  }

  async *run(inputs: readonly Readers[]): AsyncGenerator<BulkEvent, void, undefined> {
    for (const input of inputs) {
      if (this.#signal.aborted) return;
      const halves = await this.#halved(input);
      const lane = this.#begin(input.name);
      let rest: Rest | null = null;
      const takes = (counted: Rest): boolean => {
        if (this.#isApart(lane, counted)) rest = counted;
        return rest !== null;
      };
      try {
        for await (const reader of halves === null ? input.readers() : firstHalf(halves, takes)) {
          yield* this.#turn(lane, reader);
          if (this.summary.statistics.claims.isFull) halves?.keepNoClaims();
          if (this.#signal.aborted) break;
        }
      } finally {
        this.#sniffer.end(lane);
        halves?.stop();
      }
      if (rest !== null) yield* this.#add(lane, rest);
    }
  }

  /** Nothing of the capture so far reaches into the rest of it. */
  #isApart({ frames, internal }: Lane, rest: Rest): boolean {
    const { fragments } = frames;
    const isOpen = this.#restated || (fragments !== null && fragments.pending > 0);
    return !isOpen && addsUp(tableUse(this.summary, internal), rest.use);
  }

  *#add({ file }: Lane, { counts, statistics, damage }: Rest): Generator<BulkEvent, void, undefined> {
    absorbCounts(this.summary, { ...counts, files: [], examples: placed(counts.examples, file) });
    addStatistics(this.summary.statistics, Statistics.of(statistics));
    file.packets += counts.packets;
    if (damage !== null) yield this.#damaged(file, damage);
  }

  #damaged(file: FileSummary, damage: Damage): BulkEvent {
    file.damaged = { offset: damage.offset, message: damage.message };
    return { type: 'damage', damage };
  }

  #begin(file: string): Lane {
    this.#spoke = new Ends();
    this.#heard.fill(0);
    this.#restated = false;
    this.#lines?.begin(file);
    return this.#sniffer.begin(file);
  }

  *#turn(lane: Lane, reader: CaptureReader): Generator<BulkEvent, void, undefined> {
    while (this.#stretch(lane, reader)) {
      yield { type: 'lines' };
      if (this.#signal.aborted) return;
    }
    // Lines do not wait for the next chunk: it may be long in coming.
    if (this.#lines !== null && this.#lines.out.length > 0) yield { type: 'lines' };
    const { damage } = reader;
    if (damage !== null) yield this.#damaged(lane.file, damage);
  }

  /** Goes on until there is nothing more for now (false), or the lines have to be fetched (true). */
  #stretch(lane: Lane, reader: CaptureReader): boolean {
    const out = this.#lines?.out ?? null;
    for (;;) {
      if (!reader.plainPacket()) {
        const step = reader.step();
        if (step === 'note') this.#note(reader);
        if (step === 'note') continue;
        if (step !== 'packet') return false;
      }
      if (!this.#takes(lane, reader.packet)) this.#careful(lane, reader.packet);
      if (out?.isFull) return true;
    }
  }

  #note({ note, packet }: CaptureReader): void {
    this.summary.dropped += droppedIn(note);
    const isStated = note?.type === 'section' || note?.type === 'interface';
    if (isStated && packet.frame > 0) this.#restated = true;
  }

  #careful(lane: Lane, packet: PacketView): void {
    const sighted = this.#sniffer.packet(lane, packet);
    if (sighted !== null) this.#lines?.sighted(sighted);
  }

  /** True if the packet was dealt with. */
  #takes(lane: Lane, packet: PacketView): boolean {
    const datagram = this.#datagram;
    if (!datagram.read(packet)) return false;
    const { bytes, start, end, source, sourcePort } = datagram;
    // A node's word to itself, or what may be one.
    if (source === datagram.destination && sourcePort === datagram.destinationPort) return false;
    const headed =
      end - start >= HEADER.size && bytes[start] === HEADER.magic && bytes[start + 1] === HEADER.version;
    if (headed) {
      if (this.#lines !== null && !this.#lines.plain(packet, datagram)) return false;
      if (this.#lines !== null) this.#hear(lane, source, sourcePort);
    } else if (end - start <= LARGEST_FALSE_MESSAGE) return false;
    this.#count(lane, packet, headed);
    return true;
  }

  /** The lane has to hear the first word of the end that speaks in the flow (-1: of any other). */
  #hearFlow(lane: Lane, flow: number): void {
    const end = flow < 0 ? -1 : this.summary.statistics.sourceOf(flow);
    if (this.#heard[end] === 1) return;
    this.#heard[end] = 1;
    this.#hear(lane, this.#datagram.source, this.#datagram.sourcePort);
  }

  /** The lane has to hear the first word of an end. When it knows as many ends as it can, it hears no more. */
  #hear(lane: Lane, address: number, port: number): void {
    const { size } = this.#spoke;
    if (size >= MAX_NODES || this.#spoke.of4(address, port) < size) return;
    this.summary.takeBack(lane.internal.spoke({ address: addressText(address), port }));
  }

  #count(lane: Lane, packet: PacketView, ours: boolean): void {
    const { summary } = this.#sniffer;
    const { bytes, start, end } = this.#datagram;
    lane.file.packets++;
    summary.packets++;
    if (!ours) {
      summary.foreign++;
      summary.bytes.foreign += end - start;
    }
    if (this.#lines !== null) {
      if (ours) summary.ours++;
      if (ours) summary.selected++;
      return;
    }
    const micros = packet.time === null ? Number.NaN : timeMicros(packet.time);
    summary.tick(micros);
    const { checksum } = this.#datagram;
    // A name that is known is found at once, one that is computed is looked up.
    if (checksum === 'right') summary.checksums.right++;
    else summary.checksums[checksum]++;
    if (!ours) return;
    summary.content.read(bytes, start, end, end - start);
    summary.addOurs(lane.file.file, packet.frame, packet.offset);
    summary.selected++;
    const { source, sourcePort, destination, destinationPort } = this.#datagram;
    const flow = summary.statistics.flow4(source, sourcePort, destination, destinationPort);
    this.#hearFlow(lane, flow);
    summary.statistics.add(flow, micros, summary.content);
  }
}

/** Frames counted from the beginning of a file that has so many before these. */
function placed(examples: SummaryCounts['examples'], { packets }: FileSummary): SummaryCounts['examples'] {
  return Object.fromEntries(
    Object.entries(examples).map(([code, { file, frame, offset }]) => [
      code,
      { file, frame: frame + packets, offset },
    ]),
  );
}
