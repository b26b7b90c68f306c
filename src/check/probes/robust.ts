/**
 * ROB-1: whatever arrives, the node goes on.
 */

import { insideFence } from '../../net/fence.ts';
import { seededRandom } from '../../net/random.ts';
import { craft } from '../../wire/craft.ts';
import { HEADER, MAX_DATAGRAM } from '../../wire/table.ts';
import type { Probe } from '../probe.ts';

const CASES = 200;
const SEED = 104;
const SIZES = [0, 1, 2, 3, 4, 600, 1399, 1400, 1401, 9000, MAX_DATAGRAM] as const;

/**
 * Random datagrams, half of them under a right header. None holds an address in any reading: this probe is
 * about surviving, not about whom to greet.
 */
export function garbage(seed: number): Uint8Array[] {
  const random = seededRandom(seed);
  const byte = (): number => Math.floor(random() * 256);
  const small = Array.from({ length: CASES }, () => {
    const bytes = Uint8Array.from({ length: 2 + Math.floor(random() * 60) }, byte);
    if (random() < 0.5) bytes.set([HEADER.magic, HEADER.version]);
    return bytes;
  });
  const large = SIZES.map((size) => {
    const bytes = new Uint8Array(size).fill(0xee);
    bytes.set([HEADER.magic, HEADER.version].slice(0, size));
    return bytes;
  });
  return [...small, ...large].filter((bytes) => insideFence(bytes, []));
}

export const survivesGarbage: Probe = {
  check: 'survives-garbage',
  requirement: 'ROB-1',
  title: 'random datagrams and sizes from 0 to 65,507 bytes: the node lives and answers as before',
  async run(scene) {
    const asker = await scene.connected();
    await scene.control(asker, 'before');
    const stranger = await scene.newcomer();
    for (const bytes of garbage(SEED)) {
      await stranger.send(bytes);
      await scene.clock.sleep(2);
    }
    await asker.send(craft({ items: [] }));
    await scene.clock.sleep(300);
    await scene.answered(asker, [{ name: 'peer-request' }], 'peer-request after some 200 random datagrams');
    await scene.greeted(asker, 'a connected peer after some 200 random datagrams');
  },
};
