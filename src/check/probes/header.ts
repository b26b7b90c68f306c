/**
 * §1.1, the header: HDR-1, HDR-3, HDR-4.
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { craft, type Draft, type DraftItem } from '../../wire/craft.ts';
import { formatNotation } from '../../wire/notation.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const GREET_AND_ASK: readonly DraftItem[] = [{ name: 'hello' }, { name: 'peer-request' }];

// HDR-1: wrong magic, wrong version, both, swapped; versions 2, 129 and 255.
const WRONG_HEADERS: readonly Draft[] = [
  { magic: 105, items: GREET_AND_ASK },
  { magic: 0, items: GREET_AND_ASK },
  { version: 0, items: GREET_AND_ASK },
  { version: 2, items: GREET_AND_ASK },
  { version: 129, items: GREET_AND_ASK },
  { version: 255, items: GREET_AND_ASK },
  { magic: 1, version: 104, items: GREET_AND_ASK },
  { magic: 93, version: 2, items: GREET_AND_ASK },
];

const wrongHeaderIgnored: Probe = {
  check: 'wrong-header-ignored',
  requirement: 'HDR-1',
  title: 'Hello and Peer Request under eight wrong headers, each from a stranger',
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const strangers = await scene.newcomers(WRONG_HEADERS.length);
    for (let round = 0; round < 2; round++) {
      for (const [i, draft] of WRONG_HEADERS.entries()) await strangers[i]?.send(craft(draft));
    }
    await Promise.all(
      strangers.map((stranger, i) =>
        scene.quiet(stranger, formatNotation(WRONG_HEADERS[i] ?? { items: [] }).join(' ')),
      ),
    );
    await scene.control(asker, 'after');
  },
};

const TICKS = 20;
const TICK_GAP_MS = 25;

const singleBytesIgnored: Probe = {
  check: 'single-bytes-ignored',
  requirement: 'HDR-1',
  title:
    'twenty datagrams 01, then twenty 02, within half a second each, from a connected peer and a stranger',
  seconds: 5,
  async run(scene) {
    const asker = await scene.connected();
    const witness = await scene.witness();
    if (!(await scene.control(asker, 'before'))) return;
    const stranger = await scene.newcomer();
    for (const sender of [asker, stranger]) {
      for (const byte of [1, 2]) {
        const stimulus = `${TICKS} datagrams of the single byte 0${byte}`;
        const watched = Promise.all([scene.calm(witness, stimulus, 800), scene.calm(asker, stimulus, 800)]);
        for (let i = 0; i < TICKS; i++) {
          await sender.send(Uint8Array.of(byte));
          await scene.clock.sleep(TICK_GAP_MS);
        }
        await watched;
      }
    }
    await scene.control(asker, 'after');
  },
};

const everyTlvActs: Probe = {
  check: 'every-tlv-acts',
  requirement: 'HDR-3',
  seconds: 9,
  peers: 3,
  title: 'bodies of 0, 1, 2, 50 and 300 TLVs: first and last act',
  async run(scene) {
    const asker = await scene.connected();
    const held = await Promise.all([scene.control(asker, 'before'), scene.announces(asker)]);
    if (held[0] !== true) return;
    await asker.send(craft({ items: [] }));
    // A node that waits for more would show it by its silence; the next datagram may wake it.
    await scene.greeted(asker, 'a connected peer after an empty body');
    // Two that ask, so that answers are owed twice as often (REQ-11).
    await Promise.all([fewTlvs(scene, asker), manyTlvs(scene, await scene.connected())]);
    const [behind, last] = await scene.newcomers(2);
    if (!behind || !last) throw new Error('two newcomers');
    const second = async (): Promise<boolean> => {
      await scene.mayAsk(asker);
      return scene.say(asker, [{ name: 'peer-request' }, named(behind)]);
    };
    const fiftieth = (): Promise<boolean> =>
      scene.say(asker, [...Array.from({ length: 49 }, (): DraftItem => ({ name: 'hello' })), named(last)]);
    const told = [await second(), await fiftieth()];
    const route = 'announcement';
    await Promise.all([
      told[0] && scene.greeted(behind, 'a peer-address behind a peer-request', { route, again: second }),
      told[1] && scene.greeted(last, 'a peer-address behind 49 times hello', { route, again: fiftieth }),
    ]);
    const newcomer = await scene.newcomer();
    const again = (): Promise<boolean> => scene.say(newcomer, GREET_AND_ASK);
    await again();
    await scene.greeted(newcomer, 'hello peer-request from a newcomer', { again });
    await scene.control(asker, 'after');
  },
};

async function fewTlvs(scene: Scene, asker: LabPeer): Promise<void> {
  await scene.answered(asker, [{ name: 'peer-request' }], 'an empty body, then a lone peer-request');
  await scene.answered(asker, GREET_AND_ASK, 'hello peer-request');
}

async function manyTlvs(scene: Scene, asker: LabPeer): Promise<void> {
  for (const count of [50, 300]) {
    const hellos = Array.from({ length: count - 1 }, (): DraftItem => ({ name: 'hello' }));
    const many = `${count - 1} times hello`;
    await scene.answered(asker, [...hellos, { name: 'peer-request' }], `${many}, then peer-request`);
    await scene.answered(asker, [{ name: 'peer-request' }, ...hellos], `peer-request, then ${many}`);
  }
}

const staleBytesIgnored: Probe = {
  check: 'stale-bytes-ignored',
  requirement: 'HDR-4',
  title: 'a long datagram from one peer, at once a short or empty one from another',
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const [short, empty, single] = await scene.newcomers(3);
    if (!short || !empty || !single) throw new Error('three newcomers');
    const long = craft({
      items: Array.from(
        { length: 40 },
        (_, i): DraftItem => GREET_AND_ASK[i % 2 === 0 ? 0 : 1] ?? { name: 'hello' },
      ),
    });
    for (let round = 0; round < 3; round++) {
      await scene.mayAsk(asker); // the long datagram asks
      await asker.send(long);
      await short.send(Uint8Array.of(104, 1));
      await asker.send(craft({ items: Array.from({ length: 40 }, (): DraftItem => ({ name: 'hello' })) }));
      await empty.send(new Uint8Array(0));
      await single.send(Uint8Array.of(104));
    }
    await Promise.all([
      scene.quiet(short, '6801 right after 40 TLVs hello, peer-request from somebody else'),
      scene.quiet(empty, 'an empty datagram right after a long one'),
      scene.quiet(single, 'the single byte 68 right after a long datagram'),
    ]);
    await scene.control(asker, 'after');
  },
};

function named(peer: LabPeer): DraftItem {
  return { name: 'peer-address', ...peer.endpoint };
}

export const HEADER_PROBES: readonly Probe[] = [
  wrongHeaderIgnored,
  singleBytesIgnored,
  everyTlvActs,
  staleBytesIgnored,
];
