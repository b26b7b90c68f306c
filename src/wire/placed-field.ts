/** The fields of a TLV where they stand in it. */
import type { Field } from './field.ts';
import { TLV_HEADER, type TlvRow } from './table.ts';

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
