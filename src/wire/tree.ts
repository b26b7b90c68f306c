/**
 * The nodes of a dissected datagram: ranges of bytes with names (dissect.ts makes them).
 */
import { TLV_HEADER, type TlvName } from './table.ts';
import type { Fault } from './walk.ts';

/** Bytes `[start, end)` of the datagram. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A leaf of the tree: a stretch of bytes with a name and what it says. */
export interface Leaf extends Range {
  /** `magic`, `tlv[0].length`, `tlv[2].address`, `ignored` ... */
  readonly path: string;
  readonly value: number | string | Uint8Array;
}

/** A TLV as it stands on the wire. */
export interface TlvNode extends Range {
  readonly index: number;
  readonly type: number;
  readonly name: TlvName | null;
  /** The length byte; null if the datagram ends before it. */
  readonly length: number | null;
  /** The known fields by name; null if they are not all there, or the type is unknown. */
  readonly fields: Readonly<Record<string, number | string>> | null;
  readonly fault: Fault;
  readonly leaves: readonly Leaf[];
}

/** The size in bytes of a TLV that is really there. */
export function nodeSize(node: TlvNode): number {
  return node.end - node.start;
}

/** Where the value of a TLV begins. */
export function valueStart(node: TlvNode): number {
  return Math.min(node.start + TLV_HEADER.size, node.end);
}
