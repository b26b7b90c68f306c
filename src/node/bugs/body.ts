/**
 * Bugs of the body as a whole: all its TLVs, and no others (§1.1).
 */
import { HEADER, MAX_DATAGRAM } from '../../wire/table.ts';
import type { Bug } from './bug.ts';
import { hangsOn, readThen } from './careless.ts';

/** TLVs for which a careless reader has places. */
const TLVS_READ = 16;

export const BODY_BUGS: readonly Bug[] = [
  {
    name: 'first-tlv-only',
    requirement: 'HDR-3',
    section: '1.1',
    summary: 'the first TLV of a datagram is read, the others are not',
    rules: (rules) => ({ read: readThen(rules, (items) => items.slice(0, 1)) }),
  },
  {
    name: 'last-tlv-only',
    requirement: 'HDR-3',
    section: '1.1',
    summary: 'the last TLV of a datagram acts, those before it do not',
    rules: (rules) => ({ read: readThen(rules, (items) => items.slice(-1)) }),
  },
  {
    name: 'tlv-count-limited',
    requirement: 'HDR-3',
    section: '1.1',
    summary: `only the first ${TLVS_READ} TLVs of a datagram are read`,
    rules: (rules) => ({ read: readThen(rules, (items) => items.slice(0, TLVS_READ)) }),
  },
  {
    name: 'request-ends-datagram',
    requirement: 'HDR-3',
    section: '1.1',
    summary: 'the TLVs behind a Peer Request are not read (return where the loop should go on)',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const request = items.findIndex((item) => item.type === 'peer-request');
        return request < 0 ? items : items.slice(0, request + 1);
      }),
    }),
  },
  {
    name: 'body-size-8-bit',
    requirement: 'SIZ-3',
    section: '2.2',
    summary: 'the size of a datagram is kept in eight bits, and one of 300 bytes is read as one of 44',
    rules: (rules) => ({ receive: (bytes) => rules.receive(bytes.subarray(0, bytes.length & 255)) }),
  },
  {
    name: 'hang-on-empty-body',
    requirement: 'HDR-3',
    section: '1.1',
    summary: 'a header without a body is waited for until its first TLV comes (do ... while)',
    rules: (rules) => hangsOn(rules, (bytes) => bytes.length === HEADER.size && rules.read(bytes).ok),
  },
  {
    name: 'hang-on-long-body',
    requirement: 'ROB-1',
    section: '1.1',
    summary:
      'the offset of a TLV is kept in eight bits, and a body of more than 255 bytes is read in circles',
    rules: (rules) => hangsOn(rules, (bytes) => bytes.length > 256 && rules.read(bytes).ok),
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
  {
    name: 'empty-repeats-last',
    requirement: 'HDR-4',
    section: '1.1',
    summary: 'an empty datagram acts as the one before it, which is still in the buffer',
    rules: (rules) => {
      let last: Uint8Array = new Uint8Array(0);
      return {
        receive: (bytes) => {
          if (bytes.length > 0) last = bytes.slice();
          return rules.receive(last);
        },
      };
    },
  },
];
