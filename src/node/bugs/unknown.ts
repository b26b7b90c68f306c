/**
 * Bugs of TLVs of unknown types (§1.2).
 */
import { nameOf, TLV_HEADER } from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { itemAt } from '../reading.ts';
import type { Item, Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { readBy, readThen } from './careless.ts';

export const UNKNOWN_BUGS: readonly Bug[] = [
  {
    name: 'unknown-drops-all',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'a TLV of an unknown type makes the whole datagram ignored',
    rules: (rules) => ({ read: droppingAll(rules, () => true) }),
  },
  {
    name: 'unknown-long-drops-all',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'an unknown TLV longer than 128 bytes, the space for a value, makes the whole datagram ignored',
    rules: (rules) => ({ read: droppingAll(rules, (item) => item.length > 128) }),
  },
  {
    name: 'unknown-ends-datagram',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'reading stops at a TLV of an unknown type',
    rules: (rules) => ({ read: endingAt(rules, () => true) }),
  },
  {
    name: 'type-0-ends-datagram',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'type 0 is taken for the end of the list',
    rules: (rules) => ({ read: endingAt(rules, ({ number }) => number === 0) }),
  },
  {
    name: 'high-type-ends-datagram',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'a type above 127 is negative (a signed char), and reading stops there',
    rules: (rules) => ({ read: endingAt(rules, ({ number }) => number > 127) }),
  },
  {
    name: 'type-0-is-padding',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'type 0 is taken for one byte of padding, and its length for the next type',
    rules: (rules) => ({ read: readBy(rules, (bytes) => itemsStepping(bytes, 0, 1)) }),
  },
  {
    name: 'unknown-skips-two',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'of an unknown TLV only type and length are skipped, and its value is read as TLVs',
    rules: (rules) => ({ read: readBy(rules, (bytes) => itemsStepping(bytes, 'unknown', TLV_HEADER.size)) }),
  },
  {
    name: 'unknown-is-hello',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'whatever is neither a Peer Request nor a Peer Address is taken for a Hello (the last else)',
    rules: (rules) => ({
      read: readThen(rules, (items) =>
        items.map((item) => (item.type === 'unknown' ? { type: 'hello', length: item.length } : item)),
      ),
    }),
  },
];

type Unknown = Extract<Item, { type: 'unknown' }>;

function droppingAll(rules: Rules, test: (item: Unknown) => boolean): Rules['read'] {
  return readThen(rules, (items) =>
    items.some((item) => item.type === 'unknown' && test(item)) ? [] : items,
  );
}

function endingAt(rules: Rules, test: (item: Unknown) => boolean): Rules['read'] {
  return readThen(rules, (items) => {
    const end = items.findIndex((item) => item.type === 'unknown' && test(item));
    return end < 0 ? items : items.slice(0, end);
  });
}

/** The items of a reader that steps over this type, or every unknown one, by so many bytes. */
function itemsStepping(bytes: Uint8Array, type: number | 'unknown', step: number): readonly Item[] {
  const items: Item[] = [];
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    if (type === 'unknown' ? nameOf(walk.type) === null : walk.type === type) walk.resume(walk.at + step);
    else if (walk.fault === Fault.none) items.push(itemAt(bytes, walk.at, walk.length));
  }
  return items;
}
