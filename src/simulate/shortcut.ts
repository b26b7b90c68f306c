/**
 * What hundreds of nodes would do alike each for itself, done once: an answer goes to everybody who asks, and what it
 * says is read where it arrives for the first time. Only that: a run without it is the same run, slower.
 */
import { conformingRules } from '../node/conforming.ts';
import type { Dialect } from '../node/dialect.ts';
import type { Item, Reading, Rules } from '../node/rules.ts';
import type { Places } from './place.ts';

/** Rules that all conforming nodes of a dialect share; bugs build on them as on the conforming ones. */
export function sharedRules(dialect: Dialect, places: Places): Partial<Rules> {
  const { read } = conformingRules(dialect);
  const known = new WeakMap<Uint8Array, Reading>();
  const settled = (item: Item): Item =>
    item.type === 'peer-address' ? { ...item, peer: places.of(item.peer) } : item;
  return {
    identity: (endpoint) => places.keyOf(endpoint),
    read: (bytes) => {
      const before = known.get(bytes);
      if (before !== undefined) return before;
      const fresh = read(bytes);
      const reading = fresh.ok ? { ...fresh, items: fresh.items.map(settled) } : fresh;
      known.set(bytes, reading);
      return reading;
    },
  };
}
