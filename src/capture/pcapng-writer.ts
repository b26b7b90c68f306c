// Writing pcapng files (little-endian, nanoseconds): section, interfaces, names, packets with comments and
// direction. Gives bytes, block by block; who calls puts them somewhere. `copy` writes packets that were read
// from other captures, with an interface for each link type and snap length.
import { addressBytes } from './address.ts';
import { BlockBuilder } from './block-builder.ts';
import type { Direction, NameEntry, PacketView } from './packet.ts';
import { BLOCK, BYTE_ORDER_MAGIC, NAME_RECORD, OPTION } from './pcapng-block.ts';
import { timeNs } from './timestamp.ts';

/** What the section header says. */
export interface SectionHeader {
  readonly comments?: readonly string[];
  /** The program that writes. */
  readonly application?: string;
}

/** An interface to declare. */
export interface InterfaceHeader {
  readonly linkType: number;
  /** 0 (default) is no limit. */
  readonly snapLength?: number;
  readonly name?: string;
  readonly description?: string;
  readonly comments?: readonly string[];
}

/** What a statistics block says of an interface up to a time. */
export interface InterfaceStatistics {
  /** As `interface` gave it; default 0. */
  readonly interface?: number;
  /** Nanoseconds since 1970, 0 <= time < 2^64. */
  readonly time: bigint;
  readonly comments: readonly string[];
}

/** A packet to write. */
export interface PcapngPacket {
  /** As `interface` gave it; default 0. */
  readonly interface?: number;
  /** Nanoseconds since 1970, 0 <= time < 2^64. */
  readonly time: bigint;
  readonly bytes: Uint8Array;
  /** On the wire, if the bytes are only its beginning. */
  readonly length?: number;
  readonly comments?: readonly string[];
  readonly direction?: Direction;
}

const NANOSECONDS = 9;
const UNKNOWN_SECTION_LENGTH = 0xffffffff;
const FLAG_DIRECTION = { in: 1, out: 2 } as const;

/**
 * Writes one pcapng file of one section: `header()` first, then `interface()`, then packets; the caller joins the blocks.
 * Times are nanoseconds since 1970.
 */
export class PcapngWriter {
  #interfaces = 0;
  // By link type and snap length; bounded by what a file that was read may declare.
  readonly #copied = new Map<number, number>();

  /** The section header: the file's first block. */
  header({ comments = [], application }: SectionHeader = {}): Uint8Array {
    const body = new BlockBuilder().u32(BYTE_ORDER_MAGIC).u16(1).u16(0);
    body.u32(UNKNOWN_SECTION_LENGTH).u32(UNKNOWN_SECTION_LENGTH);
    body.texts(OPTION.comment, comments).texts(OPTION.application, [application]);
    return body.endOfOptions().block(BLOCK.section);
  }

  /** Declares an interface; `id` names it in packets. */
  interface(declared: InterfaceHeader): { id: number; block: Uint8Array } {
    const body = new BlockBuilder()
      .u16(declared.linkType)
      .u16(0)
      .u32(declared.snapLength ?? 0);
    body.texts(OPTION.comment, declared.comments ?? []);
    body
      .texts(OPTION.interfaceName, [declared.name])
      .texts(OPTION.interfaceDescription, [declared.description]);
    body.option(OPTION.timeResolution, Uint8Array.of(NANOSECONDS)).endOfOptions();
    const id = this.#interfaces;
    this.#interfaces += 1;
    return { id, block: body.block(BLOCK.interface) };
  }

  /** Names for addresses. RangeError for a text that is no address. */
  names(entries: readonly NameEntry[]): Uint8Array {
    const body = new BlockBuilder();
    for (const { address, names } of entries) nameRecord(body, address, names);
    return body.u16(NAME_RECORD.end).u16(0).endOfOptions().block(BLOCK.names);
  }

  /** Comments that belong to no packet. RangeError for an interface that is not declared, or for the time. */
  statistics({ interface: id = 0, time, comments }: InterfaceStatistics): Uint8Array {
    const body = this.#stamped(id, time);
    return body.texts(OPTION.comment, comments).endOfOptions().block(BLOCK.statistics);
  }

  /** One packet. RangeError for an interface that is not declared or a time that the format cannot hold. */
  packet(packet: PcapngPacket): Uint8Array {
    const { interface: id = 0, time, bytes, length = bytes.length, comments = [], direction } = packet;
    return this.#packet(id, time, bytes, length, comments, direction && FLAG_DIRECTION[direction]);
  }

  /**
   * A packet that was read, with its comments and flags, and before it the interface it needs if that is new.
   * Times finer than a nanosecond are rounded down; a packet without time gets 0 (and so do times before 1970).
   */
  copy(packet: PacketView): Uint8Array[] {
    const { linkType, snapLength, buffer, start, end, length, comments, flags } = packet;
    const key = linkType * 2 ** 32 + snapLength;
    const known = this.#copied.get(key);
    const declared = known === undefined ? this.interface({ linkType, snapLength }) : { id: known };
    this.#copied.set(key, declared.id);
    const time = copiedTime(packet);
    const bytes = buffer.subarray(start, end);
    const block = this.#packet(declared.id, time, bytes, length, comments, flags ?? undefined);
    return 'block' in declared ? [declared.block, block] : [block];
  }

  #packet(
    id: number,
    time: bigint,
    bytes: Uint8Array,
    length: number,
    comments: readonly string[],
    flags: number | undefined,
  ): Uint8Array {
    const body = this.#stamped(id, time);
    body.u32(bytes.length).u32(length).bytes(bytes).pad();
    if (comments.length > 0 || flags !== undefined) {
      body.texts(OPTION.comment, comments);
      if (flags !== undefined) body.u16(OPTION.packetFlags).u16(4).u32(flags);
      body.endOfOptions();
    }
    return body.block(BLOCK.packet);
  }

  #stamped(id: number, time: bigint): BlockBuilder {
    if (id >= this.#interfaces) throw new RangeError(`interface ${id} is not declared`);
    if (time < 0n || time >> 64n > 0n) throw new RangeError(`pcapng cannot hold the time ${time} ns`);
    return new BlockBuilder()
      .u32(id)
      .u32(Number(time >> 32n))
      .u32(Number(time & 0xffffffffn));
  }
}

function nameRecord(body: BlockBuilder, address: string, names: readonly string[]): void {
  const bytes = addressBytes(address);
  if (bytes === undefined) throw new RangeError(`${address} is no address`);
  const text = new TextEncoder().encode(names.map((name) => `${name}\0`).join(''));
  const size = bytes.length + text.length;
  if (size > 0xffff) throw new RangeError(`the names of ${address} are too long`);
  const type = bytes.length === 4 ? NAME_RECORD.ipv4 : NAME_RECORD.ipv6;
  body.u16(type).u16(size).bytes(bytes).bytes(text).pad();
}

function copiedTime({ time }: PacketView): bigint {
  const ns = time === null ? 0n : timeNs(time);
  return ns < 0n ? 0n : BigInt.asUintN(64, ns);
}
