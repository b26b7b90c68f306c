/**
 * Arbitrary messages, drafts and datagrams, made from the table of wire/table.ts: a new row is tried without a
 * word here. Sizes are mostly small; now and then a long TLV or a datagram over the limit of §2.2.
 */
import fc from 'fast-check';
import { concat } from '../../src/wire/bytes.ts';
import { craft, type Draft, type DraftItem, type DraftTlv } from '../../src/wire/craft.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Field } from '../../src/wire/field.ts';
import {
  canonicalLength,
  HEADER,
  type KnownTlv,
  type Message,
  nameOf,
  rowOf,
  TLV_HEADER,
  TLV_NAMES,
  type Tlv,
  type TlvName,
  type UnknownTlv,
} from '../../src/wire/table.ts';

/** Of every property run: PEERPROBE_SEED, else a new one each time. */
export const SEED = Number(process.env['PEERPROBE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** A byte, those that mean something more often. */
export function byte(): fc.Arbitrary<number> {
  const telling = [0, 1, 2, 3, 4, 7, 8, 9, HEADER.magic, 127, 128, 129, 254, 255];
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...telling) }, fc.integer({ min: 0, max: 255 }));
}

/** A few bytes, seldom as many as `max`. */
export function someBytes(max: number): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: 9, arbitrary: list(byte(), Math.min(max, 12)).map((bytes) => Uint8Array.from(bytes)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: max, size: 'max' }) },
  );
}

/** A well-formed TLV, known or not, with extra bytes or without. */
export function tlv(): fc.Arbitrary<Tlv> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TLV_NAMES).chain((name) => knownTlv(name, 0)) },
    { weight: 2, arbitrary: fc.constantFrom(...TLV_NAMES).chain((name) => knownTlv(name, 1)) },
    { weight: 2, arbitrary: unknownTlv() },
  );
}

/** A message of a few TLVs, seldom of so many that it is over the limit. */
export function message(): fc.Arbitrary<Message> {
  return fc
    .oneof({ weight: 30, arbitrary: list(tlv(), 6) }, { weight: 1, arbitrary: list(tlv(), 250) })
    .map((tlvs) => ({ tlvs }));
}

/** A draft that `craft` takes: with lies in header and lengths, raw bytes between TLVs, or a whole datagram. */
export function draft(): fc.Arbitrary<Draft> {
  const lies = fc.record({ magic: byte(), version: byte() }, { requiredKeys: [] });
  const header = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: lies });
  return fc.oneof(
    { weight: 1, arbitrary: someBytes(40).map((raw) => ({ raw })) },
    {
      weight: 9,
      arbitrary: fc.tuple(header, list(item(), 6)).map(([given, items]) => ({ ...given, items })),
    },
  );
}

/** Any datagram, most of them nearly right: a right header, then what looks like TLVs, damaged here and there. */
export function datagram(): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: 1, arbitrary: someBytes(1500) },
    { weight: 2, arbitrary: message().map(encode) },
    { weight: 3, arbitrary: draft().map(craft) },
    { weight: 4, arbitrary: list(someBytes(20), 5).map((parts) => behindHeader(concat(parts))) },
    { weight: 3, arbitrary: damaged() },
  );
}

function damaged(): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(message(), fc.nat(), byte(), fc.nat())
    .map(([whole, at, value, cut]) => damage(encode(whole), at, value, cut));
}

/** One byte changed, one time in eight in the header too; then the end cut off, or not. */
function damage(bytes: Uint8Array, at: number, value: number, cut: number): Uint8Array {
  const first = at % 8 === 0 || bytes.length <= HEADER.size ? 0 : HEADER.size;
  bytes[first + (at % (bytes.length - first))] = value;
  return cut % 2 === 0 ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
}

function behindHeader(body: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(HEADER.magic, HEADER.version), body]);
}

function knownTlv(name: TlvName, minExtra: 0 | 1): fc.Arbitrary<KnownTlv> {
  const row = rowOf(name);
  const fields = fc.tuple(...row.fields.map(fieldEntry)).map((entries) => Object.fromEntries(entries));
  const room = TLV_HEADER.maxLength - canonicalLength(row);
  const extra = minExtra === 0 ? fc.constant(new Uint8Array(0)) : someBytes(room);
  return fc
    .tuple(fields, extra)
    .map(
      ([values, bytes]) => ({ name, ...values, ...(bytes.length > 0 ? { extra: bytes } : {}) }) as KnownTlv,
    );
}

/** A field's value is what its kind reads from any bytes. */
function fieldEntry(field: Field): fc.Arbitrary<[string, unknown]> {
  const { size, read } = field.kind;
  return fc.array(byte(), { minLength: size, maxLength: size }).map((bytes) => {
    return [field.name, read(Uint8Array.from(bytes), 0)];
  });
}

function unknownTlv(): fc.Arbitrary<UnknownTlv> {
  const type = byte().filter((number) => nameOf(number) === null);
  return fc.record({
    name: fc.constant('tlv' as const),
    type,
    value: someBytes(TLV_HEADER.maxLength - TLV_HEADER.size),
  });
}

function item(): fc.Arbitrary<DraftItem> {
  const lie = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ length: byte() }) },
  );
  const type = fc.oneof(fc.constantFrom(...TLV_NAMES.map((name) => rowOf(name).type)), byte());
  const generic = fc.record({ name: fc.constant('tlv' as const), type, value: someBytes(12) });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(tlv(), lie).map(([right, length]): DraftTlv => ({ ...right, ...length })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(generic, lie).map(([any, length]): DraftTlv => ({ ...any, ...length })),
    },
    { weight: 1, arbitrary: someBytes(12).map((bytes) => ({ name: 'raw' as const, bytes })) },
  );
}

function list<T>(element: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> {
  return fc.array(element, { maxLength, size: 'max' });
}
