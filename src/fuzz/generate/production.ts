/**
 * What the grammar makes datagrams of: fast-check arbitraries over the table of wire/table.ts, a row for each kind of
 * datagram. A new TLV of the table is made without a word here.
 */
import fc from 'fast-check';
import { concat } from '../../wire/bytes.ts';
import { craft, type DraftItem, type DraftTlv } from '../../wire/craft.ts';
import { encodeTlv, headerBytes, typeNumber, valueBytes } from '../../wire/encode.ts';
import { addressText, type Endpoint } from '../../wire/endpoint.ts';
import {
  HEADER,
  MAX_DATAGRAM,
  MAX_SENT,
  nameOf,
  rowOf,
  TLV_HEADER,
  TLV_NAMES,
  type Tlv,
} from '../../wire/table.ts';
import type { Cast } from '../case.ts';
import { announceable } from './announceable.ts';

type Bytes = fc.Arbitrary<Uint8Array>;

/** A kind of datagram. */
export interface Production {
  readonly name: string;
  readonly weight: number;
  readonly datagram: Bytes;
}

const LONGEST = TLV_HEADER.maxLength - TLV_HEADER.size;
/** HDR-1: each of them makes a datagram that is ignored whole. */
const WRONG_HEADERS: readonly (readonly number[])[] = [
  [HEADER.magic + 1, HEADER.version],
  [0, HEADER.version],
  [HEADER.magic, 0],
  [HEADER.magic, 2],
  [HEADER.magic, 129],
  [HEADER.magic, 255],
  [HEADER.magic ^ 255, HEADER.version ^ 255],
  [HEADER.version, HEADER.magic],
];
const COUNTS = [1, 2, 50, 173, 174, 175, 300, 600];
const SIZES = [
  256,
  512,
  600,
  1024,
  1390,
  MAX_SENT - 1,
  MAX_SENT,
  MAX_SENT + 1,
  1500,
  2048,
  9000,
  MAX_DATAGRAM,
];

/** All kinds, for datagrams to and about the cast. */
export function productions(cast: Cast): readonly Production[] {
  const address = addressTlv(cast);
  const known = fc.oneof(fc.constantFrom(...emptyTlvs()), address);
  const tlv = fc.oneof(
    { weight: 6, arbitrary: known },
    { weight: 2, arbitrary: stretched(known) },
    { weight: 2, arbitrary: unknown(LONGEST) },
  );
  const few = some(tlv, 6);
  const around = fc.oneof(fc.constant([]), some(tlv, 3));
  const anywhere = (odd: fc.Arbitrary<readonly DraftItem[]>): Bytes =>
    fc.tuple(around, odd, around).map((parts) => craft({ items: parts.flat() }));
  return [
    { name: 'valid', weight: 16, datagram: few.map((items) => craft({ items })) },
    { name: 'addresses', weight: 8, datagram: some(address, 12).map((items) => craft({ items })) },
    { name: 'same-again', weight: 4, datagram: fc.tuple(tlv, fc.integer({ min: 2, max: 12 })).map(again) },
    { name: 'long-list', weight: 2, datagram: longList(fc.oneof(known, unknown(100))) },
    { name: 'extra', weight: 6, datagram: anywhere(stretched(known).map((one) => [one])) },
    {
      name: 'extra-looks-like-tlv',
      weight: 5,
      datagram: anywhere(fc.tuple(known, some(known, 3)).map(hiding)),
    },
    { name: 'unknown', weight: 8, datagram: anywhere(unknown(LONGEST).map((one) => [one])) },
    { name: 'length-lie', weight: 12, datagram: anywhere(fc.tuple(tlv, lie()).map(lying)) },
    { name: 'fields-missing', weight: 5, datagram: anywhere(shortFields(address)) },
    { name: 'cut', weight: 8, datagram: fc.tuple(few, fc.nat()).map(cutInLast) },
    { name: 'lone-byte', weight: 4, datagram: fc.tuple(some(tlv, 3), byte()).map(lone) },
    { name: 'bait', weight: 5, datagram: anywhere(fc.tuple(known, fc.nat(2)).map(bait)) },
    {
      name: 'wrong-header',
      weight: 5,
      datagram: fc.tuple(fc.constantFrom(...WRONG_HEADERS), few).map(headed),
    },
    { name: 'hardly-any', weight: 3, datagram: fc.oneof(fc.constant([]), fc.tuple(byte())).map(plain) },
    { name: 'no-body', weight: 1, datagram: fc.constant(headerBytes()) },
    { name: 'behind-header', weight: 5, datagram: fc.uint8Array({ maxLength: 80 }).map(behindHeader) },
    { name: 'raw', weight: 3, datagram: fc.uint8Array({ maxLength: 120 }) },
    { name: 'size', weight: 1, datagram: fc.tuple(fc.constantFrom(...SIZES), few).map(padded) },
  ];
}

