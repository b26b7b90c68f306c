/**
 * What peers of a script say: the words of the protocol, and a slip of the tongue now and then.
 */
import type { DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { nameOf } from '../../wire/table.ts';
import type { Cast } from '../case.ts';
import { announceable } from './announceable.ts';
import type { Chance } from './chance.ts';

export const HELLO: DraftItem = { name: 'hello' };
export const PEER_REQUEST: DraftItem = { name: 'peer-request' };

export function announce({ address, port }: Endpoint): DraftItem {
  return { name: 'peer-address', address, port };
}

/** Somebody who may be announced: one of the peers, or absent; seldom the target itself or nobody. */
export function somebody(chance: Chance, cast: Cast): Endpoint {
  const { peers, absent, own, odd } = announceable(cast);
  const strange = [...own, ...odd];
  if (strange.length > 0 && chance.oneIn(8)) return chance.pick(strange);
  return chance.pick(chance.oneIn(2) ? peers : absent);
}

/** One TLV of any kind; one in eight is nothing that a node knows. */
export function remark(chance: Chance, cast: Cast): DraftItem {
  if (chance.oneIn(8)) return aside(chance);
  const which = chance.below(3);
  if (which === 0) return HELLO;
  return which === 1 ? PEER_REQUEST : announce(somebody(chance, cast));
}

/** Skipped in silence, or read up to its known layout (§1.2). */
export function aside(chance: Chance): DraftItem {
  const bytes = new Uint8Array(chance.below(chance.oneIn(4) ? 200 : 8)).fill(unknownType(chance));
  if (chance.oneIn(3)) return { name: 'hello', extra: bytes };
  return { name: 'tlv', type: unknownType(chance), value: bytes };
}

/** A type that the table does not have; as any other byte, one that begins no TLV of it. */
export function unknownType(chance: Chance): number {
  let type = chance.byte();
  while (nameOf(type) !== null) type = (type + 1) & 255;
  return type;
}
