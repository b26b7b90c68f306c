/**
 * Ways to read and write that careless nodes share: items changed after reading, bytes changed after encoding.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import type { KnownTlv, Tlv } from '../../wire/table.ts';
import { Walk } from '../../wire/walk.ts';
import type { Item, Reading, Rules } from '../rules.ts';

/** Reads as the rules do, then changes the items. */
export function readThen(rules: Rules, change: (items: readonly Item[]) => readonly Item[]): Rules['read'] {
  return (bytes) => {
    const reading: Reading = rules.read(bytes);
    return reading.ok ? { ok: true, items: change(reading.items) } : reading;
  };
}

/** Reads and writes each address through `change`, its own inverse. */
export function addressesThrough(rules: Rules, change: (peer: Endpoint) => Endpoint): Partial<Rules> {
  return {
    read: readThen(rules, (items) =>
      items.map((item) => (item.type === 'peer-address' ? { ...item, peer: change(item.peer) } : item)),
    ),
    encode: (tlvs) => rules.encode(tlvs.map((tlv) => (isAddress(tlv) ? { ...tlv, ...change(tlv) } : tlv))),
  };
}

/** Encodes as the rules do, then changes each length byte. */
export function lengthsThrough(
  rules: Rules,
  change: (length: number, type: number) => number,
): Rules['encode'] {
  return (tlvs) =>
    rules.encode(tlvs).map((bytes) => {
      const lying = bytes.slice();
      const walk = new Walk();
      for (walk.start(bytes, 0, bytes.length); walk.next(); )
        lying[walk.at + 1] = change(walk.length, walk.type);
      return lying;
    });
}

function isAddress(tlv: Tlv): tlv is Extract<KnownTlv, { name: 'peer-address' }> {
  return tlv.name === 'peer-address';
}