/** Each, as often as it weighs. */
export function anyOf(all: readonly Production[]): Bytes {
  return fc.oneof(...all.map(({ weight, datagram }) => ({ weight, arbitrary: datagram })));
}

/** TLVs of the table without fields. */
function emptyTlvs(): Tlv[] {
  return TLV_NAMES.filter((name) => rowOf(name).fields.length === 0).map((name) => ({ name }) as Tlv);
}

function addressTlv(cast: Cast): fc.Arbitrary<Tlv> {
  const { peers, absent, own, odd } = announceable(cast);
  const kinds: fc.WeightedArbitrary<Endpoint>[] = [
    { weight: 5, arbitrary: fc.constantFrom(...peers) },
    { weight: 5, arbitrary: fc.constantFrom(...absent) },
  ];
  if (own.length > 0) kinds.push({ weight: 1, arbitrary: fc.constantFrom(...own) });
  if (odd.length > 0) kinds.push({ weight: 1, arbitrary: fc.constantFrom(...odd) });
  if (cast.unfenced)
    kinds.push({ weight: 1, arbitrary: fc.tuple(fc.integer(), fc.nat(65_535)).map(anybody) });
  return fc.oneof(...kinds).map(({ address, port }) => ({ name: 'peer-address', address, port }));
}

function anybody([number, port]: [number, number]): Endpoint {
  return { address: addressText(number >>> 0), port };
}

/** Those at the limits of the format and of signed numbers more often. */
function byte(): fc.Arbitrary<number> {
  const telling = [0, 1, 2, 3, 4, 7, 8, 9, 127, 128, 129, 253, 254, 255];
  return fc.oneof(fc.constantFrom(...telling), fc.nat(255));
}

function some<T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: 1, maxLength: most, size: 'max' });
}

/** Any length that a value can have, the shortest and longest more often. */
function value(most: number): Bytes {
  const size = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 6, 125, 126, 127, LONGEST - 1, LONGEST) },
    { weight: 2, arbitrary: fc.nat(12) },
    { weight: 1, arbitrary: fc.nat(LONGEST) },
  );
  return fc.tuple(size, byte(), byte()).map(([length, first, rest]) => {
    const bytes = new Uint8Array(Math.min(length, most)).fill(rest);
    if (bytes.length > 0) bytes[0] = first;
    return bytes;
  });
}

/** With a value of at most so many bytes. */
function unknown(most: number): fc.Arbitrary<Tlv> {
  return fc.record({
    name: fc.constant('tlv' as const),
    type: byte().filter((type) => nameOf(type) === null),
    value: value(most),
  });
}

/** With extra bytes behind the known layout (§1.2). */
function stretched(known: fc.Arbitrary<Tlv>): fc.Arbitrary<Tlv> {
  return fc.tuple(known, value(LONGEST)).map(([tlv, extra]) => withExtra(tlv, extra));
}

function withExtra(tlv: Tlv, extra: Uint8Array): Tlv {
  return { ...tlv, extra: extra.slice(0, LONGEST - valueBytes(tlv).length) } as Tlv;
}

/** The extra bytes are TLVs, if one reads them. */
function hiding([tlv, hidden]: [Tlv, Tlv[]]): DraftItem[] {
  return [withExtra(tlv, concat(hidden.map(encodeTlv)))];
}

