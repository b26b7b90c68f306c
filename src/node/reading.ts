/**
 * What the TLVs of a datagram say to a conforming node, and what a malformed one does to the others (TLV-6).
 * Where each TLV begins and ends is the walk's to say.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { nameOf, TLV_HEADER, TLVS } from '../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../wire/walk.ts';
import type { Dialect } from './dialect.ts';
import type { Item, Reading } from './rules.ts';

type Policy = 'skip' | 'keep-prefix' | 'drop-datagram' | 'as-2';

/** A reader of that dialect. At most one item for each two bytes of the datagram. */
export function reader(dialect: Dialect): (bytes: Uint8Array) => Reading {
  const walk = new Walk();
  return (bytes) => {
    const items: Item[] = [];
    walk.start(bytes, 0, bytes.length);
    if (walk.header !== HeaderFault.none) return { ok: false, reason: 'header' };
    while (walk.next()) {
      if (walk.fault === Fault.none) {
        items.push(itemAt(bytes, walk.at, walk.length));
        continue;
      }
      let policy = policyOf(walk.fault, dialect);
      if (policy === 'as-2') {
        walk.resume(walk.at + TLV_HEADER.size);
        const whole = nameOf(walk.type) !== 'peer-address';
        if (whole) items.push(itemAt(bytes, walk.at, TLV_HEADER.size));
        policy = whole ? 'skip' : dialect['malformed.address'];
      }
      if (policy === 'drop-datagram') return { ok: false, reason: 'malformed' };
      if (policy === 'keep-prefix') break;
    }
    return { ok: true, items };
  };
}

/** The Peer Address whose type byte stands there; its fields must lie in the bytes. */
export function addressAt(bytes: Uint8Array, at: number): Endpoint {
  const [port, address] = TLVS['peer-address'].fields;
  const start = at + TLV_HEADER.size;
  return {
    port: port.kind.read(bytes, start),
    address: address.kind.read(bytes, start + port.kind.size),
  };
}

/** The item of a well-formed TLV. */
export function itemAt(bytes: Uint8Array, at: number, length: number): Item {
  const number = bytes[at] ?? 0;
  const name = nameOf(number);
  if (name === null) return { type: 'unknown', length, number };
  return name === 'peer-address'
    ? { type: name, length, peer: addressAt(bytes, at) }
    : { type: name, length };
}

function policyOf(fault: Fault, dialect: Dialect): Policy {
  switch (fault) {
    case Fault.short:
      return dialect['malformed.short'];
    case Fault.cut:
      return dialect['malformed.cut'];
    case Fault.stray:
      return dialect['malformed.stray'];
    default:
      return dialect['malformed.address'];
  }
}
