/**
 * §1.3, who is connected: HEL-2 after others have gone, HEL-3, HEL-4, HEL-5, HEL-6. Each is shown by lists, asked for
 * at chosen times after a peer's last Hello; the judges are in oracle/membership.ts.
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { judgeDropped, judgeOnlyHello, judgeRenewed, judgeReturn } from '../../oracle/membership.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import { encode } from '../../wire/encode.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const UNKNOWN: DraftItem = { name: 'tlv', type: 200, value: Uint8Array.of(0x7f, 0x7f) };
// HEL-4: no node that conforms has a silent peer then.
const GONE_MS = 6_600;

/** Two peers that take turns to ask, so that answers are owed twice as often (REQ-11). */
async function askers(scene: Scene): Promise<readonly [LabPeer, LabPeer]> {
  return [await scene.connected(), await scene.connected()];
}

/** Asks at these times after `from`, by turns. */
async function askAt(
  scene: Scene,
  asking: readonly LabPeer[],
  from: number,
  times: readonly number[],
): Promise<void> {
  for (const [i, time] of times.entries()) {
    await scene.until(from + time);
    const asker = asking[i % asking.length];
    if (asker !== undefined) await scene.ask(asker);
  }
}

// Who is dropped, renewed or not, when a second of the node's clock is full comes back with the next Hello: at some of
// these phases of a second that is long after.
const PHASES_MS = [0, 250, 500, 750] as const;

const renewedStaysListed: Probe = {
  check: 'renewed-stays-listed',
  requirement: 'HEL-3',
  title: 'eight peers say Hello each second; answers asked for every half second list four of them for 10 s',
  seconds: 11,
  peers: 11,
  async run(scene) {
    const asking = [...(await askers(scene)), await scene.connected()];
    // Twelve are connected with the witness: so many every table holds, and keeps (protocol.md, bounds).
    const newcomers = await scene.newcomers(8);
    const begin = scene.clock.now();
    const end = begin + 10_000;
    for (const [i, phase] of PHASES_MS.entries()) {
      const peer = newcomers[i];
      if (peer === undefined) throw new Error('eight newcomers');
      await scene.until(begin + phase);
      scene.mark('renewed', peer.endpoint, end);
      await peer.greet();
    }
    for (const peer of newcomers.slice(PHASES_MS.length)) await peer.greet();
    const times = Array.from({ length: 18 }, (_, i) => 1_200 + 480 * i);
    await askAt(scene, asking, begin, times);
    await scene.clock.sleep(300);
  },
  judge: (trace) => [judgeRenewed(trace, 'renewed-stays-listed')],
};

const silentDropped: Probe = {
  check: 'silent-dropped',
  requirement: 'HEL-4',
  peers: 4,
  title: 'two peers say one Hello; who asks lists them up to 2.9 s later and not after 6.5 s',
  seconds: 10,
  async run(scene) {
    const asking = await askers(scene);
    const silent = await scene.newcomers(2);
    const begin = scene.clock.now();
    for (const [i, peer] of silent.entries()) {
      await scene.until(begin + 350 * i);
      scene.mark('silent', peer.endpoint, begin + 9_000);
      await peer.send(HELLO);
    }
    await askAt(scene, asking, begin, [900, 1_700, 2_500, 2_750, 3_600, 5_000, 6_200, 7_000, 7_700, 8_300]);
    await scene.clock.sleep(700);
  },
  judge: (trace) => [judgeDropped(trace, 'silent-dropped')],
};

