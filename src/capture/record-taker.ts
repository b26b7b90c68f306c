/** Who takes plain records off a file in bulk (a kernel of `sniff`), as the formats' parsers call it. */

export interface RecordTaker {
  /** How many it has taken. */
  readonly packets: number;
  /** True if it takes packets of that link layer that lie in that array. */
  begins(bytes: Uint8Array, linkType: number): boolean;
  /**
   * Takes little-endian pcap records of `bytes[from, to)` as long as it can, with at most `most` bytes captured;
   * returns where it stopped. Fractions of a second are microseconds or nanoseconds.
   */
  pcap(from: number, to: number, most: number, nanoseconds: boolean): number;
  /** The same of a pcapng interface's Enhanced Packet Blocks, little-endian, without options. */
  pcapng(from: number, to: number, most: number, nanoseconds: boolean, index: number): number;
}
