/**
 * §2.2, sizes: SIZ-2 and SIZ-3.
 */
import { craft, type DraftItem } from '../../wire/craft.ts';
import { HEADER, MAX_DATAGRAM, MAX_SENT } from '../../wire/table.ts';
import type { Probe } from '../probe.ts';
import { filler } from './filler.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };
const SIZES = [
  0,
  1,
  2,
  3,
  4,
  599,
  600,
  1399,
  1400,
  1401,
  1472,
  1500,
  2048,
  4096,
  9000,
  65_506,
  MAX_DATAGRAM,
] as const;

const anySizeHarmless: Probe = {
  check: 'any-size-harmless',
  late: 1,
  peers: 4,
  requirement: 'SIZ-2',
  title: `datagrams of 0 to ${MAX_DATAGRAM} bytes, right header and wrong: the node lives and answers as before`,
  alone: true,
  seconds: 2,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const [stranger, head, tail] = await scene.newcomers(3);
    if (!stranger || !head || !tail) throw new Error('three newcomers');
    for (const size of SIZES) {
      await stranger.send(sized(size));
      await stranger.send(new Uint8Array(size).fill(0x7f));
      await scene.clock.sleep(10);
    }
    await stranger.send(craft({ items: new Array<DraftItem>(MOST_TLVS).fill(TINY) }));
    // What of a datagram over 1400 bytes acts is free (`receiveLimit`): nothing is expected of these two.
    scene.mark('first TLV of a long datagram', head.endpoint, scene.clock.now() + LONG_MS);
    await head.send(craft({ items: [HELLO, ...filler(1596)] }));
    scene.mark('last TLV of a long datagram', tail.endpoint, scene.clock.now() + LONG_MS);
    await tail.send(craft({ items: [...filler(1596), HELLO] }));
    const about = `datagrams of 0 to ${MAX_DATAGRAM} bytes`;
    await scene.answered(asker, [REQUEST], `peer-request after ${about}`);
    await scene.greeted(asker, `a connected peer after ${about}`);
  },
};

// So many of them fill the largest datagram: a reader that calls itself for the rest needs as deep a stack.
const TINY: DraftItem = { name: 'tlv', type: 200, value: new Uint8Array(0) };
const MOST_TLVS = Math.floor((MAX_DATAGRAM - HEADER.size) / 2);

// Until the next round of Hellos.
const LONG_MS = 1_500;

/** A datagram of unknown TLVs with a right header, as far as there is room for one. */
function sized(size: number): Uint8Array {
  if (size < HEADER.size + 2) return craft({ items: [] }).slice(0, size);
  return craft({ items: filler(size - HEADER.size) });
}

const lastTlvActs: Probe = {
  check: 'last-tlv-acts',
  peers: 4,
  requirement: 'SIZ-3',
  title: `the last TLV of datagrams of 600, 1390 and ${MAX_SENT} bytes acts`,
  seconds: 5,
  async run(scene) {
    const asker = await scene.connected();
    // If the same TLVs in a short datagram do not act, that is no matter of size (HDR-3, TLV-2).
    const short = [...filler(60), REQUEST];
    const about = 'a short datagram of unknown TLVs, then peer-request';
    if (!(await scene.answered(asker, short, about, 'before'))) return;
    const newcomers = await scene.newcomers(SIZED.length);
    for (const size of SIZED) {
      const items = [...filler(size - HEADER.size - 2), REQUEST];
      await scene.answered(asker, items, `peer-request at the end of ${size} bytes`);
    }
    await Promise.all(
      newcomers.map(async (newcomer, i) => {
        const size = SIZED[i] ?? MAX_SENT;
        const again = (): Promise<boolean> => scene.say(newcomer, [...filler(size - HEADER.size - 2), HELLO]);
        if (await again()) await scene.greeted(newcomer, `hello at the end of ${size} bytes`, { again });
      }),
    );
    await scene.control(asker, 'after');
  },
};

const SIZED = [600, 1390, MAX_SENT] as const;

export const SIZE_PROBES: readonly Probe[] = [anySizeHarmless, lastTlvActs];
