/**
 * Bugs of bytes beyond the known layout of a TLV (§1.2).
 */
import { canonicalLength, nameOf, rowOf, type TlvName } from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { itemAt } from '../reading.ts';
import type { Item, Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { readBy, readThen } from './careless.ts';

export const EXTRA_BUGS: readonly Bug[] = [
  {
    name: 'extra-rejected',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a TLV with bytes beyond its known fields is ignored',
    rules: (rules) => ({ read: readThen(rules, (items) => items.filter((item) => !hasExtra(item))) }),
  },
  {
    name: 'hello-extra-rejected',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a Hello of a length other than 2 is ignored',
    rules: (rules) => ({ read: withoutExtra(rules, 'hello') }),
  },
  {
    name: 'request-extra-rejected',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a Peer Request of a length other than 2 is ignored',
    rules: (rules) => ({ read: withoutExtra(rules, 'peer-request') }),
  },
  {
    name: 'address-extra-rejected',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a Peer Address of a length other than 8 is ignored',
    rules: (rules) => ({ read: withoutExtra(rules, 'peer-address') }),
  },
  {
    name: 'extra-ends-datagram',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'a TLV with bytes beyond its known fields acts, but reading stops behind it',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const last = items.findIndex(hasExtra);
        return last < 0 ? items : items.slice(0, last + 1);
      }),
    }),
  },
  {
    name: 'extra-misaligned',
    requirement: 'TLV-3',
    section: '1.2',
    summary: 'after a known TLV the next one is looked for behind the known fields, not behind the length',
    rules: (rules) => ({ read: readBy(rules, itemsOfKnownSizes) }),
  },
];

function withoutExtra(rules: Rules, name: TlvName): Rules['read'] {
  return readThen(rules, (items) => items.filter((item) => item.type !== name || !hasExtra(item)));
}

function hasExtra(item: Item): boolean {
  return item.type !== 'unknown' && item.length > canonicalLength(rowOf(item.type));
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
