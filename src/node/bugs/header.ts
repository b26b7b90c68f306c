/**
 * Bugs of reading the header (§1.1).
 */
import { HEADER } from '../../wire/table.ts';
import { HELLO, PEER_REQUEST } from '../speech.ts';
import type { Bug } from './bug.ts';

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
        return scene.peers.all().map((peer) => ({ type: 'send', to: peer.endpoint, tlvs: [tlv] }));
      },
    }),
  },
  {
    name: 'header-half-right',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'a datagram is refused only if magic and version are both wrong (&& for ||)',
    rules: (rules) => ({
      read: (bytes) => {
        const half = bytes[0] === HEADER.magic || bytes[1] === HEADER.version;
        return rules.read(half ? patched(bytes, [HEADER.magic, HEADER.version]) : bytes);
      },
    }),
  },
  {
    name: 'newer-version-accepted',
    requirement: 'HDR-1',
    section: '1.1',
    summary: 'a version above 1 is read as if it were 1',
    rules: (rules) => ({
      read: (bytes) => {
        const newer = (bytes[1] ?? 0) > HEADER.version;
        return rules.read(newer ? patched(bytes, [bytes[0] ?? 0, HEADER.version]) : bytes);
      },
    }),
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
