/**
 * The short way of `--summary`: the kernel (kernel.ts) counts packets that are in order, and where it stops for want of
 * a row in a table, the row is made here. What comes out is what the careful way (sniffer.ts) counts.
 */
import type { PacketView } from '../capture/packet.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { timeMicros } from '../capture/timestamp.ts';
import { Hearing } from './hearing.ts';
import { type Kernel, SIZE_VALUE, STOP } from './kernel.ts';
import { NEEDS } from './kernel-numbers.ts';
import { SecondCounter } from './second-counter.ts';
import type { ShortWay } from './short-way.ts';
import type { Lane } from './sniffer.ts';
import type { FileSummary, Summary } from './summary.ts';

export class Counting implements ShortWay {
  readonly #kernel: Kernel;
  readonly #summary: Summary;
  readonly #long: number;
  #file: FileSummary | null = null;
  #hearing: Hearing | null = null;
  #second: SecondCounter | null = null;
  /** All that the kernel has taken is counted, and added to the summary. */
  #isSettled = true;
  /** The packet that comes next was stopped at, and is for somebody else. */
  #isLeft = false;

  /** With a second thread as soon as there are so many packets. */
  constructor(kernel: Kernel, summary: Summary, long: number) {
    this.#kernel = kernel;
    this.#summary = summary;
    this.#long = long;
  }

  begin(lane: Lane): void {
    this.#file = lane.file;
    this.#hearing = new Hearing(this.#summary, lane);
    this.#kernel.heard.fill(0);
  }

  take(reader: CaptureReader): void {
    const kernel = this.#kernel;
    if (this.#isSettled) kernel.resume(this.#summary.statistics);
    this.#isSettled = false;
    for (;;) {
      kernel.begin();
      reader.take(kernel);
      if (kernel.stop !== STOP.need) break;
      this.#serve();
    }
    this.#isLeft = kernel.stop === STOP.datagram;
    if (kernel.isKept) this.#pass();
    else this.#settle();
  }

  packet({ buffer, start, end, time, linkType }: PacketView): boolean {
    this.#settle();
    const micros = time === null ? Number.NaN : timeMicros(time);
    const isTried = !this.#isLeft && !Number.isNaN(micros) && this.#kernel.begins(buffer, linkType);
    this.#isLeft = false;
    return isTried && this.#count(buffer.byteOffset + start, buffer.byteOffset + end, micros);
  }

  #count(from: number, to: number, micros: number): boolean {
    this.#kernel.resume(this.#summary.statistics);
    this.#isSettled = false;
    const isTaken = this.#kernel.packet(from, to, micros);
    this.#settle();
    return isTaken;
  }

  end(): void {
    this.#settle();
    this.#kernel.finish();
    this.#doLeft();
  }

  close(): void {
    this.#second?.end();
  }

  /** Does what the kernel needs us for, until it goes on. */
  #serve(): void {
    const kernel = this.#kernel;
    do {
      const need = kernel.numbers.word('NEED');
      if (need === NEEDS.NEED_END) throw new Error('the thread that counts has failed');
      this.#doLeft();
      if (need === NEEDS.NEED_FLOW) this.#addFlow();
    } while (!kernel.resume(this.#summary.statistics));
  }

  /** A chunk is read to its end: goes on as soon as another one is free. */
  #pass(): void {
    const kernel = this.#kernel;
    kernel.pass();
    while (!kernel.isFree()) this.#serve();
    if (this.#second === null && this.#summary.packets + kernel.packets >= this.#long)
      this.#second = SecondCounter.of(kernel);
  }

  /** Lets the kernel count all that it has taken, and adds it to the summary. */
  #settle(): void {
    if (this.#isSettled) return;
    const { numbers } = this.#kernel;
    while (!this.#kernel.drain()) this.#serve();
    this.#doLeft();
    this.#isSettled = true;
    const packets = this.#kernel.takePackets();
    const [ours, right, absent] = [numbers.take('OURS'), numbers.take('RIGHTS'), numbers.take('ABSENTS')];
    const summary = this.#summary;
    if (this.#file !== null) this.#file.packets += packets;
    summary.packets += packets;
    summary.ours += ours;
    summary.selected += ours;
    summary.foreign += packets - ours;
    summary.bytes.ours += numbers.take('OURS_BYTES');
    summary.bytes.foreign += numbers.take('FOREIGN_BYTES');
    summary.checksums.right += right;
    summary.checksums.absent += absent;
    summary.checksums.wrong += packets - right - absent;
    summary.statistics.moreDatagrams += numbers.take('MORE');
    summary.statistics.moreBytes += numbers.take('MORE_BYTES');
    for (const time of numbers.takeTimes()) if (Number.isFinite(time)) summary.tick(time);
  }

  /** Makes the flow that the kernel needs. If there is no room for it, its datagram is counted without it. */
  #addFlow(): void {
    const { numbers } = this.#kernel;
    const [source, ports] = [numbers.word('SOURCE_NEEDED'), numbers.word('PORTS_NEEDED')];
    const { statistics } = this.#summary;
    const destination = numbers.word('DESTINATION_NEEDED');
    if (statistics.flow4(source, ports >>> 16, destination, ports & 0xffff) >= 0) return;
    numbers.setWord('ROOMLESS', 1);
    this.#hearing?.hear(source, ports >>> 16);
  }

  /** Takes over the claims, and does what the kernel has left to us. */
  #doLeft(): void {
    const kernel = this.#kernel;
    const { flows, claims, intervals, sizes } = this.#summary.statistics;
    claims.size = kernel.numbers.word('CLAIMS');
    claims.isFull = kernel.numbers.word('CLAIMS_FULL') !== 0;
    kernel.empty('UNHEARD', (list, at) => {
      const [source, , ports] = flows.key(list.getUint32(at, true));
      this.#hearing?.hear(source, ports >>> 16);
    });
    kernel.empty('UNPLACED', (list, at) => {
      const row = list.getUint32(at + 8, true);
      const value = list.getFloat64(at, true);
      if (row < SIZE_VALUE) intervals.place(row, value);
      else sizes.place(row - SIZE_VALUE, value);
    });
  }
}
