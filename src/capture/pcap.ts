// The classic pcap file: a header of 24 bytes, then records of 16 bytes and a packet each. Both byte orders,
// microseconds and nanoseconds. A record's length is checked against the limit of its link type before a byte
// of it is waited for; longer than the snap length is fine (such files exist and others read them).
import type { ByteQueue } from './byte-queue.ts';
import { u16, u32 } from './integer.ts';
import { linkTypeText, maxCaptureLength } from './link-type.ts';
import type { PacketView } from './packet.ts';
import type { PacketBatch } from './packet-batch.ts';
import type { FormatParser, ParserStep } from './parser.ts';
import type { CaptureInterface } from './pcapng-interface.ts';
import type { RecordTaker } from './record-taker.ts';
import { MICROSECONDS, NANOSECONDS, type Timestamp } from './timestamp.ts';

const FILE_HEADER = 24;
export const RECORD_HEADER = 16;

/** The magic numbers, as the writer's byte order has them. */
export const PCAP_MICROSECONDS = 0xa1b2c3d4;
export const PCAP_NANOSECONDS = 0xa1b23c4d;
/** Alexey Kuznetzov's variant, with longer record headers; several dialects share the number. */
export const PCAP_MODIFIED = 0xa1b2cd34;

/** Reads records after the magic number has been recognised. */
export class PcapParser implements FormatParser {
  readonly note = null;
  problem = '';
  readonly #little: boolean;
  readonly #time: Timestamp;
  /** What the file's header says; null before it is read. */
  #owner: CaptureInterface | null = null;
  #maxLength = 0;
  #minorVersion = 4;

  constructor(little: boolean, nanoseconds: boolean) {
    this.#little = little;
    this.#time = { high: 0, low: 0, clock: nanoseconds ? NANOSECONDS : MICROSECONDS };
  }

  step(queue: ByteQueue, view: PacketView): ParserStep {
    return this.#owner === null ? this.#header(queue) : this.#record(queue, view, this.#owner);
  }

  plainPackets(queue: ByteQueue, batch: PacketBatch): void {
    batch.size = 0;
    if (this.#owner === null || this.#minorVersion < 4) return;
    batch.begin(queue, RECORD_HEADER, this.#owner, 0);
    const { starts, ends, lengths, highs, lows } = batch;
    const { data, end } = queue;
    const [little, most] = [this.#little, this.#maxLength];
    let at = queue.start;
    let size = 0;
    for (; size < starts.length && end - at >= RECORD_HEADER; size++) {
      const captured = data.getUint32(at + 8, little);
      const start = at + RECORD_HEADER;
      if (captured > most || captured > end - start) break;
      starts[size] = start;
      ends[size] = start + captured;
      highs[size] = data.getUint32(at, little);
      lows[size] = data.getUint32(at + 4, little);
      lengths[size] = data.getUint32(at + 12, little);
      at = start + captured;
    }
    batch.size = size;
    queue.consume(at - queue.start);
  }

  take(queue: ByteQueue, taker: RecordTaker): void {
    if (this.#owner === null || !this.#little || this.#minorVersion < 4) return;
    const { buffer, start, end } = queue;
    if (!taker.begins(buffer, this.#owner.linkType)) return;
    queue.consume(taker.pcap(start, end, this.#maxLength, this.#owner.clock === NANOSECONDS) - start);
  }

  recordOffset(queue: ByteQueue): number {
    return queue.offset;
  }

  ending(queue: ByteQueue): string | null {
    const { size } = queue;
    if (this.#owner === null) return `the file ends inside the pcap header: ${size} of ${FILE_HEADER} bytes`;
    if (size === 0) return null;
    if (size < RECORD_HEADER)
      return `the file ends inside a record header: ${size} of ${RECORD_HEADER} bytes`;
    const captured = this.#capturedLength(queue);
    return `the file ends inside a packet: ${size - RECORD_HEADER} of ${captured} bytes`;
  }

  #header(queue: ByteQueue): ParserStep {
    if (queue.size < FILE_HEADER) return 'more';
    const { buffer, start } = queue;
    const major = u16(buffer, start + 4, this.#little);
    this.#minorVersion = u16(buffer, start + 6, this.#little);
    if (major !== 2)
      return this.#damage(`pcap version ${major}.${this.#minorVersion} is not supported (2.4 is)`);
    const snapLength = u32(buffer, start + 16, this.#little);
    const field = u32(buffer, start + 20, this.#little);
    // The upper bits hold the length of a frame check sequence (bits 28-31 and 26); the rest are reserved.
    if ((field & 0x03ff0000) !== 0) {
      return this.#damage(`reserved bits are set in the link type: 0x${field.toString(16).padStart(8, '0')}`);
    }
    const linkType = field & 0xffff;
    this.#maxLength = maxCaptureLength(linkType);
    this.#owner = { linkType, snapLength, name: null, clock: this.#time.clock };
    queue.consume(FILE_HEADER);
    return 'pass';
  }

  #record(queue: ByteQueue, view: PacketView, { linkType, snapLength }: CaptureInterface): ParserStep {
    if (queue.size < RECORD_HEADER) return 'more';
    const { buffer, start } = queue;
    const captured = this.#capturedLength(queue);
    if (captured > this.#maxLength) return this.#tooLong(captured, linkType);
    if (queue.size < RECORD_HEADER + captured) return 'more';
    const time = this.#time;
    time.high = u32(buffer, start, this.#little);
    time.low = u32(buffer, start + 4, this.#little);
    view.time = time;
    view.offset = queue.offset;
    view.buffer = buffer;
    view.start = start + RECORD_HEADER;
    view.end = view.start + captured;
    view.length = u32(buffer, start + (this.#swapped(queue) ? 8 : 12), this.#little);
    view.linkType = linkType;
    view.snapLength = snapLength;
    queue.consume(RECORD_HEADER + captured);
    return 'packet';
  }

  #capturedLength(queue: ByteQueue): number {
    return u32(queue.buffer, queue.start + (this.#swapped(queue) ? 12 : 8), this.#little);
  }

  // Before version 2.3 the two lengths stood in the other order; writers of 2.3 did either.
  #swapped({ buffer, start }: ByteQueue): boolean {
    if (this.#minorVersion > 3) return false;
    if (this.#minorVersion < 3) return true;
    return u32(buffer, start + 8, this.#little) > u32(buffer, start + 12, this.#little);
  }

  #tooLong(captured: number, linkType: number): ParserStep {
    const limit = `the limit of ${this.#maxLength} for ${linkTypeText(linkType)}`;
    return this.#damage(`a packet claims ${captured} captured bytes, beyond ${limit}`);
  }

  #damage(problem: string): ParserStep {
    this.problem = problem;
    return 'damage';
  }
}
