/**
 * The inputs that are always there: each TLV of the table alone and with others, bare, with extra bytes and at the
 * limits of its length, lists of all sizes, and what a datagram may be without any.
 */
import { craft, type DraftItem } from '../../wire/craft.ts';
import { typeNumber } from '../../wire/encode.ts';
import {
  canonicalLength,
  HEADER,
  MAX_DATAGRAM,
  MAX_SENT,
  nameOf,
  rowOf,
  TLV_HEADER,
  TLV_NAMES,
  type TlvName,
} from '../../wire/table.ts';
import type { Cast } from '../case.ts';

type Whole = Exclude<DraftItem, { readonly name: 'raw' }>;

const LONGEST = TLV_HEADER.maxLength - TLV_HEADER.size;
/** Sizes of a value up to which a length fits one bit less, one byte, and those next to them. */
const VALUE_SIZES = [0, 1, 2, 6, 7, 125, 126, 127, 252, LONGEST];
const LIST_SIZES = [2, 3, 10, 50, 173, 174, 175, 300, 600];

/** Datagrams made from the table; the addresses in them are those of the cast. */
export function builtInInputs(cast: Cast): Uint8Array[] {
  const announced = [...cast.peers, ...cast.absent];
  const tlv = (name: TlvName, index = 0): Whole => {
    if (name !== 'peer-address') return { name };
    const { address, port } = announced[index % announced.length] ?? cast.target;
    return { name, address, port };
  };
  const everyKind = TLV_NAMES.map((name, index) => tlv(name, index));
  const lists = TLV_NAMES.flatMap((name) =>
    LIST_SIZES.map((size) => Array.from({ length: size }, (_, index) => tlv(name, index))),
  );
  const bodies: DraftItem[][] = [
    [],
    ...announced.slice(0, 16).map((_, index) => [tlv('peer-address', index)]),
    ...TLV_NAMES.flatMap((name) => [[tlv(name)], ...stretched(tlv(name)), ...shortened(tlv(name))]),
    ...VALUE_SIZES.flatMap((size) => unknownTypes().map((type) => [unknown(type, size)])),
    everyKind,
    everyKind.toReversed(),
    everyKind.flatMap((item) => [unknown(200, 3), item]),
    ...everyKind.map((item) => [...everyKind, raw(typeNumber(item)), raw(typeNumber(item), 255)]),
    ...lists,
  ];
  return [
    new Uint8Array(0),
    Uint8Array.of(HEADER.magic),
    ...bodies.map((items) => craft({ items })),
    ...everyKind.map((item) => craft({ version: HEADER.version + 1, items: [item] })),
    filled(everyKind, 600),
    filled(everyKind, MAX_SENT),
    filled(everyKind, MAX_SENT + 1),
    filled([unknown(200, LONGEST)], MAX_DATAGRAM),
  ];
}

/** With extra bytes behind the known layout (§1.2). */
function stretched(tlv: Whole): DraftItem[][] {
  const length = canonicalLength(rowOf(nameOf(typeNumber(tlv)) ?? 'hello'));
  return [1, 2, 8, TLV_HEADER.maxLength - length].map((size) => [
    { ...tlv, extra: new Uint8Array(size) } as DraftItem,
  ]);
}

/** With a length that leaves fields out, or the header too; others stand behind it. */
function shortened(tlv: Whole): DraftItem[][] {
  const length = canonicalLength(rowOf(nameOf(typeNumber(tlv)) ?? 'hello'));
  return Array.from({ length }, (_, said) => [{ ...tlv, length: said }, { name: 'hello' }]);
}

/** Next to the known ones, and at the limits of signed and unsigned bytes. */
function unknownTypes(): number[] {
  return [0, 1, 2, 3, 4, 5, 127, 128, 255].filter((type) => nameOf(type) === null);
}

function unknown(type: number, size: number): Whole {
  return { name: 'tlv', type, value: new Uint8Array(size) };
}

function raw(...bytes: number[]): DraftItem {
  return { name: 'raw', bytes: Uint8Array.from(bytes) };
}

/** The items again and again, cut at `size` bytes. */
function filled(items: readonly DraftItem[], size: number): Uint8Array {
  const once = craft({ items }).subarray(HEADER.size);
  const whole = new Uint8Array(size);
  whole.set(craft({ items: [] }));
  for (let at: number = HEADER.size; at < size; at += once.length) {
    whole.set(once.subarray(0, size - at), at);
  }
  return whole;
}
