// The blocks of a pcapng file as numbers: types, least lengths, where fields stand, option codes. One table for
// the reader and the writer (draft-ietf-opsawg-pcapng, sections 4.1 to 4.7).

/** Block types. */
export const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 1,
  oldPacket: 2,
  simplePacket: 3,
  names: 4,
  statistics: 5,
  packet: 6,
} as const;

/** Type, length and trailing length: every block has them. */
export const BLOCK_FRAME = 12;

/** The least total length of the blocks that we read. */
export const LEAST_LENGTH: Readonly<Record<number, number>> = {
  [BLOCK.section]: 28,
  [BLOCK.interface]: 20,
  [BLOCK.oldPacket]: 32,
  [BLOCK.simplePacket]: 16,
  [BLOCK.names]: 12,
  [BLOCK.statistics]: 24,
  [BLOCK.packet]: 32,
};

/** Section header blocks of more are refused, as libpcap does. */
export const MAX_SECTION_HEADER = 1024 * 1024;

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Option codes; those above `comment` mean something in their own block alone. */
export const OPTION = {
  end: 0,
  comment: 1,
  application: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  timeResolution: 9,
  timeOffset: 14,
  packetFlags: 2,
  received: 4,
  dropped: 5,
} as const;

/** Record types of a name resolution block. */
export const NAME_RECORD = { end: 0, ipv4: 1, ipv6: 2 } as const;

/** Rounds up to a multiple of four: how far a field reaches with its padding. */
export function padded(length: number): number {
  return length + (-length & 3);
}
