// The pcapng file: blocks, each framed by its type and its length in front and behind. Sections may differ in
// byte order and have interfaces of their own. Packets come from Enhanced, Simple and old Packet Blocks; what we
// do not read (custom blocks, decryption secrets, unknown types) is passed over byte by byte and never copied.
// A block is waited for only after its length has been found sane: 12 bytes to 16 MiB, a multiple of four.
import type { ByteQueue } from './byte-queue.ts';
import { u16, u32 } from './integer.ts';
import { linkTypeText, MAX_BLOCK, MAX_CAPTURE_LENGTH, maxCaptureLength } from './link-type.ts';
import { type CaptureNote, NO_COMMENTS, type PacketView } from './packet.ts';
import type { PacketBatch } from './packet-batch.ts';
import type { FormatParser, ParserStep } from './parser.ts';
import {
  BLOCK,
  BLOCK_FRAME,
  BYTE_ORDER_MAGIC,
  LEAST_LENGTH,
  MAX_SECTION_HEADER,
  OPTION,
  padded,
} from './pcapng-block.ts';
import { type CaptureInterface, MAX_INTERFACES, readInterface } from './pcapng-interface.ts';
import { readNames, readSection, readStatistics } from './pcapng-note.ts';
import { eachOption, TextBudget } from './pcapng-option.ts';
import type { RecordTaker } from './record-taker.ts';
import { MICROSECONDS, type Timestamp } from './timestamp.ts';

/** Reads blocks after the first section header's type has been recognised. */
export class PcapngParser implements FormatParser {
  note: CaptureNote | null = null;
  problem = '';
  #little = true;
  #interfaces: CaptureInterface[] = [];
  readonly #time: Timestamp = { high: 0, low: 0, clock: MICROSECONDS };
  #blockOffset = 0;
  #blockLength = 0;
  // Bytes of a block's body that are still to be passed over; -1 between blocks.
  #skip = -1;
  // A packet whose options are damaged is delivered first; this is the next step's damage.
  #late: string | null = null;

