/** The fields of the table as text in bytes (wire/field.ts has the kinds). */
import { net16, u32 } from '../../capture/integer.ts';
import type { Field, KindName } from '../../wire/field.ts';
import { TLV_HEADER, type TlvRow } from '../../wire/table.ts';
import { putDecimal, putQuad } from './put.ts';

/** Puts the value of that kind at `bytes[from]` as a person writes it: a number, a dotted quad. */
export function putField(
  data: DataView,
  at: number,
  kind: KindName,
  bytes: Uint8Array,
  from: number,
): number {
  switch (kind) {
    case 'u16':
      return putDecimal(data, at, net16(bytes, from));
    case 'ipv4':
      return putQuad(data, at, u32(bytes, from, false));
  }
}

/** A field, and where it begins in a TLV of its row. */
export interface PlacedField {
  readonly field: Field;
  readonly offset: number;
}

export function placedFields(row: TlvRow): PlacedField[] {
  let offset = TLV_HEADER.size;
  return row.fields.map((field) => {
    const placed = { field, offset };
    offset += field.kind.size;
    return placed;
  });
}