const onlyHelloRenews: Probe = {
  check: 'only-hello-renews',
  requirement: 'HEL-5',
  peers: 7,
  title: 'after one Hello a peer sends requests, another all else, a third is announced: none is renewed',
  seconds: 10,
  async run(scene) {
    const asking = await askers(scene);
    const announcer = await scene.connected();
    const [requests, other, named, kept, stranger, mute, rumour] = await scene.newcomers(7);
    if (!requests || !other || !named || !kept || !stranger || !mute || !rumour)
      throw new Error('seven newcomers');
    const begin = scene.clock.now();
    const end = begin + 9_000;
    const parts: readonly [string, LabPeer][] = [
      ['requests', requests],
      ['other TLVs', other],
      ['announcements', named],
    ];
    // The first of them: a small table has room for it.
    scene.mark('kept', kept.endpoint, end);
    await kept.greet();
    for (const [part, peer] of parts) {
      scene.mark(part, peer.endpoint, end);
      await peer.send(HELLO);
    }
    scene.mark('requests alone', stranger.endpoint, end);
    scene.mark('other TLVs alone', mute.endpoint, end);
    // About a peer that is connected anyway.
    const plain = craft({ items: [UNKNOWN, { name: 'peer-address', ...announcer.endpoint }] });
    const busy = async (): Promise<void> => {
      for (let round = 0; round < 7; round++) {
        await scene.until(begin + 700 + 1_150 * round);
        await scene.ask(requests);
        await scene.ask(stranger);
        await other.send(plain);
        await mute.send(plain);
        // The rumour never says Hello: lists that hold it tell nothing of the others (`list: known`).
        for (const peer of [named, kept, rumour]) {
          await scene.say(announcer, [{ name: 'peer-address', ...peer.endpoint }]);
        }
      }
    };
    await Promise.all([busy(), askAt(scene, asking, begin, [900, 2_000, 5_200, 6_900, 7_600, 8_200])]);
    await scene.clock.sleep(700);
  },
  judge: (trace) => [judgeOnlyHello(trace, 'only-hello-renews')],
};

const droppedComesBack: Probe = {
  check: 'dropped-comes-back',
  requirement: 'HEL-6',
  peers: 4,
  title: 'two peers fall silent for 7 s, one is announced meanwhile; with a Hello they are back',
  seconds: 10,
  async run(scene) {
    const asking = await askers(scene);
    const [plain, named] = await scene.newcomers(2);
    if (!plain || !named) throw new Error('two newcomers');
    const begin = scene.clock.now();
    await plain.send(HELLO);
    await named.send(HELLO);
    await askAt(scene, asking, begin, [700]);
    await scene.until(begin + 5_500);
    await scene.say(asking[0], [{ name: 'peer-address', ...named.endpoint }]);
    await askAt(scene, asking, begin, [GONE_MS + 300]);
    await scene.until(begin + GONE_MS + 700);
    const back = scene.clock.now();
    for (const [part, peer] of [
      ['silent', plain],
      ['silent, then announced', named],
    ] as const) {
      scene.mark(part, peer.endpoint, back + 2_500);
      await peer.greet();
    }
    await askAt(scene, asking, back, [500, 1_000, 1_650, 2_150]);
    await scene.until(back + 2_500);
  },
  judge: (trace) => [judgeReturn(trace, 'dropped-comes-back')],
};

const OTHERS = 16;

const newcomerAfterOthers: Probe = {
  check: 'newcomer-after-others',
  requirement: 'HEL-2',
  title: `${OTHERS} peers come and fall silent; when they have expired, newcomers are greeted and listed`,
  seconds: 11,
  crowd: true,
  async run(scene) {
    const asker = await scene.connected();
    const others = await scene.newcomers(OTHERS);
    await scene.clock.sleep(150); // the start peer is connected before them
    for (const peer of others) await peer.send(HELLO);
    await scene.clock.sleep(GONE_MS);
    if (!(await scene.control(asker, 'before'))) return;
    const newcomers = await scene.newcomers(3);
    for (const peer of newcomers) await peer.greet();
    await scene.clock.sleep(200);
    const after = `a newcomer when ${OTHERS} others have come and gone`;
    await Promise.all(newcomers.map((peer) => scene.greeted(peer, after)));
    // The last to come is left out: that a list ends too soon is REQ-3's matter.
    await scene.lists(
      asker,
      newcomers.slice(0, 2).map((peer) => [peer.endpoint, after]),
    );
  },
};

export const MEMBERSHIP_PROBES: readonly Probe[] = [
  newcomerAfterOthers,
  renewedStaysListed,
  silentDropped,
  onlyHelloRenews,
  droppedComesBack,
];
