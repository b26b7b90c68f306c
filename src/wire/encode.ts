/**
 * Canonical bytes of well-formed messages. Throws RangeError on a value that does not fit: whoever wants to lie
 * uses craft.ts.
 */
import { concat } from './bytes.ts';
import {
  fieldsSize,
  HEADER,
  MAX_DATAGRAM,
  type Message,
  nameOf,
  rowOf,
  TLV_HEADER,
  type Tlv,
} from './table.ts';

/**
 * The datagram of a message: header (§1.1), then each TLV with its length computed (§1.2), numbers in network byte order
 * (§1.5). RangeError if a field, a TLV or the datagram is too large to be one.
 */
export function encode(message: Message): Uint8Array {
  const bytes = concat([headerBytes(), ...message.tlvs.map(encodeTlv)]);
  if (bytes.length > MAX_DATAGRAM)
    throw new RangeError(`${bytes.length} bytes are more than a UDP datagram holds`);
  return bytes;
}

/** One TLV with its computed length. */
export function encodeTlv(tlv: Tlv): Uint8Array {
  if (tlv.name === 'tlv' && nameOf(tlv.type) !== null) {
    throw new RangeError(`type ${tlv.type} is a ${nameOf(tlv.type)}: give it by its name`);
  }
  const value = valueBytes(tlv);
  const length = TLV_HEADER.size + value.length;
  if (length > TLV_HEADER.maxLength)
    throw new RangeError(`a TLV of ${length} bytes is longer than its length byte can say`);
  return tlvBytes(typeNumber(tlv), length, value);
}

/** Type, length and value as they are given. */
export function tlvBytes(type: number, length: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(TLV_HEADER.size + value.length);
  bytes[0] = type;
  bytes[1] = length;
  bytes.set(value, TLV_HEADER.size);
  return bytes;
}

/**
 * The TLVs over as many datagrams as `limit` bytes each make necessary, in order; none for no TLVs (§2.2).
 * RangeError if one TLV alone is too large.
 */
export function encodeAll(tlvs: readonly Tlv[], limit: number): Uint8Array[] {
  const datagrams: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  let size: number = HEADER.size;
  for (const bytes of tlvs.map(encodeTlv)) {
    if (HEADER.size + bytes.length > limit)
      throw new RangeError(`a TLV of ${bytes.length} bytes does not fit ${limit}`);
    if (size + bytes.length > limit) {
      datagrams.push(concat([headerBytes(), ...parts]));
      parts = [];
      size = HEADER.size;
    }
    parts.push(bytes);
    size += bytes.length;
  }
  if (parts.length > 0) datagrams.push(concat([headerBytes(), ...parts]));
  return datagrams;
}

/** The two bytes that begin every datagram (§1.1). */
export function headerBytes(): Uint8Array {
  return Uint8Array.of(HEADER.magic, HEADER.version);
}

/** The fields and extra bytes of a TLV, without its type and length; RangeError if a field does not fit. */
export function valueBytes(tlv: Tlv): Uint8Array {
  if (tlv.name === 'tlv') return tlv.value;
  const values: Readonly<Record<string, unknown>> = tlv;
  const row = rowOf(tlv.name);
  const bytes = new Uint8Array(fieldsSize(row) + (tlv.extra?.length ?? 0));
  let at = 0;
  for (const field of row.fields) {
    field.kind.write(values[field.name], bytes, at);
    at += field.kind.size;
  }
  if (tlv.extra !== undefined) bytes.set(tlv.extra, at);
  return bytes;
}

/** The type number of a TLV; RangeError if it is none. */
export function typeNumber(tlv: Tlv): number {
  const type = tlv.name === 'tlv' ? tlv.type : rowOf(tlv.name).type;
  if (!Number.isInteger(type) || type < 0 || type > 255) throw new RangeError(`${type} is no TLV type`);
  return type;
}
