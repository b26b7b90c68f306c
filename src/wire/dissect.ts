/**
 * The first level: total and lossless. Any bytes give a tree of ranges plus issues; nothing throws, every byte
 * lies in exactly one leaf, and `undissect` gives the same bytes back.
 */
import { headerIssues, sizeIssues, tlvIssue } from './blame.ts';
import { endpointText } from './endpoint.ts';
import type { Issue } from './issue.ts';
import { HEADER, nameOf, rowOf, TLV_HEADER, type TlvName } from './table.ts';
import type { Leaf, TlvNode } from './tree.ts';
import { Fault, HeaderFault, Walk } from './walk.ts';

/** A datagram taken apart. */
export interface Dissection {
  readonly bytes: Uint8Array;
  /** What the datagram held on the wire; more than `bytes` if a capture's snap length cut it. */
  readonly length: number;
  readonly header: readonly Leaf[];
  readonly tlvs: readonly TlvNode[];
  /** The bytes that a wrong header makes meaningless (§1.1); null if there are none. */
  readonly ignored: Leaf | null;
  /** In the order of their first bytes. */
  readonly issues: readonly Issue[];
}

/**
 * Takes a datagram apart (§1.1, §1.2): whatever the bytes are, each of them is in one leaf of the tree, and what is wrong
 * is in `issues`. Never throws. `length` is its size on the wire where a capture holds less: what is missing then is
 * called cut by the capture, not malformed.
 */
export function dissect(bytes: Uint8Array, length: number = bytes.length): Dissection {
  const walk = new Walk();
  walk.start(bytes, 0, bytes.length);
  const whole = Math.max(length, bytes.length);
  const issues = headerIssues(bytes, whole);
  const tlvs: TlvNode[] = [];
  while (walk.next()) {
    const node = new WalkedTlv(bytes, walk, tlvs.length);
    tlvs.push(node);
    const found = tlvIssue(node, bytes.length, whole);
    if (found !== null) issues.push(found);
  }
  issues.push(...sizeIssues(whole));
  issues.sort((a, b) => a.start - b.start);
  const ignored = walk.header === HeaderFault.none ? null : rest(bytes);
  return { bytes, length: whole, header: headerLeaves(bytes), tlvs, ignored, issues };
}

/** The bytes again, put together from the leaves. */
export function undissect(dissection: Dissection): Uint8Array {
  const bytes = new Uint8Array(dissection.bytes.length);
  for (const leaf of leaves(dissection))
    bytes.set(dissection.bytes.subarray(leaf.start, leaf.end), leaf.start);
  return bytes;
}

/** All leaves in the order of their bytes; together they cover the datagram, without overlap. */
export function leaves(dissection: Dissection): readonly Leaf[] {
  const { header, tlvs, ignored } = dissection;
  return [...header, ...tlvs.flatMap((tlv) => tlv.leaves), ...(ignored === null ? [] : [ignored])];
}

/** True if the datagram cannot be read as it stands. */
export function isMalformed(dissection: Dissection): boolean {
  return dissection.issues.some((found) => found.severity === 'malformed');
}

/** Short text of a known TLV's fields: `10.0.0.1:4200` for an address, else `name=value`. */
export function fieldsText(node: TlvNode): string {
  if (node.fields === null) return '';
  const { port, address, ...others } = node.fields;
  const texts = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  if (typeof port === 'number' && typeof address === 'string') texts.unshift(endpointText({ address, port }));
  return texts.join(' ');
}

function headerLeaves(bytes: Uint8Array): Leaf[] {
  return ['magic', 'version'].slice(0, bytes.length).map((path, at) => byteLeaf(bytes, at, path));
}

function rest(bytes: Uint8Array): Leaf | null {
  if (bytes.length <= HEADER.size) return null;
  return bytesLeaf(bytes, HEADER.size, bytes.length, 'ignored');
}

/** Its leaves are made when somebody asks: most who dissect never look at them, and they cost more than all the rest. */
class WalkedTlv implements TlvNode {
  readonly index: number;
  readonly type: number;
  readonly name: TlvName | null;
  readonly length: number | null;
  readonly start: number;
  readonly end: number;
  readonly fields: Readonly<Record<string, number | string>> | null;
  readonly fault: Fault;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, walk: Walk, index: number) {
    this.index = index;
    this.type = walk.type;
    this.name = nameOf(walk.type);
    this.length = walk.fault === Fault.stray ? null : walk.length;
    this.start = walk.at;
    this.end = walk.end;
    this.fields = this.name !== null && walk.hasFields ? readFields(bytes, this.name, walk.at) : null;
    this.fault = walk.fault;
    this.#bytes = bytes;
  }

  get leaves(): readonly Leaf[] {
    const { start, end, name, fields, fault } = this;
    const bytes = this.#bytes;
    const path = `tlv[${this.index}]`;
    const list = [byteLeaf(bytes, start, `${path}.type`)];
    if (fault !== Fault.stray) list.push(byteLeaf(bytes, start + 1, `${path}.length`));
    let at = start + list.length;
    for (const field of fields !== null && name !== null ? rowOf(name).fields : []) {
      const value = field.kind.read(bytes, at);
      list.push({ path: `${path}.${field.name}`, start: at, end: at + field.kind.size, value });
      at += field.kind.size;
    }
    if (at < end) list.push(bytesLeaf(bytes, at, end, `${path}.${restName(fields !== null, fault)}`));
    return list;
  }
}

/** The fields of the TLV at `start` by name; they must all be there. */
export function readFields(bytes: Uint8Array, name: TlvName, start: number): Record<string, number | string> {
  const fields: Record<string, number | string> = {};
  let at = start + TLV_HEADER.size;
  for (const { name: word, kind } of rowOf(name).fields) {
    fields[word] = kind.read(bytes, at);
    at += kind.size;
  }
  return fields;
}

function restName(readable: boolean, fault: Fault): string {
  if (fault === Fault.short) return 'unreadable';
  return readable ? 'extra' : 'value';
}

function byteLeaf(bytes: Uint8Array, at: number, path: string): Leaf {
  return { path, start: at, end: at + 1, value: bytes[at] ?? 0 };
}

function bytesLeaf(bytes: Uint8Array, start: number, end: number, path: string): Leaf {
  return { path, start, end, value: bytes.subarray(start, end) };
}
