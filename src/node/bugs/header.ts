/**
 * Bugs of the header and of the body as a whole (§1.1).
 */

import { HEADER, MAX_DATAGRAM } from '../../wire/table.ts';
import { HELLO, PEER_REQUEST } from '../speech.ts';
import type { Bug } from './bug.ts';
import { readThen } from './careless.ts';

export const HEADER_BUGS: readonly Bug[] = [
  {
    name: 'no-header-check',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'the two header bytes are skipped without being looked at',
    rules: (rules) => ({ read: (bytes) => rules.read(patched(bytes, [HEADER.magic, HEADER.version])) }),
  },
  {
    name: 'magic-not-checked',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'the version is checked, the magic is not',
    rules: (rules) => ({ read: (bytes) => rules.read(patched(bytes, [HEADER.magic])) }),
  },
  {
    name: 'version-not-checked',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'the magic is checked, the version is not',
    rules: (rules) => ({
      read: (bytes) => rules.read(patched(bytes, [bytes[0] ?? 0, HEADER.version])),
    }),
  },
  {
    name: 'single-byte-ticks',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'a datagram of the one byte 1 or 2, the false message of §2.1, is obeyed whoever sent it',
    rules: () => ({
      beforeReading: (bytes, _from, scene) => {
        const tlv = bytes.length === 1 ? TICKS.get(bytes[0] ?? 0) : undefined;
        if (tlv === undefined) return [];
        return [...scene.peers.all()].map((peer) => ({ type: 'send', to: peer.endpoint, tlvs: [tlv] }));
      },
    }),
  },
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
    name: 'first-tlv-only',
    requirement: 'HDR-3',
    section: '1.1',
    summary: 'the first TLV of a datagram is read, the others are not',
    rules: (rules) => ({ read: readThen(rules, (items) => items.slice(0, 1)) }),
  },
  {
    name: 'stale-buffer',
    requirement: 'HDR-4',
    section: '1.1',
    summary: 'the buffer is read to the end of the longest datagram that was ever in it',
    rules: () => {
      const buffer = new Uint8Array(MAX_DATAGRAM);
      let longest = 0;
      return {
        receive: (bytes) => {
          buffer.set(bytes.subarray(0, buffer.length));
          longest = Math.max(longest, Math.min(bytes.length, buffer.length));
          return buffer.slice(0, longest);
        },
      };
    },
  },
];

const TICKS = new Map([
  [1, HELLO],
  [2, PEER_REQUEST],
]);

/** The bytes with the first ones replaced, as far as they are there. */
function patched(bytes: Uint8Array, first: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  for (const [at, byte] of first.slice(0, copy.length).entries()) copy[at] = byte;
  return copy;
}
