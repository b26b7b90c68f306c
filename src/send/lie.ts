/**
 * Where a draft says something that an honest sender would not: a header byte or a length given in place of the
 * computed one. The issues of the bytes do not tell: a Hello of length 4 that swallows the TLV behind it is well formed.
 */
import type { Draft, DraftItem } from '../wire/craft.ts';
import { typeNumber, valueBytes } from '../wire/encode.ts';
import { HEADER, TLV_HEADER } from '../wire/table.ts';

/** The bytes `[start, end)` of the crafted datagram are not what they would be. */
export interface Lie {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All lies of a draft, in the order of their bytes. A whole datagram given as bytes (`--raw`) promises nothing. */
export function lies(draft: Draft): Lie[] {
  if ('raw' in draft) return [];
  const found: Lie[] = [];
  for (const [at, name] of (['magic', 'version'] as const).entries()) {
    const given = draft[name];
    if (given === undefined || given === HEADER[name]) continue;
    found.push({ start: at, end: at + 1, text: lieText(name, given, HEADER[name]) });
  }
  let at: number = HEADER.size;
  for (const [index, item] of draft.items.entries()) {
    found.push(...itemLies(item, index, at));
    at += itemSize(item);
  }
  return found;
}

function itemLies(item: DraftItem, index: number, at: number): Lie[] {
  if (item.name === 'raw' || item.length === undefined) return [];
  const truth = itemSize(item);
  if (item.length === truth) return [];
  const name = item.name === 'tlv' ? `tlv ${typeNumber(item)}` : item.name;
  return [
    { start: at + 1, end: at + 2, text: lieText(`item ${index + 1} (${name}), length`, item.length, truth) },
  ];
}

function itemSize(item: DraftItem): number {
  return item.name === 'raw' ? item.bytes.length : TLV_HEADER.size + valueBytes(item).length;
}

function lieText(what: string, said: number, truth: number): string {
  return `on purpose: ${what} says ${said}, ${truth} would be true`;
}
