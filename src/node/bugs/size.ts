/**
 * Bugs of how long a datagram may be (§2.2).
 */
import { encodeAll } from '../../wire/encode.ts';
import { HEADER, MAX_DATAGRAM, MAX_SENT } from '../../wire/table.ts';
import type { Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { crashesOn } from './careless.ts';

export const SIZE_BUGS: readonly Bug[] = [
  {
    name: 'answer-over-1400',
    requirement: 'SIZ-1',
    section: '2.2',
    summary: 'an answer is one datagram, however long',
    rules: (rules) => ({ encode: upTo(rules, MAX_DATAGRAM) }),
  },
  {
    name: 'header-not-counted',
    requirement: 'SIZ-1',
    section: '2.2',
    summary: 'the header is not counted, and a datagram of 1402 bytes goes out',
    rules: (rules) => ({ encode: upTo(rules, MAX_SENT + HEADER.size) }),
  },
  {
    name: 'crash-on-empty',
    requirement: 'SIZ-2',
    section: '2.2',
    summary: 'an empty datagram ends the program',
    rules: (rules) => crashesOn('crash-on-empty', rules, (bytes) => bytes.length === 0),
  },
  {
    name: 'crash-over-1400',
    requirement: 'SIZ-2',
    section: '2.2',
    summary: 'a datagram of more than 1400 bytes runs over the buffer and ends the program',
    rules: (rules) => crashesOn('crash-over-1400', rules, (bytes) => bytes.length > MAX_SENT),
  },
  {
    name: 'crash-on-largest',
    requirement: 'SIZ-2',
    section: '2.2',
    summary: 'a datagram of 65,507 bytes, the largest that there is, ends the program',
    rules: (rules) => crashesOn('crash-on-largest', rules, (bytes) => bytes.length >= MAX_DATAGRAM),
  },
  {
    name: 'deaf-after-empty',
    requirement: 'SIZ-2',
    section: '2.2',
    summary: 'an empty datagram is taken for the end of a connection, and nothing is read any more',
    rules: (rules) => {
      let ended = false;
      return {
        receive: (bytes) => {
          if (bytes.length === 0) ended = true;
          return ended ? null : rules.receive(bytes);
        },
      };
    },
  },
  {
    name: 'cut-at-512',
    requirement: 'SIZ-3',
    section: '2.2',
    summary: 'of a datagram only the first 512 bytes are read',
    rules: (rules) => ({ receive: (bytes) => rules.receive(bytes.subarray(0, 512)) }),
  },
  {
    name: 'cut-at-1024',
    requirement: 'SIZ-3',
    section: '2.2',
    summary: 'of a datagram only the first 1024 bytes are read',
    rules: (rules) => ({ receive: (bytes) => rules.receive(bytes.subarray(0, 1024)) }),
  },
  {
    name: 'dropped-over-512',
    requirement: 'SIZ-3',
    section: '2.2',
    summary: 'a datagram of more than 512 bytes is ignored',
    rules: (rules) => ({ receive: (bytes) => (bytes.length > 512 ? null : rules.receive(bytes)) }),
  },
];

function upTo(rules: Rules, limit: number): Rules['encode'] {
  return (tlvs) => (tlvs.length === 0 ? rules.encode(tlvs) : encodeAll(tlvs, limit));
}
