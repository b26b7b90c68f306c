/** The short way of lines: packets in batches, as columns of numbers, written as bytes where they are in order. */
import type { PacketView } from '../capture/packet.ts';
import { PacketBatch } from '../capture/packet-batch.ts';
import { PlainDatagrams } from '../capture/plain-datagrams.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { Hearing } from './hearing.ts';
import type { Careful, Lines } from './lines.ts';
import { KIND, sortKinds } from './plain-kind.ts';
import type { ShortWay } from './short-way.ts';
import type { Lane } from './sniffer.ts';
import type { Summary } from './summary.ts';

/** Lines of which those of a batch can be written one by one. */
export interface PlainLines extends Lines {
  /** Another capture begins. */
  begin(file: string): void;
  /** Writes the line of a packet whose datagram is ours; false, and nothing is written, if it is not in order. */
  plain(batch: PacketBatch, datagrams: PlainDatagrams, packet: number): boolean;
}

export class Lining implements ShortWay {
  readonly #lines: PlainLines;
  readonly #summary: Summary;
  readonly #careful: Careful;
  readonly #batch = new PacketBatch();
  readonly #datagrams = new PlainDatagrams(this.#batch);
  readonly #kinds = new Uint8Array(this.#batch.starts.length);
  /** The packet of the batch that comes next. */
  #next = 0;
  #lane: Lane | null = null;
  #hearing: Hearing | null = null;

  constructor(lines: PlainLines, summary: Summary, careful: Careful) {
    this.#lines = lines;
    this.#summary = summary;
    this.#careful = careful;
  }

  begin(lane: Lane): void {
    this.#batch.size = 0;
    this.#next = 0;
    this.#lane = lane;
    this.#hearing = new Hearing(this.#summary, lane);
    this.#lines.begin(lane.file.file);
  }

  end(): void {}

  close(): void {}

  take(reader: CaptureReader): void {
    while (this.#finish()) {
      reader.plainPackets(this.#batch);
      if (this.#batch.size === 0) return;
      this.#read();
    }
  }

  packet(packet: PacketView): boolean {
    this.#batch.single(packet);
    this.#read();
    return true;
  }

  #read(): void {
    this.#next = 0;
    this.#datagrams.read(this.#batch);
    sortKinds(this.#datagrams, this.#batch.size, this.#kinds);
  }

  /** Writes what is left of the batch; false if the lines have to be fetched before it goes on. */
  #finish(): boolean {
    while (this.#next < this.#batch.size) {
      if (this.#lines.out.isFull) return false;
      const first = this.#next;
      this.#next = this.#written(first);
      this.#count(first, this.#next);
      if (this.#next === first) this.#leave();
    }
    return !this.#lines.out.isFull;
  }

  /** Writes the lines of packets that are in order; the first that is not, or for which there is no room now. */
  #written(first: number): number {
    const { out } = this.#lines;
    let packet = first;
    for (; packet < this.#batch.size && !out.isFull; packet++) {
      const kind = this.#kinds[packet];
      if (kind === KIND.other) break;
      if (kind === KIND.ours && !this.#lines.plain(this.#batch, this.#datagrams, packet)) break;
    }
    return packet;
  }

  #count(from: number, to: number): void {
    const summary = this.#summary;
    const { starts, ends, sources, ports } = this.#datagrams;
    let [ours, foreignBytes] = [0, 0];
    for (let i = from; i < to; i++) {
      if (this.#kinds[i] === KIND.ours) {
        ours++;
        this.#hearing?.hear(sources[i] ?? 0, (ports[i] ?? 0) >>> 16);
      } else foreignBytes += (ends[i] ?? 0) - (starts[i] ?? 0);
    }
    summary.packets += to - from;
    summary.ours += ours;
    summary.selected += ours;
    summary.foreign += to - from - ours;
    summary.bytes.foreign += foreignBytes;
    if (this.#lane !== null) this.#lane.file.packets += to - from;
  }

  #leave(): void {
    const packet = this.#batch.packet(this.#next++);
    if (this.#lane !== null) this.#careful(this.#lane, packet);
  }
}
