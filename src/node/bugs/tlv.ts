/**
 * Bugs of type and length (§1.2), and of bytes that nobody checked.
 */
import { canonicalLength, HEADER, nameOf, rowOf, TLV_HEADER } from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { addressAt, itemAt } from '../reading.ts';
import type { Item, Reading } from '../rules.ts';
import type { Bug } from './bug.ts';
import { lengthsThrough, readThen } from './careless.ts';

export const TLV_BUGS: readonly Bug[] = [
  {
    name: 'length-without-header',
    requirement: 'TLV-1',
    section: '1.2',
    summary: 'the length is read and written as that of the value, without the two bytes of type and length',
    rules: (rules) => ({
      read: (bytes) => {
        const reading = rules.read(bytes);
        return reading.ok ? { ok: true, items: itemsOfValueLengths(bytes) } : reading;
      },
      encode: lengthsThrough(rules, (length) => length - TLV_HEADER.size),
    }),
  },
  {
    name: 'unknown-drops-all',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'a TLV of an unknown type makes the whole datagram ignored',
    rules: (rules) => ({
      read: readThen(rules, (items) => (items.some((item) => item.type === 'unknown') ? [] : items)),
    }),
  },
  {
    name: 'unknown-ends-datagram',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'reading stops at a TLV of an unknown type',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const unknown = items.findIndex((item) => item.type === 'unknown');
        return unknown < 0 ? items : items.slice(0, unknown);
      }),
    }),
  },
  {
    name: 'extra-rejected',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a TLV with bytes beyond its known fields is ignored',
    rules: (rules) => ({ read: readThen(rules, (items) => items.filter((item) => !hasExtra(item))) }),
  },
  {
    name: 'extra-misaligned',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'after a known TLV the next one is looked for behind the known fields, not behind the length',
    rules: (rules) => ({
      read: (bytes) => {
        const reading = rules.read(bytes);
        return reading.ok ? { ok: true, items: itemsOfKnownSizes(bytes) } : reading;
      },
    }),
  },
  {
    name: 'acts-on-cut-address',
    requirement: 'TLV-4',
    section: '1.2',
    summary:
      'the fields of a Peer Address are read whatever its length says, from bytes that are not its own',
    rules: (rules) => ({
      read: (bytes) => {
        const reading = rules.read(bytes);
        return reading.ok ? { ok: true, items: itemsWithCutAddresses(bytes) } : reading;
      },
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
    name: 'crash-on-short',
    requirement: 'ROB-1',
    section: '1.2',
    summary: 'a TLV of length 0 or 1 ends the program',
    rules: (rules) => ({
      read: (bytes): Reading => {
        const walk = new Walk();
        for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
          if (walk.fault === Fault.short) throw new Error('bug on purpose: crash-on-short');
        }
        return rules.read(bytes);
      },
    }),
  },
];

function hasExtra(item: Item): boolean {
  return item.type !== 'unknown' && item.length > canonicalLength(rowOf(item.type));
}

/** Bytes enough behind the end that careless readers find zeros there, as in a cleared buffer. */
function padded(bytes: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 8);
  buffer.set(bytes);
  return buffer;
}

function itemsOfValueLengths(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  const buffer = padded(bytes);
  for (let at: number = HEADER.size; at < bytes.length; ) {
    const length = TLV_HEADER.size + (buffer[at + 1] ?? 0);
    items.push(itemAt(buffer, at, length));
    at += length;
  }
  return items;
}

function itemsOfKnownSizes(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next() && walk.fault === Fault.none; ) {
    items.push(itemAt(bytes, walk.at, walk.length));
    const name = nameOf(walk.type);
    if (name !== null) walk.resume(walk.at + canonicalLength(rowOf(name)));
  }
  return items;
}

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
