/**
 * Bugs of malformed TLVs (§1.2): bytes that are not theirs are read, or the program does not survive them.
 */
import { nameOf, TLV_HEADER } from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { addressAt, itemAt } from '../reading.ts';
import type { Item } from '../rules.ts';
import type { Bug } from './bug.ts';
import { crashesOn, hangsOn, padded, readBy, someTlv } from './careless.ts';

export const MALFORMED_BUGS: readonly Bug[] = [
  {
    name: 'acts-on-cut-address',
    requirement: 'TLV-4',
    section: '1.2',
    summary:
      'the fields of a Peer Address are read whatever its length says, from bytes that are not its own',
    rules: (rules) => ({ read: readBy(rules, itemsWithCutAddresses) }),
  },
  {
    name: 'acts-on-stray-byte',
    requirement: 'TLV-4',
    section: '1.2',
    summary: 'a lone last byte 1 or 2 is taken for a Hello or a Peer Request, without a length',
    rules: (rules) => ({ read: readBy(rules, itemsWithStrayByte) }),
  },
  {
    name: 'length-1-believed',
    requirement: 'TLV-4',
    section: '1.2',
    summary: 'a TLV of length 1 is stepped over by one byte, and its length is taken for the next type',
    rules: (rules) => ({ read: readBy(rules, itemsSteppingOne) }),
  },
  {
    name: 'hang-on-length-0',
    requirement: 'TLV-4',
    section: '1.2',
    summary: 'a TLV of length 0 is read over and over, for the offset does not move',
    rules: (rules) =>
      hangsOn(rules, (bytes) => someTlv(bytes, ({ fault, length }) => fault === Fault.short && length === 0)),
  },
  {
    name: 'hang-on-length-1',
    requirement: 'TLV-4',
    section: '1.2',
    summary: 'a TLV of length 1 has a value of -1 bytes, and the loop over them does not end',
    rules: (rules) =>
      hangsOn(rules, (bytes) => someTlv(bytes, ({ fault, length }) => fault === Fault.short && length === 1)),
  },
  {
    name: 'crash-on-short',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a TLV of length 0 or 1 ends the program',
    rules: (rules) =>
      crashesOn('crash-on-short', rules, (bytes) => someTlv(bytes, ({ fault }) => fault === Fault.short)),
  },
  {
    name: 'crash-on-cut',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a TLV that goes past the end of the datagram is read to where it says: out of the buffer',
    rules: (rules) =>
      crashesOn('crash-on-cut', rules, (bytes) => someTlv(bytes, ({ fault }) => fault === Fault.cut)),
  },
  {
    name: 'crash-on-stray-byte',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a lone last byte, a type without a length, ends the program',
    rules: (rules) =>
      crashesOn('crash-on-stray-byte', rules, (bytes) =>
        someTlv(bytes, ({ fault }) => fault === Fault.stray),
      ),
  },
  {
    name: 'crash-on-short-address',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a Peer Address too short for its fields ends the program (an assert)',
    rules: (rules) =>
      crashesOn('crash-on-short-address', rules, (bytes) =>
        someTlv(bytes, ({ fault }) => fault === Fault.fields),
      ),
  },
  {
    name: 'crash-on-unknown',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a type above 127 ends the program: it is an index into a table that has not so many places',
    rules: (rules) =>
      crashesOn('crash-on-unknown', rules, (bytes) => someTlv(bytes, ({ type }) => type > 127)),
  },
  {
    name: 'hang-on-long-tlv',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a length above 127 is negative (a signed char): the offset goes back, and never gets further',
    rules: (rules) =>
      hangsOn(rules, (bytes) => someTlv(bytes, ({ fault, length }) => fault === Fault.none && length > 127)),
  },
];

function itemsWithCutAddresses(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  const buffer = padded(bytes);
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    if (walk.fault === Fault.none) items.push(itemAt(bytes, walk.at, walk.length));
    else if (nameOf(walk.type) === 'peer-address')
      items.push({ type: 'peer-address', length: walk.length, peer: addressAt(buffer, walk.at) });
  }
  return items;
}

function itemsWithStrayByte(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    const strays = walk.fault === Fault.stray && nameOf(walk.type) !== 'peer-address';
    if (walk.fault === Fault.none || strays)
      items.push(itemAt(bytes, walk.at, Math.max(walk.length, TLV_HEADER.size)));
  }
  return items;
}

function itemsSteppingOne(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    if (walk.fault === Fault.none) items.push(itemAt(bytes, walk.at, walk.length));
    else if (walk.fault === Fault.short && walk.length === 1) walk.resume(walk.at + 1);
  }
  return items;
}
