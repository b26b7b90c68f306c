/** The fields of the table as text in bytes (wire/field.ts has the kinds). */
import { net16, u32 } from '../../capture/integer.ts';
import type { KindName } from '../../wire/field.ts';
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
