// Writing classic pcap files with nanoseconds (magic a1b23c4d, little-endian). Gives bytes; who calls puts them
// somewhere. One link type a file: that is the format's limit, and pcapng-writer.ts has none.
import { BlockBuilder } from './block-builder.ts';
import { MAX_CAPTURE_LENGTH } from './link-type.ts';
import { PCAP_NANOSECONDS } from './pcap.ts';

/** A packet to write. */
export interface PcapRecord {
  /** Nanoseconds since 1970, 0 <= time < 2^32 s. */
  readonly time: bigint;
  readonly bytes: Uint8Array;
  /** On the wire, if the bytes are only its beginning. */
  readonly length?: number;
}

const SECOND = 1_000_000_000n;

/** Writes one pcap file with times in nanoseconds: `header()` first, then `packet()` for each; the caller joins the bytes. */
export class PcapWriter {
  readonly #linkType: number;
  readonly #snapLength: number;

  constructor(linkType: number, snapLength: number = MAX_CAPTURE_LENGTH) {
    this.#linkType = linkType;
    this.#snapLength = snapLength;
  }

  /** The file's first 24 bytes. */
  header(): Uint8Array {
    const version = new BlockBuilder().u32(PCAP_NANOSECONDS).u16(2).u16(4).u32(0).u32(0);
    return version.u32(this.#snapLength).u32(this.#linkType).done();
  }

  /** One record. RangeError for a time that the format cannot hold, or a packet that readers refuse. */
  packet({ time, bytes, length = bytes.length }: PcapRecord): Uint8Array {
    if (time < 0n || time >= SECOND << 32n) throw new RangeError(`pcap cannot hold the time ${time} ns`);
    if (bytes.length > MAX_CAPTURE_LENGTH)
      throw new RangeError(`a packet of ${bytes.length} bytes is too long`);
    const builder = new BlockBuilder().u32(Number(time / SECOND)).u32(Number(time % SECOND));
    return builder.u32(bytes.length).u32(length).bytes(bytes).done();
  }
}
