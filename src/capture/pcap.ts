// The classic pcap file: a header of 24 bytes, then records of 16 bytes and a packet each. Both byte orders,
// microseconds and nanoseconds. A record's length is checked against the limit of its link type before a byte
// of it is waited for; longer than the snap length is fine (such files exist and others read them).
import type { ByteQueue } from './byte-queue.ts';
import { u16, u32 } from './integer.ts';
import { linkTypeText, maxCaptureLength } from './link-type.ts';
import type { PacketView } from './packet.ts';
import type { FormatParser, ParserStep } from './parser.ts';
import { MICROSECONDS, NANOSECONDS, type Timestamp } from './timestamp.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;

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
  #opened = false;
  #linkType = 0;
  #snapLength = 0;
  #maxLength = 0;
  #minorVersion = 4;

  constructor(little: boolean, nanoseconds: boolean) {
    this.#little = little;
    this.#time = { high: 0, low: 0, clock: nanoseconds ? NANOSECONDS : MICROSECONDS };
  }

  step(queue: ByteQueue, view: PacketView): ParserStep {
    return this.#opened ? this.#record(queue, view) : this.#header(queue);
  }

  plainPacket(queue: ByteQueue, view: PacketView): boolean {
    const { buffer, data, start, end } = queue;
    if (!this.#opened || this.#minorVersion < 4 || end - start < RECORD_HEADER) return false;
    const captured = data.getUint32(start + 8, this.#little);
    const next = start + RECORD_HEADER + captured;
    if (captured > this.#maxLength || next > end) return false;
    const time = this.#time;
    time.high = data.getUint32(start, this.#little);
    time.low = data.getUint32(start + 4, this.#little);
    view.time = time;
    view.offset = queue.offset;
    // A chunk's array is young: to write it into what is old costs more than to look whether it is there.
    if (view.buffer !== buffer) view.buffer = buffer;
    view.start = start + RECORD_HEADER;
    view.end = next;
    view.length = data.getUint32(start + 12, this.#little);
    view.linkType = this.#linkType;
    view.snapLength = this.#snapLength;
    queue.consume(RECORD_HEADER + captured);
    return true;
  }

  restart(): void {
    // A record is read whole, with all that there is to say of it.
  }

  recordOffset(queue: ByteQueue): number {
    return queue.offset;
  }

  ending(queue: ByteQueue): string | null {
    const { size } = queue;
    if (!this.#opened) return `the file ends inside the pcap header: ${size} of ${FILE_HEADER} bytes`;
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
    this.#snapLength = u32(buffer, start + 16, this.#little);
    const field = u32(buffer, start + 20, this.#little);
    // The upper bits hold the length of a frame check sequence (bits 28-31 and 26); the rest are reserved.
    if ((field & 0x03ff0000) !== 0) {
      return this.#damage(`reserved bits are set in the link type: 0x${field.toString(16).padStart(8, '0')}`);
    }
    this.#linkType = field & 0xffff;
    this.#maxLength = maxCaptureLength(this.#linkType);
    this.#opened = true;
    queue.consume(FILE_HEADER);
    return 'pass';
  }

  #record(queue: ByteQueue, view: PacketView): ParserStep {
    if (queue.size < RECORD_HEADER) return 'more';
    const { buffer, start } = queue;
    const captured = this.#capturedLength(queue);
    if (captured > this.#maxLength) return this.#tooLong(captured);
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
    view.linkType = this.#linkType;
    view.snapLength = this.#snapLength;
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

  #tooLong(captured: number): ParserStep {
    const limit = `the limit of ${this.#maxLength} for ${linkTypeText(this.#linkType)}`;
    return this.#damage(`a packet claims ${captured} captured bytes, beyond ${limit}`);
  }

  #damage(problem: string): ParserStep {
    this.problem = problem;
    return 'damage';
  }
}
