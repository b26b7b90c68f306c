/**
 * Bugs of the bytes that are sent (§1.1, §1.2).
 */
import { concat } from '../../wire/bytes.ts';
import { headerBytes } from '../../wire/encode.ts';
import { canonicalLength, HEADER, MAX_SENT, nameOf, rowOf } from '../../wire/table.ts';
import type { Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { isAddress, lengthsThrough } from './careless.ts';

/** Entries that an index of eight bits with a sign counts. */
const SIGNED_ENTRIES = 128;

export const SENT_BUGS: readonly Bug[] = [
  {
    name: 'second-datagram-without-header',
    requirement: 'HDR-2',
    section: '1.1',
    summary: 'an answer that goes on in a second datagram goes on without a header',
    rules: (rules) => ({
      encode: (tlvs) =>
        rules.encode(tlvs).map((bytes, index) => (index === 0 ? bytes : bytes.slice(HEADER.size))),
    }),
  },
  {
    name: 'answer-without-header',
    requirement: 'HDR-2',
    section: '1.1',
    summary: 'answers are sent without a header',
    rules: (rules) => ({
      encode: (tlvs) =>
        rules.encode(tlvs).map((bytes) => (tlvs.some(isAddress) ? bytes.slice(HEADER.size) : bytes)),
    }),
  },
  {
    name: 'magic-overwritten',
    requirement: 'HDR-2',
    section: '1.1',
    summary: `in a datagram of more than ${SIGNED_ENTRIES} entries the first byte is overwritten (an index that wraps)`,
    rules: (rules) => ({
      encode: sentThen(rules, (bytes) => {
        const most = HEADER.size + SIGNED_ENTRIES * canonicalLength(rowOf('peer-address'));
        return bytes.length > most ? concat([Uint8Array.of(0), bytes.subarray(1)]) : bytes;
      }),
    }),
  },
  {
    name: 'version-0-sent',
    requirement: 'HDR-2',
    section: '1.1',
    summary: 'datagrams are sent with version 0 (the byte of the version never set)',
    rules: (rules) => ({
      encode: sentThen(rules, (bytes) =>
        concat([Uint8Array.of(HEADER.magic, 0), bytes.subarray(HEADER.size)]),
      ),
    }),
  },
  {
    name: 'short-hello-length',
    requirement: 'TLV-5',
    section: '1.2',
    summary: 'a Hello is sent with length 0',
    rules: (rules) => ({
      encode: lengthsThrough(rules, (length, type) => (nameOf(type) === 'hello' ? 0 : length)),
    }),
  },
  {
    name: 'long-hello-length',
    requirement: 'TLV-5',
    section: '1.2',
    summary: 'a Hello is sent with length 8, that of the largest TLV, and without the bytes',
    rules: (rules) => ({
      encode: lengthsThrough(rules, (length, type) => (nameOf(type) === 'hello' ? 8 : length)),
    }),
  },
  {
    name: 'stray-byte-sent',
    requirement: 'TLV-5',
    section: '1.2',
    summary: 'a datagram is sent with one byte too many at its end',
    rules: (rules) => ({ encode: sentThen(rules, (bytes) => concat([bytes, Uint8Array.of(0)])) }),
  },
  {
    name: 'buffer-sent-whole',
    requirement: 'TLV-5',
    section: '1.2',
    summary: 'a buffer of 64 bytes is sent whole, and zeros stand behind the TLVs',
    rules: (rules) => ({
      encode: sentThen(rules, (bytes) => concat([bytes, new Uint8Array(Math.max(0, 64 - bytes.length))])),
    }),
  },
  {
    name: 'tlv-split',
    requirement: 'TLV-5',
    section: '1.2',
    summary: 'a long answer is cut where 1400 bytes are full, in the middle of a TLV, and goes on from there',
    rules: (rules) => ({
      encode: (tlvs) => {
        const body = concat(rules.encode(tlvs).map((bytes) => bytes.slice(HEADER.size)));
        const size = MAX_SENT - HEADER.size;
        return Array.from({ length: Math.max(1, Math.ceil(body.length / size)) }, (_, i) =>
          concat([headerBytes(), body.slice(i * size, (i + 1) * size)]),
        );
      },
    }),
  },
];

/** Encodes as the rules do, then changes each datagram. */
function sentThen(rules: Rules, change: (bytes: Uint8Array) => Uint8Array): Rules['encode'] {
  return (tlvs) => rules.encode(tlvs).map(change);
}
