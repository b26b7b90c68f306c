/**
 * Lies on request. A draft says what a datagram shall hold: what is absent is computed, what is given is sent
 * as given, right or wrong (DESIGN law 2).
 */
import { concat } from './bytes.ts';
import type { Dissection } from './dissect.ts';
import { tlvBytes, typeNumber, valueBytes } from './encode.ts';
import { tlvOf } from './parse.ts';
import {
  canonicalLength,
  fieldsSize,
  HEADER,
  type KnownTlv,
  type Message,
  rowOf,
  TLV_HEADER,
  type Tlv,
  type TlvName,
} from './table.ts';
import { type TlvNode, valueStart } from './tree.ts';
import { Fault } from './walk.ts';

/** A TLV, with the length byte to send where it shall not be the computed one. */
export type DraftTlv = Tlv & { readonly length?: number };

/** Bytes that stand in the body as they are. */
export interface DraftRaw {
  readonly name: 'raw';
  readonly bytes: Uint8Array;
}

export type DraftItem = DraftTlv | DraftRaw;

/** A whole datagram as bytes, or header and items. */
export type Draft =
  | { readonly raw: Uint8Array }
  | { readonly magic?: number; readonly version?: number; readonly items: readonly DraftItem[] };

/**
 * The bytes of a draft. What it leaves out is computed (§1.1, §1.2), what it gives is written as given, true or not.
 * RangeError only if something does not fit its byte, such as a length over 255.
 */
export function craft(draft: Draft): Uint8Array {
  if ('raw' in draft) return draft.raw;
  const magic = byte(draft.magic ?? HEADER.magic, 'magic');
  const version = byte(draft.version ?? HEADER.version, 'version');
  return concat([Uint8Array.of(magic, version), ...draft.items.map(craftItem)]);
}

/** The draft of a message: no lies. */
export function draftMessage(message: Message): Draft {
  return { items: message.tlvs };
}

/** A draft that crafts the dissected bytes again, with every lie they hold. */
export function draftDissection(dissection: Dissection): Draft {
  const { bytes } = dissection;
  const [magic, version] = bytes;
  if (magic === undefined || version === undefined) return { raw: bytes.slice() };
  const items: DraftItem[] = dissection.tlvs.flatMap((node) => draftNode(bytes, node));
  if (dissection.ignored !== null) items.push({ name: 'raw', bytes: bytes.slice(dissection.ignored.start) });
  return {
    ...(magic === HEADER.magic ? {} : { magic }),
    ...(version === HEADER.version ? {} : { version }),
    items,
  };
}

function draftNode(bytes: Uint8Array, node: TlvNode): DraftItem[] {
  if (isPlain(node)) return [{ name: node.name, ...node.fields } as KnownTlv]; // the row's fields, all of them
  if (node.fault === Fault.stray || node.length === null) return [raw(bytes, node.start, node.end)];
  const short = node.fault === Fault.short;
  const end = short ? valueStart(node) : node.end;
  const tlv = short ? bareTlv(node) : tlvOf(bytes, node);
  const size = TLV_HEADER.size + valueBytes(tlv).length;
  const item: DraftItem = size === node.length ? tlv : { ...tlv, length: node.length };
  return end === node.end ? [item] : [item, raw(bytes, end, node.end)];
}

/** In order, and nothing but its fields: what is computed says it all. */
function isPlain(node: TlvNode): node is TlvNode & { readonly name: TlvName } {
  return node.fault === Fault.none && node.name !== null && node.length === canonicalLength(rowOf(node.name));
}

/** Type and length alone, which a short length byte leaves: by name if the table gives it no fields to miss. */
function bareTlv({ name, type }: TlvNode): Tlv {
  if (name === null || fieldsSize(rowOf(name)) > 0) return { name: 'tlv', type, value: new Uint8Array(0) };
  return { name } as KnownTlv; // a row without fields is complete with its name
}

function raw(bytes: Uint8Array, start: number, end: number): DraftRaw {
  return { name: 'raw', bytes: bytes.slice(start, end) };
}

function craftItem(item: DraftItem): Uint8Array {
  if (item.name === 'raw') return item.bytes;
  const value = valueBytes(item);
  return tlvBytes(typeNumber(item), lengthByte(item, value.length), value);
}

function lengthByte(item: DraftTlv, size: number): number {
  const computed = TLV_HEADER.size + size;
  if (item.length === undefined && computed > TLV_HEADER.maxLength)
    throw new RangeError(`a TLV of ${computed} bytes does not fit its length byte: give a length`);
  return byte(item.length ?? computed, 'length');
}

function byte(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > 255)
    throw new RangeError(`${what} ${value} does not fit one byte`);
  return value;
}
