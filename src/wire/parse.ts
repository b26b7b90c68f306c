/**
 * The second level: strict. A datagram that is well formed gives its typed message; any other gives its issues.
 */
import { type Dissection, dissect } from './dissect.ts';
import type { Issue } from './issue.ts';
import { canonicalLength, type KnownTlv, type Message, rowOf, type Tlv } from './table.ts';
import { type TlvNode, valueStart } from './tree.ts';

/** The message, or every issue of the datagram. */
export type ParseResult =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The typed message of a well-formed datagram (§1.1 to §1.5), or everything that makes it malformed. Never throws. */
export function parse(bytes: Uint8Array): ParseResult {
  return parseDissection(dissect(bytes));
}

/** The same for a datagram already taken apart. One that a capture cut short is not ok, though it has no issue. */
export function parseDissection(dissection: Dissection): ParseResult {
  const issues = dissection.issues.filter((found) => found.severity === 'malformed');
  if (issues.length > 0 || dissection.length > dissection.bytes.length) return { ok: false, issues };
  return { ok: true, message: { tlvs: dissection.tlvs.map((node) => tlvOf(dissection.bytes, node)) } };
}

/** The value of a TLV: its known fields, or its type and bytes. */
export function tlvOf(bytes: Uint8Array, node: TlvNode): Tlv {
  if (node.name === null || node.fields === null) {
    return { name: 'tlv', type: node.type, value: bytes.slice(valueStart(node), node.end) };
  }
  const extra = bytes.slice(node.start + canonicalLength(rowOf(node.name)), node.end);
  const tlv = { name: node.name, ...node.fields, ...(extra.length > 0 ? { extra } : {}) };
  return tlv as KnownTlv; // the fields were read by the row of that name
}