function again([tlv, times]: [Tlv, number]): Uint8Array {
  return craft({ items: Array<Tlv>(times).fill(tlv) });
}

function longList(tlv: fc.Arbitrary<Tlv>): Bytes {
  return fc.tuple(fc.constantFrom(...COUNTS), some(tlv, 12)).map(([count, tlvs]) => {
    return craft({
      items: Array.from({ length: count }, (_, i) => tlvs[i % tlvs.length] ?? { name: 'hello' }),
    });
  });
}

/** What a length byte says, and how: as it is, or in relation to the truth. */
function lie(): fc.Arbitrary<(truth: number) => number> {
  const by = fc.constantFrom(-3, -2, -1, 1, 2, 3).map((difference) => (truth: number) => truth + difference);
  return fc.oneof({ weight: 2, arbitrary: byte().map((said) => () => said) }, { weight: 1, arbitrary: by });
}

function lying([tlv, say]: [Tlv, (truth: number) => number]): DraftItem[] {
  const truth = TLV_HEADER.size + valueBytes(tlv).length;
  return [withLength(tlv, say(truth) & 255)];
}

function withLength(tlv: Tlv, length: number): DraftTlv {
  return { ...tlv, length };
}

/** A TLV whose length leaves out some of its fields; they are there all the same, or not. */
function shortFields(address: fc.Arbitrary<Tlv>): fc.Arbitrary<DraftItem[]> {
  return fc.tuple(address, fc.nat(), fc.boolean()).map(([tlv, choice, there]) => {
    const whole = encodeTlv(tlv);
    const length = TLV_HEADER.size + (choice % (whole.length - TLV_HEADER.size));
    const said = there ? whole.slice() : whole.slice(0, length);
    said[1] = length;
    return [{ name: 'raw', bytes: said }];
  });
}

/** The datagram ends within its last TLV. */
function cutInLast([tlvs, choice]: [Tlv[], number]): Uint8Array {
  const whole = craft({ items: tlvs });
  const last = encodeTlv(tlvs.at(-1) ?? { name: 'hello' }).length;
  return whole.slice(0, whole.length - 1 - (choice % (last - 1)));
}

function lone([tlvs, last]: [Tlv[], number]): Uint8Array {
  return concat([craft({ items: tlvs }), Uint8Array.of(last)]);
}

/** TLV-4: who takes a step too short or too long finds a TLV where none is. */
function bait([tlv, way]: [Tlv, number]): DraftItem[] {
  const inside = encodeTlv(tlv);
  const type = typeNumber(tlv);
  if (way === 0) return [raw(type + 4, 1), raw(...inside)];
  if (way === 1) return [raw(type, 0), raw(...inside)];
  // The length ends before the fields do; what follows is their rest, and a TLV of its own.
  return [raw(type, TLV_HEADER.size + 2, ...inside.subarray(TLV_HEADER.size))];
}

function raw(...bytes: number[]): DraftItem {
  return { name: 'raw', bytes: Uint8Array.from(bytes) };
}

function headed([header, tlvs]: [readonly number[], Tlv[]]): Uint8Array {
  const bytes = craft({ items: tlvs });
  bytes.set(header);
  return bytes;
}

function behindHeader(body: Uint8Array): Uint8Array {
  return concat([headerBytes(), body]);
}

function plain(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

/** Unknown TLVs up to a size, then what is meant: SIZ-3, the last TLV acts. */
function padded([size, tlvs]: [number, Tlv[]]): Uint8Array {
  const end = concat(tlvs.map(encodeTlv));
  const room = Math.max(size - HEADER.size - end.length, 0);
  return concat([headerBytes(), padding(room), end]);
}

/** TLVs of an unknown type; a byte alone would be none. */
function padding(size: number): Uint8Array {
  const bytes = new Uint8Array(size === 1 ? 2 : size);
  for (let at = 0; at < bytes.length; ) {
    const left = bytes.length - at;
    const length = left === TLV_HEADER.maxLength + 1 ? left - 2 : Math.min(left, TLV_HEADER.maxLength);
    bytes.set([200, length], at);
    at += length;
  }
  return bytes;
}
