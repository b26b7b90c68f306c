import { garbage } from '../../src/check/probes/garbage.ts';
import type { Step } from '../../src/fuzz/case.ts';
import { seededRandom } from '../../src/net/random.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import { peer } from './virtual-fuzz.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };

/** Seven peers that greet, ask, announce and talk nonsense, some of them again a while later. */
export function bombardment(seed: number): Step[] {
  const random = seededRandom(seed);
  const nonsense = garbage(seed, 200, peer(7));
  const sane = Array.from({ length: 60 }, (_, i): Uint8Array => {
    const items: readonly DraftItem[][] = [
      [HELLO],
      [REQUEST],
      [HELLO, REQUEST, { name: 'tlv', type: 200, value: new Uint8Array(3) }],
      [{ name: 'peer-address', ...peer(i) }, HELLO],
    ];
    return craft({ items: items[i % items.length] ?? [HELLO] });
  });
  const all = [...nonsense, ...sane].map((bytes) => ({ bytes, order: random() }));
  return all
    .sort((a, b) => a.order - b.order)
    .map(({ bytes }, i) => ({
      at: i < 200 ? i : 200 + 40 * (i - 200),
      from: peer(Math.floor(random() * 7)),
      bytes,
    }));
}
