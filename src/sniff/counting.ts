/**
 * The short way of `--summary`: the kernel (kernel.ts) counts packets that are in order, and where it stops for want of
 * a row in a table, the row is made here. What comes out is what the careful way (sniffer.ts) counts.
 */
import type { PacketView } from '../capture/packet.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { timeMicros } from '../capture/timestamp.ts';
import { Hearing } from './hearing.ts';
import { type Kernel, SIZE_VALUE, STOP } from './kernel.ts';
import type { ShortWay } from './short-way.ts';
import type { Lane } from './sniffer.ts';
import type { FileSummary, Summary } from './summary.ts';

export class Counting implements ShortWay {
  readonly #kernel: Kernel;
  readonly #summary: Summary;
  #file: FileSummary | null = null;
  #hearing: Hearing | null = null;
  /** The packet that comes next was stopped at, and is for somebody else. */
  #isLeft = false;

  constructor(kernel: Kernel, summary: Summary) {
    this.#kernel = kernel;
    this.#summary = summary;
  }

  begin(lane: Lane): void {
    this.#file = lane.file;
    this.#hearing = new Hearing(this.#summary, lane);
    this.#kernel.heard.fill(0);
  }

  take(reader: CaptureReader): false {
    const { stop } = this.#kernel.shared;
    do {
      stop.value = STOP.record;
      this.#kernel.resume(this.#summary.statistics);
      reader.take(this.#kernel);
      this.#doLeft();
    } while (stop.value === STOP.list || (stop.value === STOP.flow && this.#addFlow()));
    this.#settle();
    this.#isLeft = stop.value !== STOP.record;
    return false;
  }

  packet({ buffer, start, end, time, linkType }: PacketView): boolean {
    const micros = time === null ? Number.NaN : timeMicros(time);
    const isTried = !this.#isLeft && !Number.isNaN(micros) && this.#kernel.begins(buffer, linkType);
    this.#isLeft = false;
    return isTried && this.#count(buffer.byteOffset + start, buffer.byteOffset + end, micros);
  }

  #count(from: number, to: number, micros: number): boolean {
    const kernel = this.#kernel;
    let isCounted: boolean;
    do {
      kernel.resume(this.#summary.statistics);
      isCounted = kernel.packet(from, to, micros);
      this.#doLeft();
    } while (!isCounted && kernel.shared.stop.value === STOP.flow && this.#addFlow());
    this.#settle();
    return isCounted;
  }

  end(): void {
    this.#kernel.finish();
    this.#doLeft();
  }

  /** Adds what the kernel has counted to the summary. */
  #settle(): void {
    const { shared } = this.#kernel;
    const packets = taken(shared.packets);
    if (packets === 0) return;
    const [ours, right, absent] = [taken(shared.ours), taken(shared.right), taken(shared.absent)];
    const summary = this.#summary;
    if (this.#file !== null) this.#file.packets += packets;
    summary.packets += packets;
    summary.ours += ours;
    summary.selected += ours;
    summary.foreign += packets - ours;
    summary.bytes.ours += taken(shared.oursBytes);
    summary.bytes.foreign += taken(shared.foreignBytes);
    summary.checksums.right += right;
    summary.checksums.absent += absent;
    summary.checksums.wrong += packets - right - absent;
    summary.tick(shared.first.value);
    summary.tick(shared.last.value);
    shared.first.value = Number.POSITIVE_INFINITY;
    shared.last.value = Number.NEGATIVE_INFINITY;
  }

  /** False if there is no room for it. */
  #addFlow(): boolean {
    const { source, destination, ports } = this.#kernel.shared;
    const both = unsigned(ports);
    const { statistics } = this.#summary;
    return statistics.flow4(unsigned(source), both >>> 16, unsigned(destination), both & 0xffff) >= 0;
  }

  /** Takes over the claims, and does what the kernel has left to us. */
  #doLeft(): void {
    const kernel = this.#kernel;
    const { flows, claims, intervals, sizes } = this.#summary.statistics;
    claims.size = unsigned(kernel.shared.claims);
    claims.isFull = kernel.shared.claimsFull.value !== 0;
    kernel.drain('unheard', (list, at) => {
      const [source, , ports] = flows.key(list.getUint32(at, true));
      this.#hearing?.hear(source, ports >>> 16);
    });
    kernel.drain('unplaced', (list, at) => {
      const row = list.getUint32(at + 8, true);
      const value = list.getFloat64(at, true);
      if (row < SIZE_VALUE) intervals.place(row, value);
      else sizes.place(row - SIZE_VALUE, value);
    });
  }
}

function taken(count: WebAssembly.Global): number {
  const value = unsigned(count);
  count.value = 0;
  return value;
}

function unsigned(number: WebAssembly.Global): number {
  return number.value >>> 0;
}
