/**
 * The short way of `sniff` in lines: the kernel (line-kernel.ts) writes those of datagrams that are in order, as
 * sniff-text.ts would, without colours. Where it stops for something that it has to be told, it is told here.
 */
import type { PacketView } from '../../capture/packet.ts';
import type { CaptureReader } from '../../capture/reader.ts';
import { TimeParts } from '../../capture/timestamp.ts';
import { Hearing } from '../../sniff/hearing.ts';
import type { ShortWay } from '../../sniff/short-way.ts';
import type { Lane } from '../../sniff/sniffer.ts';
import type { FileSummary, Summary } from '../../sniff/summary.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import { timeOfDay } from '../time-text.ts';
import type { ByteText } from './byte-text.ts';
import { type LineKernel, STOP } from './line-kernel.ts';

/** The kernel writes fractions of up to so many digits. */
const MOST_DIGITS = 9;

export class TextLining implements ShortWay {
  readonly #kernel: LineKernel;
  readonly #out: ByteText;
  readonly #zone: Zone;
  readonly #summary: Summary;
  readonly #time = new TimeParts();
  #file: FileSummary | null = null;
  #hearing: Hearing | null = null;

  /** The text begins in the kernel's memory (byte-text.ts). */
  constructor(kernel: LineKernel, out: ByteText, zone: Zone, summary: Summary) {
    this.#kernel = kernel;
    this.#out = out;
    this.#zone = zone;
    this.#summary = summary;
  }

  begin(lane: Lane): void {
    this.#file = lane.file;
    this.#hearing = new Hearing(this.#summary, lane);
    this.#kernel.begin();
  }

  end(): void {}

  close(): void {}

  take(reader: CaptureReader): void {
    const kernel = this.#kernel;
    do {
      if (this.#out.isFull) return;
      kernel.stop = STOP.record;
      kernel.written = this.#out.length;
      reader.take(kernel);
      this.#settle();
    } while (kernel.stop === STOP.second || kernel.stop === STOP.full);
  }

  packet({ buffer, start, end, time, linkType }: PacketView): boolean {
    const isTried =
      time !== null &&
      this.#time.read(time) &&
      this.#time.digits <= MOST_DIGITS &&
      this.#kernel.begins(buffer, linkType);
    return isTried && this.#write(start, end);
  }

  #write(from: number, to: number): boolean {
    const kernel = this.#kernel;
    const { seconds, fraction, digits } = this.#time;
    let isWritten: boolean;
    do {
      kernel.written = this.#out.length;
      isWritten = kernel.packet(from, to, seconds, fraction, digits);
      this.#settle();
    } while (kernel.stop === STOP.second);
    return isWritten;
  }

  /** Adds what the kernel has done to the text and the summary, and tells it what it asks for. */
  #settle(): void {
    const kernel = this.#kernel;
    if (kernel.packets > 0) this.#count(kernel);
    if (kernel.stop === STOP.second) kernel.say(`${timeOfDay(String(kernel.second), this.#zone)}.`);
  }

  #count(kernel: LineKernel): void {
    const { packets, ours, foreignBytes } = kernel;
    const summary = this.#summary;
    if (this.#file !== null) this.#file.packets += packets;
    summary.packets += packets;
    summary.ours += ours;
    summary.selected += ours;
    summary.foreign += packets - ours;
    summary.bytes.foreign += foreignBytes;
    kernel.packets = 0;
    kernel.ours = 0;
    kernel.foreignBytes = 0;
    this.#out.length = kernel.written;
    if (ours > 0) kernel.drain((address, port) => this.#hearing?.hear(address, port));
  }
}
