/**
 * Datagrams of all kinds from a seed: random, well-formed, lying, cut, long. What the fence does not let pass is
 * held back by the lab.
 */
import { seededRandom } from '../../net/random.ts';
import { concat } from '../../wire/bytes.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { HEADER, MAX_SENT } from '../../wire/table.ts';

/** `count` datagrams; the addresses in them are `peer`'s, unless chance spells one. */
export function garbage(seed: number, count: number, peer: Endpoint): Uint8Array[] {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const bytes = (length: number): Uint8Array => {
    const made = new Uint8Array(length);
    for (let i = 0; i < length; i++) made[i] = below(256);
    return made;
  };
  const all: readonly (() => DraftItem)[] = [
    () => ({ name: 'hello' }),
    () => ({ name: 'peer-request' }),
    () => ({ name: 'peer-address', ...peer }),
    () => ({ name: 'tlv', type: below(256), value: bytes(below(12)) }),
    () => ({ name: 'hello', extra: bytes(below(20)) }),
    () => ({ name: 'peer-address', ...peer, extra: bytes(below(20)) }),
  ];
  const item = (): DraftItem => all[below(all.length)]?.() ?? { name: 'hello' };
  const items = (most: number): DraftItem[] => Array.from({ length: 1 + below(most) }, item);
  const lying = (one: DraftItem): DraftItem => (one.name === 'raw' ? one : { ...one, length: below(256) });
  const header = Uint8Array.of(HEADER.magic, HEADER.version);
  const kinds: readonly (() => Uint8Array)[] = [
    () => bytes(below(60)),
    () => concat([header, bytes(below(60))]),
    () => craft({ items: items(6) }),
    () => craft({ items: items(4).map(lying) }),
    () => cut(craft({ items: items(5) }), below(40)),
    () => craft({ items: [...items(3), lying(item()), ...items(3)] }),
    () => craft({ items: items(120) }).slice(0, MAX_SENT),
    () => craft({ magic: below(256), version: below(256), items: items(4) }),
  ];
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? header);
}

function cut(datagram: Uint8Array, bytes: number): Uint8Array {
  return datagram.slice(0, Math.max(0, datagram.length - bytes));
}
