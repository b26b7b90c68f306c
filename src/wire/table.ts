/**
 * THE table: header, TLVs, limits, with the section of the exercise that each comes from. Decoding, encoding,
 * the notation, printing and the reference in the README are made from it; no other file knows a type number.
 * A new TLV is one row here and one golden datagram.
 */
import type { Field } from './field.ts';
import { ipv4, u16 } from './field.ts';

/** §1.1: every datagram begins with these two bytes. */
export const HEADER = {
  section: '1.1',
  size: 2,
  magic: 104,
  version: 1,
} as const;

/** §1.2: type and length; the length counts both. */
export const TLV_HEADER = { section: '1.2', size: 2, maxLength: 255 } as const;

/** §2.2: the guide's buffer of 1400 bytes is the largest datagram that may be sent. */
export const MAX_SENT = 1400;

/** The largest UDP payload over IPv4: 65,535 less 20 bytes of IP and 8 of UDP header. */
export const MAX_DATAGRAM = 65_507;

/** The TLVs by name: type number, title, section and fields (§1.3 to §1.5). */
export const TLVS = {
  // |  Type = 1  |  Length = 2  |                                              §1.3
  hello: { type: 1, title: 'Hello', section: '1.3', fields: [] },
  // |  Type = 2  |  Length = 2  |                                              §1.4
  'peer-request': { type: 2, title: 'Peer Request', section: '1.4', fields: [] },
  // |  Type = 3  |  Length = 8  |  Port (2)  |  IPv4 address (4)  |             §1.5
  'peer-address': {
    type: 3,
    title: 'Peer Address',
    section: '1.5',
    fields: [u16('port'), ipv4('address')],
  },
} as const satisfies Record<string, TlvRow>;

/** One row of the table. */
export interface TlvRow {
  readonly type: number;
  readonly title: string;
  readonly section: string;
  // biome-ignore lint/suspicious/noExplicitAny: a row's fields are of any kinds; FieldsOf gives each its own type back
  readonly fields: readonly Field<string, any>[];
}

/** `hello`, `peer-request`, `peer-address`. */
export type TlvName = keyof typeof TLVS;

type FieldsOf<N extends TlvName> = {
  readonly [F in (typeof TLVS)[N]['fields'][number] as F['name']]: F extends Field<string, infer V>
    ? V
    : never;
};

/** A TLV of the table with its fields; `extra` is what lies beyond the known layout (§1.2), absent if nothing does. */
export type KnownTlv = {
  readonly [N in TlvName]: { readonly name: N; readonly extra?: Uint8Array } & FieldsOf<N>;
}[TlvName];

/** A TLV of a type that the table does not have (§1.2: skipped in silence). */
export interface UnknownTlv {
  readonly name: 'tlv';
  readonly type: number;
  readonly value: Uint8Array;
}

/** A TLV of the table by its name, with its fields; or one of another type, with its bytes. */
export type Tlv = KnownTlv | UnknownTlv;

/** What one datagram says: its TLVs in order. */
export interface Message {
  readonly tlvs: readonly Tlv[];
}

/** All names of the table, in its order. */
export const TLV_NAMES = Object.keys(TLVS) as readonly TlvName[];

const BY_TYPE: ReadonlyMap<number, TlvName> = new Map(TLV_NAMES.map((name) => [TLVS[name].type, name]));

/** The row of a name. */
export function rowOf(name: TlvName): TlvRow {
  return TLVS[name];
}

/** The name of a type number, or null if the table does not have it. */
export function nameOf(type: number): TlvName | null {
  return BY_TYPE.get(type) ?? null;
}

/** Size in bytes of a row's fields, without the TLV header. */
export function fieldsSize(row: TlvRow): number {
  return row.fields.reduce((size, field) => size + field.kind.size, 0);
}

/** What the length byte of a TLV of this row says if it has no extra bytes. */
export function canonicalLength(row: TlvRow): number {
  return TLV_HEADER.size + fieldsSize(row);
}
