/**
 * Packets of one interface in a row, as columns: what bulk work takes at a time. A reader fills it (reader.ts) with
 * plain ones, or with one of any kind; the bytes stay the reader's, and are valid until its next step.
 */
import type { ByteQueue } from './byte-queue.ts';
import { emptyView, type PacketView } from './packet.ts';
import type { CaptureInterface } from './pcapng-interface.ts';
import type { Clock } from './timestamp.ts';

const MOST = 1024;

export class PacketBatch {
  size = 0;
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, to read integers. */
  data: DataView = new DataView(new ArrayBuffer(0));
  /** By packet: `bytes[start, end)`, and its length on the wire. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lengths: Uint32Array;
  /** By packet: its time (timestamp.ts). */
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  /** Null if they have no times. */
  clock: Clock | null = null;
  linkType = 0;
  readonly #view = emptyView();
  /** The packet, if it is a single one: it may say more than the columns. */
  #single: PacketView | null = null;
  /** The frame number of the first packet. */
  #frame = 0;
  /** So far in the file is the record of a packet from where the packet is in `bytes`. */
  #distance = 0;

  constructor(most = MOST) {
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
    this.lengths = new Uint32Array(most);
    this.highs = new Uint32Array(most);
    this.lows = new Uint32Array(most);
  }

  /** Begins with what is next in the queue: records with `head` bytes before their packets. */
  begin(
    { buffer, data, start, offset }: ByteQueue,
    head: number,
    owner: CaptureInterface,
    index: number,
  ): void {
    this.size = 0;
    this.#see(buffer, data);
    this.#distance = offset - start - head;
    this.clock = owner.clock;
    this.linkType = owner.linkType;
    this.#single = null;
    const view = this.#view;
    view.linkType = owner.linkType;
    view.snapLength = owner.snapLength;
    view.interfaceName = owner.name;
    view.interfaceIndex = index;
  }

  /** The packet and nothing else. */
  single(packet: PacketView): void {
    const { buffer, start, end, time, linkType, length, frame, offset } = packet;
    if (this.bytes !== buffer)
      this.#see(buffer, new DataView(buffer.buffer, buffer.byteOffset, buffer.length));
    this.#distance = offset - start;
    this.clock = time?.clock ?? null;
    this.linkType = linkType;
    this.#single = packet;
    this.#frame = frame;
    this.starts[0] = start;
    this.ends[0] = end;
    this.lengths[0] = length;
    this.highs[0] = time?.high ?? 0;
    this.lows[0] = time?.low ?? 0;
    this.size = 1;
  }

  /** The packets are counted in their file from there. */
  countFrom(frame: number): void {
    this.#frame = frame;
  }

  frame(packet: number): number {
    return this.#frame + packet;
  }

  /** Where the packet's record begins in the file. */
  offset(packet: number): number {
    return this.#distance + (this.starts[packet] ?? 0);
  }

  /** A view of one of the packets, valid until the next one is asked for. */
  packet(packet: number): PacketView {
    if (this.#single !== null) return this.#single;
    const view = this.#view;
    const { clock } = this;
    view.frame = this.frame(packet);
    view.offset = this.offset(packet);
    view.time = clock && { high: this.highs[packet] ?? 0, low: this.lows[packet] ?? 0, clock };
    view.buffer = this.bytes;
    view.start = this.starts[packet] ?? 0;
    view.end = this.ends[packet] ?? 0;
    view.length = this.lengths[packet] ?? 0;
    return view;
  }

  // To write an array, which is mostly young, costs more than to look whether it is there already.
  #see(bytes: Uint8Array, data: DataView): void {
    if (this.bytes === bytes) return;
    this.bytes = bytes;
    this.data = data;
  }
}
