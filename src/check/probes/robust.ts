/**
 * What no node may break at: ROB-1 to ROB-5.
 */
import { judgeFlood } from '../../oracle/flood.ts';
import { judgeGrowth } from '../../oracle/growth.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';
import { unknown } from './filler.ts';
import { garbage } from './garbage.ts';

const CASES = 1_200;
const SEED = 104;
const REQUEST: DraftItem = { name: 'peer-request' };
const HELLO = craft({ items: [{ name: 'hello' }] });

const survivesGarbage: Probe = {
  check: 'survives-garbage',
  late: 1,
  peers: 4,
  requirement: 'ROB-1',
  title: `${CASES} datagrams of all kinds, random, lying and cut: the node lives and answers as before`,
  alone: true,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const senders = [await scene.connected(), ...(await scene.newcomers(2))];
    const [, stranger] = senders;
    if (stranger === undefined) throw new Error('two newcomers');
    const full: readonly DraftItem[][] = [
      Array.from({ length: 699 }, () => ({ name: 'hello' })),
      Array.from({ length: 174 }, () => ({ name: 'peer-address', ...stranger.endpoint })),
    ];
    for (const items of full) await senders[0]?.send(craft({ items }));
    for (const [i, bytes] of garbage(SEED, CASES, stranger.endpoint).entries()) {
      await senders[i % senders.length]?.send(bytes);
      if (i % 4 === 0) await scene.clock.sleep(8);
    }
    await asker.send(craft({ items: [] }));
    await scene.clock.sleep(300);
    await scene.answered(asker, [REQUEST], `peer-request after ${CASES} datagrams of all kinds`);
    await scene.greeted(asker, `a connected peer after ${CASES} datagrams of all kinds`);
  },
};

// A round of Hellos, a little late; by the other time an announced address has its first one (ADR-1).
const ROUND_MS = 1_100;
const ANNOUNCED_MS = 2_500;

const survivesIcmp: Probe = {
  check: 'icmp-survived',
  late: 1,
  peers: 3,
  requirement: 'ROB-2',
  title:
    'two announced ports that are closed, and a peer that closes its own: ICMP errors come back to the node',
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const [first, second, leaving] = await scene.newcomers(3);
    if (!first || !second || !leaving) throw new Error('three newcomers');
    await leaving.greet();
    await scene.clock.sleep(200);
    for (const peer of [first, second, leaving]) await peer.close();
    for (const peer of [first, second]) await scene.say(asker, [{ name: 'peer-address', ...peer.endpoint }]);
    const announcedAt = scene.clock.now();
    await scene.clock.sleep(ROUND_MS);
    // Before the one that left expires: a table that fills its place would move the newcomer in front of the others.
    const newcomer = await scene.newcomer();
    await newcomer.greet();
    await scene.greeted(newcomer, 'a newcomer after Hellos to closed ports');
    await scene.until(announcedAt + ANNOUNCED_MS);
    await scene.answered(asker, [REQUEST], 'peer-request after Hellos to closed ports');
    await scene.greeted(asker, 'a connected peer after Hellos to closed ports');
  },
};

// Short enough that who said Hello just before is owed Hellos to the end, but for a gap (HEL-1, HEL-4).
const FLOOD_MS = 3_600;
// Well beyond the 50 datagrams a second of HEL-1, far below what any socket bears, and faster than a node that takes
// two milliseconds for each: what waits for an empty socket waits to the end.
const FLOOD_GAP_MS = 1.25;

