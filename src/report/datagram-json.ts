/**
 * A datagram as programs read it: the object of `sniff --json` (DESIGN §3, schemaVersion 1). Additions are free,
 * renames are not. All numbers are the wire's, all bytes are hexadecimal text.
 */
import { toHex } from '../wire/bytes.ts';
import type { Dissection } from '../wire/dissect.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { canonicalLength, rowOf } from '../wire/table.ts';
import { nodeSize, type TlvNode, valueStart } from '../wire/tree.ts';

/** Where and when a datagram was seen. */
export interface Sighting {
  /** From 1, in its file. */
  readonly frame: number;
  /** Seconds since 1970 as a decimal string with all digits that are known; null if the capture has no times. */
  readonly time: string | null;
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** What of it to show. */
export interface JsonOptions {
  /** Adds `payload`, the whole datagram in hexadecimal. */
  readonly payload?: boolean;
  /** Not our protocol (§1.1): marked so, never blamed. */
  readonly foreign?: boolean;
}

/** A TLV; the fields of the table come with it by their own names. */
export interface TlvJson {
  readonly offset: number;
  readonly type: number;
  readonly name: string | null;
  /** As on the wire; null if the datagram ends before it. */
  readonly length: number | null;
  /** The bytes really there. */
  readonly size: number;
  /** Hexadecimal: the value of a TLV that is unknown or lacks its fields. */
  readonly value?: string;
  /** Hexadecimal: what lies beyond the known layout, if anything does. */
  readonly extra?: string;
  readonly [field: string]: number | string | null | undefined;
}

/** What a datagram is, without where it came from. */
export interface DatagramContent {
  /** Bytes on the wire. */
  readonly length: number;
  /** Bytes captured, only where they are fewer. */
  readonly captured?: number;
  readonly magic: number | null;
  readonly version: number | null;
  readonly tlvs: readonly TlvJson[];
  readonly issues: readonly IssueJson[];
  readonly payload?: string;
  readonly foreign?: true;
}

/** Something wrong with the datagram: bytes `[start, end)` of it. */
export interface IssueJson {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly requirement: string;
}

export type DatagramJson = Sighting & DatagramContent;

/** One line of `sniff --json`. */
export function datagramJson(
  dissection: Dissection,
  { frame, time, source, destination }: Sighting,
  options: JsonOptions = {},
): DatagramJson {
  return {
    frame,
    time,
    source: endpointJson(source),
    destination: endpointJson(destination),
    ...contentJson(dissection, options),
  };
}

/** The part of it that the bytes alone decide. */
export function contentJson(dissection: Dissection, options: JsonOptions = {}): DatagramContent {
  const { bytes, length } = dissection;
  return {
    length,
    ...(bytes.length < length ? { captured: bytes.length } : {}),
    magic: bytes[0] ?? null,
    version: bytes[1] ?? null,
    tlvs: dissection.tlvs.map((node) => tlvJson(bytes, node)),
    issues: options.foreign ? [] : dissection.issues.map(issueJson),
    ...(options.payload ? { payload: toHex(bytes) } : {}),
    ...(options.foreign ? { foreign: true } : {}),
  };
}

/** An endpoint and nothing else that its object may carry. */
export function endpointJson({ address, port }: Endpoint): Endpoint {
  return { address, port };
}

function tlvJson(bytes: Uint8Array, node: TlvNode): TlvJson {
  return {
    offset: node.start,
    type: node.type,
    name: node.name,
    length: node.length,
    size: nodeSize(node),
    ...node.fields,
    ...otherBytes(bytes, node),
  };
}

function otherBytes(bytes: Uint8Array, node: TlvNode): { value?: string; extra?: string } {
  if (node.name === null || node.fields === null) {
    return { value: toHex(bytes.subarray(valueStart(node), node.end)) };
  }
  const known = node.start + canonicalLength(rowOf(node.name));
  return node.end > known ? { extra: toHex(bytes.subarray(known, node.end)) } : {};
}

function issueJson({ code, start, end, path, requirement }: IssueJson): IssueJson {
  return { code, start, end, path, requirement };
}
