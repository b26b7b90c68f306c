/**
 * Bugs of the length byte (§1.2).
 */
import { HEADER, TLV_HEADER } from '../../wire/table.ts';
import { itemAt } from '../reading.ts';
import type { Item, Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { lengthsThrough, padded, readBy, readThen } from './careless.ts';

export const LENGTH_BUGS: readonly Bug[] = [
  {
    name: 'length-without-header',
    requirement: 'TLV-1',
    section: '1.2',
    summary: 'the length is read and written as that of the value, without the two bytes of type and length',
    rules: (rules) => ({ read: readBy(rules, itemsOfValueLengths), encode: valueLengths(rules) }),
  },
  {
    name: 'length-without-header-read',
    requirement: 'TLV-1',
    section: '1.2',
    summary: 'the length is read as that of the value alone, and written right',
    rules: (rules) => ({ read: readBy(rules, itemsOfValueLengths) }),
  },
  {
    name: 'length-without-header-sent',
    requirement: 'TLV-1',
    section: '1.2',
    summary: 'the length is written as that of the value alone, and read right',
    rules: (rules) => ({ encode: valueLengths(rules) }),
  },
  {
    name: 'length-signed',
    requirement: 'TLV-2',
    section: '1.2',
    summary: 'a length above 127 is negative (a signed char), and reading stops there',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const negative = items.findIndex((item) => item.length > 127);
        return negative < 0 ? items : items.slice(0, negative);
      }),
    }),
  },
];

function valueLengths(rules: Rules): Rules['encode'] {
  return lengthsThrough(rules, (length) => length - TLV_HEADER.size);
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