  step(queue: ByteQueue, view: PacketView): ParserStep {
    if (this.#late !== null) return this.#damage(this.#late);
    if (this.#skip >= 0) return this.#pass(queue);
    this.#blockOffset = queue.offset;
    if (queue.size < 8) return 'more';
    const { buffer, start } = queue;
    let type = u32(buffer, start, this.#little);
    if (type === BLOCK.section) {
      if (queue.size < 12) return 'more';
      if (!this.#byteOrder(buffer, start + 8)) return this.#damage(BAD_BYTE_ORDER);
      type = BLOCK.section;
    }
    const length = u32(buffer, start + 4, this.#little);
    const problem = lengthProblem(type, length);
    if (problem !== null) return this.#damage(problem);
    this.#blockLength = length;
    if (LEAST_LENGTH[type] === undefined) return this.#beginPass(queue);
    if (queue.size < length) return 'more';
    const trailer = u32(buffer, start + length - 4, this.#little);
    if (trailer !== length) return this.#trailerDamage(trailer);
    const step = this.#block(type, queue, view);
    if (step !== 'damage') queue.consume(length);
    return step;
  }

  // Enhanced Packet Blocks without options: their length leaves no room for them.
  plainPackets(queue: ByteQueue, batch: PacketBatch): void {
    batch.size = 0;
    const { data, start: first, end } = queue;
    const little = this.#little;
    if (this.#late !== null || this.#skip >= 0 || end - first < PLAIN_FRAME) return;
    const index = data.getUint32(first + 8, little);
    const owner = this.#interfaces[index];
    if (owner === undefined) return;
    batch.begin(queue, PACKET_AT, owner, index);
    const { starts, ends, lengths, highs, lows } = batch;
    let at = first;
    let size = 0;
    for (; size < starts.length && end - at >= PLAIN_FRAME; size++) {
      const length = data.getUint32(at + 4, little);
      const captured = data.getUint32(at + 20, little);
      if (data.getUint32(at, little) !== BLOCK.packet || data.getUint32(at + 8, little) !== index) break;
      if (captured > MAX_CAPTURE_LENGTH || length !== PLAIN_FRAME + padded(captured)) break;
      if (length > end - at || data.getUint32(at + length - 4, little) !== length) break;
      starts[size] = at + PACKET_AT;
      ends[size] = at + PACKET_AT + captured;
      highs[size] = data.getUint32(at + 12, little);
      lows[size] = data.getUint32(at + 16, little);
      lengths[size] = data.getUint32(at + 24, little);
      at += length;
    }
    batch.size = size;
    queue.consume(at - first);
  }

  take(queue: ByteQueue, taker: RecordTaker): void {
    const { buffer, start, end } = queue;
    if (!this.#little || this.#late !== null || this.#skip >= 0 || end - start < PLAIN_FRAME) return;
    const index = u32(buffer, start + 8, true);
    const owner = this.#interfaces[index];
    if (owner === undefined || !owner.clock.plain || !taker.begins(buffer, owner.linkType)) return;
    const { exponent } = owner.clock;
    if (exponent !== 6 && exponent !== 9) return;
    queue.consume(taker.pcapng(start, end, MAX_CAPTURE_LENGTH, exponent === 9, index) - start);
  }

  recordOffset(): number {
    return this.#blockOffset;
  }

  ending(queue: ByteQueue): string | null {
    if (this.#skip < 0 && queue.size === 0) return null;
    const have = queue.offset + queue.size - this.#blockOffset;
    if (this.#skip < 0 && queue.size < BLOCK_FRAME)
      return `the file ends inside a block header: ${have} bytes`;
    return `the file ends inside a block: ${have} of ${this.#blockLength} bytes`;
  }

  #block(type: number, queue: ByteQueue, view: PacketView): ParserStep {
    if (type === BLOCK.packet)
      return this.#packet(queue, view, u32(queue.buffer, queue.start + 8, this.#little));
    if (type === BLOCK.oldPacket) {
      return this.#packet(queue, view, u16(queue.buffer, queue.start + 8, this.#little));
    }
    if (type === BLOCK.simplePacket) return this.#simplePacket(queue, view);
    return this.#describe(type, queue);
  }

  // EPB and the old PB have their fields at the same places: time at 12, lengths at 20 and 24, the packet at 28.
  #packet(queue: ByteQueue, view: PacketView, index: number): ParserStep {
    const owner = this.#interfaces[index];
    if (owner === undefined) {
      return this.#damage(`a packet of interface ${index}, of ${this.#interfaces.length} declared`);
    }
    const { buffer, start } = queue;
    const little = this.#little;
    const captured = u32(buffer, start + 20, little);
    const problem = this.#tooLong(captured, BLOCK_FRAME + 20, owner.linkType);
    if (problem !== null) return this.#damage(problem);
    const time = this.#time;
    time.high = u32(buffer, start + 12, little);
    time.low = u32(buffer, start + 16, little);
    time.clock = owner.clock;
    view.time = time;
    view.length = u32(buffer, start + 24, little);
    this.#fill(queue, view, owner, PACKET_AT, captured);
    view.interfaceIndex = index;
    const options = start + PACKET_AT + padded(captured);
    const end = start + this.#blockLength - 4;
    if (options < end) this.#options(buffer, options, end, view);
    return 'packet';
  }

  // pcapng 4.4: no time, always the first interface, cut at its snap length.
  #simplePacket(queue: ByteQueue, view: PacketView): ParserStep {
    const owner = this.#interfaces[0];
    if (owner === undefined) return this.#damage('a simple packet before any interface');
    const length = u32(queue.buffer, queue.start + 8, this.#little);
    const captured = owner.snapLength === 0 ? length : Math.min(length, owner.snapLength);
    const problem = this.#tooLong(captured, BLOCK_FRAME + 4, owner.linkType);
    if (problem !== null) return this.#damage(problem);
    view.time = null;
    view.length = length;
    this.#fill(queue, view, owner, 12, captured);
    view.interfaceIndex = 0;
    return 'packet';
  }

  #fill(queue: ByteQueue, view: PacketView, owner: CaptureInterface, at: number, captured: number): void {
    view.offset = queue.offset;
    view.buffer = queue.buffer;
    view.start = queue.start + at;
    view.end = view.start + captured;
    view.linkType = owner.linkType;
    view.snapLength = owner.snapLength;
    view.interfaceName = owner.name;
    view.comments = NO_COMMENTS;
    view.flags = null;
  }

  #options(bytes: Uint8Array, from: number, to: number, view: PacketView): void {
    const comments: string[] = [];
    const budget = new TextBudget();
    this.#late = eachOption(bytes, from, to, this.#little, (code, at, end) => {
      if (code === OPTION.packetFlags && end - at === 4) view.flags = u32(bytes, at, this.#little);
      const text = code === OPTION.comment ? budget.take(bytes, at, end) : null;
      if (text !== null) comments.push(text);
    });
    if (comments.length > 0) view.comments = comments;
  }

  #describe(type: number, { buffer, start }: ByteQueue): ParserStep {
    const end = start + this.#blockLength;
    if (type === BLOCK.section) return this.#section(buffer, start, end);
    if (type === BLOCK.interface) return this.#interface(buffer, start, end);
    if (type === BLOCK.names) return this.#noted(readNames(buffer, start, end, this.#little));
    return this.#noted(readStatistics(buffer, start, end, this.#little, this.#interfaces));
  }

  // Versions 1.0 and 1.2 (a mistake of some writers for 1.0) are the same format.
  #section(buffer: Uint8Array, start: number, end: number): ParserStep {
    const major = u16(buffer, start + 12, this.#little);
    const minor = u16(buffer, start + 14, this.#little);
    if (major !== 1 || (minor !== 0 && minor !== 2)) {
      return this.#damage(`pcapng version ${major}.${minor} is not supported (1.0 is)`);
    }
    this.#interfaces = [];
    return this.#noted(readSection(buffer, start, end, this.#little));
  }

  #interface(buffer: Uint8Array, start: number, end: number): ParserStep {
    if (this.#interfaces.length === MAX_INTERFACES)
      return this.#damage(`more than ${MAX_INTERFACES} interfaces`);
    const read = readInterface(buffer, start, end, this.#little);
    if (typeof read === 'string') return this.#damage(read);
    this.#interfaces.push(read.interface);
    return this.#noted(read.note);
  }

  #noted(note: CaptureNote | string): ParserStep {
    if (typeof note === 'string') return this.#damage(note);
    this.note = note;
    return 'note';
  }

  #beginPass(queue: ByteQueue): ParserStep {
    this.#skip = this.#blockLength - BLOCK_FRAME;
    queue.consume(8);
    return 'pass';
  }

  #pass(queue: ByteQueue): ParserStep {
    const count = Math.min(this.#skip, queue.size);
    this.#skip -= count;
    queue.consume(count);
    if (this.#skip > 0 || queue.size < 4) return 'more';
    const trailer = u32(queue.buffer, queue.start, this.#little);
    if (trailer !== this.#blockLength) return this.#trailerDamage(trailer);
    this.#skip = -1;
    queue.consume(4);
    return 'pass';
  }

  #byteOrder(buffer: Uint8Array, at: number): boolean {
    const little = u32(buffer, at, true) === BYTE_ORDER_MAGIC;
    if (!little && u32(buffer, at, false) !== BYTE_ORDER_MAGIC) return false;
    this.#little = little;
    return true;
  }

  #tooLong(captured: number, frame: number, linkType: number): string | null {
    const room = this.#blockLength - frame;
    if (captured > room) return `a packet claims ${captured} captured bytes in a block with room for ${room}`;
    const limit = maxCaptureLength(linkType);
    if (captured <= limit) return null;
    return `a packet claims ${captured} captured bytes, beyond the limit of ${limit} for ${linkTypeText(linkType)}`;
  }

  #trailerDamage(trailer: number): ParserStep {
    return this.#damage(`a block's length is ${this.#blockLength} in front and ${trailer} behind`);
  }

  #damage(problem: string): ParserStep {
    this.problem = problem;
    return 'damage';
  }
}

/** Where the packet is in an Enhanced Packet Block. */
export const PACKET_AT = 28;

/** What an Enhanced Packet Block without options has around its packet. */
export const PLAIN_FRAME = BLOCK_FRAME + 20;

const BAD_BYTE_ORDER = 'a section header without the byte order magic 1a2b3c4d';

// Asked for every block: the text is made only if there is something to say.
function lengthProblem(type: number, length: number): string | null {
  const least = LEAST_LENGTH[type] ?? BLOCK_FRAME;
  const most = type === BLOCK.section ? MAX_SECTION_HEADER : MAX_BLOCK;
  if (length >= least && length <= most && length % 4 === 0) return null;
  const what = `a block of type ${type} claims a length of ${length}`;
  if (length < least) return `${what}, at least ${least} are needed`;
  return length > most ? `${what}, beyond the limit of ${most}` : `${what}, not a multiple of 4`;
}
