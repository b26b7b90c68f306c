// Which kind of capture file this is, by its first four bytes; and what to say of a file that is none.
import { u32 } from './integer.ts';
import type { FormatParser } from './parser.ts';
import { PCAP_MICROSECONDS, PCAP_MODIFIED, PCAP_NANOSECONDS, PcapParser } from './pcap.ts';
import { PcapngParser } from './pcapng.ts';
import { BLOCK } from './pcapng-block.ts';

/** Bytes that `recognise` needs. */
export const MAGIC_LENGTH = 4;

const EXPECTED = 'a pcap or pcapng file, or one of them in gzip, is expected';

/** Things that people mistake for captures, by how they begin (hex). */
const STRANGERS: readonly (readonly [string, string])[] = [
  ['1f8b', 'gzip inside gzip'],
  ['28b52ffd', 'zstd-compressed data (decompress it first)'],
  ['fd377a58', 'xz-compressed data (decompress it first)'],
  ['425a68', 'bzip2-compressed data (decompress it first)'],
  ['04224d18', 'lz4-compressed data (decompress it first)'],
  ['504b0304', 'a zip archive (unpack it first)'],
  ['736e6f6f', 'a snoop capture'],
  ['7f454c46', 'an ELF program'],
];

/** A parser for the file that begins with the four bytes at `at`, or a message that says what it is instead. */
export function recognise(bytes: Uint8Array, at: number): FormatParser | string {
  for (const little of [true, false]) {
    const magic = u32(bytes, at, little);
    if (magic === PCAP_MICROSECONDS) return new PcapParser(little, false);
    if (magic === PCAP_NANOSECONDS) return new PcapParser(little, true);
    if (magic === PCAP_MODIFIED) {
      return `a "modified" pcap file (magic a1b2cd34), of which dialects differ, is not supported: ${EXPECTED}`;
    }
  }
  if (u32(bytes, at, true) === BLOCK.section) return new PcapngParser();
  return `${stranger(bytes.subarray(at, at + MAGIC_LENGTH))}: ${EXPECTED}`;
}

/** What to say of a file of `size` bytes that ends before it could be recognised. */
export function tooShort(size: number): string {
  if (size === 0) return `an empty file: ${EXPECTED}`;
  return `a file of ${size} ${size === 1 ? 'byte' : 'bytes'}: ${EXPECTED}`;
}

function stranger(start: Uint8Array): string {
  const hex = Array.from(start, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = STRANGERS.find(([magic]) => hex.startsWith(magic));
  return known === undefined ? `a file that begins ${hex}` : `${known[1]}`;
}