const floodBorne: Probe = {
  check: 'flood-borne',
  late: 1,
  peers: 3,
  requirement: 'ROB-3',
  title: `${1000 / FLOOD_GAP_MS} datagrams a second for ${FLOOD_MS / 1000} s: the Hellos keep their schedule, and connected peers stay listed`,
  seconds: 7,
  alone: true,
  async run(scene) {
    const asker = await scene.connected();
    const witness = await scene.witness();
    if (!(await scene.control(asker, 'before'))) return;
    const flooders = await scene.newcomers(2);
    await asker.greet();
    const begin = scene.clock.now();
    scene.mark('greeted', asker.endpoint, begin + FLOOD_MS);
    scene.mark('listed', witness.endpoint, begin + FLOOD_MS);
    const filler = craft({ items: [unknown(200, 40)] });
    const flood = async (): Promise<void> => {
      for (let i = 0; scene.clock.now() < begin + FLOOD_MS; i++) {
        await flooders[i % 2]?.send(i % 4 < 2 ? HELLO : filler);
        await scene.until(begin + FLOOD_GAP_MS * (i + 1));
      }
    };
    const questions = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await scene.clock.sleep(1_100);
        await scene.ask(asker);
      }
    };
    await Promise.all([flood(), questions()]);
    await scene.clock.sleep(400);
  },
  judge: (trace) => [judgeFlood(trace, 'flood-borne')],
};

const ANNOUNCED = 6_000;
const A_DATAGRAM = 174;

const tableBounded: Probe = {
  check: 'table-bounded',
  late: 2,
  requirement: 'ROB-4',
  title: `${ANNOUNCED} addresses announced: memory grows by less than 20 MiB`,
  alone: true,
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    if (!scene.sample()) return; // nobody tells of its memory
    for (let first = 0; first < ANNOUNCED; first += A_DATAGRAM) {
      const items = Array.from({ length: A_DATAGRAM }, (_, i) => nobody(first + i));
      await scene.say(asker, items);
      await scene.clock.sleep(20);
    }
    await scene.clock.sleep(1_500);
    scene.sample();
    await scene.answered(asker, [REQUEST], `peer-request after ${ANNOUNCED} announced addresses`);
  },
  judge: (trace) => [judgeGrowth(trace, 'table-bounded', 'ROB-4', 'announced addresses')],
};

/** An address on loopback where no lab peer lives: 127.200.x.y, at a port of the lab's. */
function nobody(number: number): DraftItem {
  const address = `127.200.${4 + (number >>> 7)}.${128 + (number & 127)}`;
  return { name: 'peer-address', address, port: 32_512 + 127 };
}

const WARM_UP = 50;
const DATAGRAMS = 4_000;
const FEW = 1_200;
const REQUESTS = 400;

const nothingKept: Probe = {
  check: 'nothing-kept',
  late: 1,
  peers: 4,
  requirement: 'ROB-5',
  title: `${DATAGRAMS} datagrams and ${REQUESTS} requests from the same few peers cost no memory, descriptor, thread or process each`,
  seconds: 8,
  alone: true,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const peers = [await scene.connected(), await scene.connected(), await scene.connected()];
    const filler = craft({ items: [unknown(200, 60), { name: 'hello' }] });
    const load = async (datagrams: number): Promise<void> => {
      for (let i = 0; i < datagrams; i++) {
        await peers[i % peers.length]?.send(i % 10 === 9 ? ASK : filler);
        if (i % 10 === 9) await scene.clock.sleep(5);
      }
    };
    scene.sample();
    await load(WARM_UP);
    await scene.clock.sleep(300);
    // Where nobody tells what the node uses, a part of it shows whether it still answers.
    const datagrams = scene.sample() ? DATAGRAMS : FEW;
    for (let part = 0; part < 2; part++) {
      await load(datagrams / 2);
      await scene.clock.sleep(400);
      scene.sample();
    }
    await scene.answered(asker, [REQUEST], `peer-request after ${DATAGRAMS} datagrams`);
    await scene.greeted(asker, `a connected peer after ${DATAGRAMS} datagrams`);
  },
  judge: (trace) => [judgeGrowth(trace, 'nothing-kept', 'ROB-5', 'datagrams from the same few peers', 1)],
};

const ASK = craft({ items: [REQUEST] });

export const ROBUST_PROBES: readonly Probe[] = [
  nothingKept,
  floodBorne,
  survivesGarbage,
  survivesIcmp,
  tableBounded,
];
