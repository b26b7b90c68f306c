/**
 * Occasions to show a free choice: TLV-6, REQ-11 and the hearsay of ADR-1. Nothing is expected; the dialect is read
 * from what comes (oracle/dialect-seen.ts).
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { judgeChoice } from '../../oracle/choice.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };
const SHORT: DraftItem = { name: 'tlv', type: 200, value: new Uint8Array(0), length: 0 };
const CUT: DraftItem = { name: 'tlv', type: 200, value: new Uint8Array(0), length: 90 };
const STRAY: DraftItem = { name: 'raw', bytes: Uint8Array.of(200) };
const ADDRESS: DraftItem = { name: 'tlv', type: 3, value: Uint8Array.of(0x7f, 0x7f), length: 4 };

// Newcomers that are greeted have been heard: what stood before, or behind, the malformed TLV acted.
const MALFORMED: readonly (readonly [part: string, items: readonly DraftItem[]])[] = [
  ['before a short TLV', [HELLO, SHORT]],
  ['behind a short TLV', [SHORT, HELLO]],
  ['before a cut TLV', [HELLO, CUT]],
  ['before a lone byte', [HELLO, STRAY]],
  ['before a short address', [HELLO, ADDRESS]],
  ['behind a short address', [ADDRESS, HELLO]],
];

// Until the next round of Hellos, and some more.
const SEEN_MS = 2_500;

const malformedChoices: Probe = {
  check: 'malformed-choices',
  late: 1,
  requirement: 'TLV-6',
  title: 'a Hello before or behind a short TLV, a cut one, a lone byte, a short Peer Address: what acts',
  seconds: 4,
  peers: MALFORMED.length,
  async run(scene) {
    const asker = await scene.connected();
    await scene.greeted(asker, 'a connected peer', { control: 'before' });
    for (const [part, items] of MALFORMED) await say(scene, await scene.newcomer(), part, items);
    await scene.clock.sleep(SEEN_MS);
  },
  judge: (trace) => [judgeChoice(trace, 'malformed-choices', 'TLV-6')],
};

async function say(scene: Scene, peer: LabPeer, part: string, items: readonly DraftItem[]): Promise<void> {
  scene.mark(part, peer.endpoint, scene.clock.now() + SEEN_MS);
  await peer.send(craft({ items }));
}

const answerChoices: Probe = {
  check: 'answer-choices',
  requirement: 'REQ-11',
  title:
    'two requests a tenth of a second apart, three times; a stranger that announces and asks: what it gets',
  seconds: 5,
  async run(scene) {
    const asker = await scene.connected();
    await scene.greeted(asker, 'a connected peer', { control: 'before' });
    const [stranger, named] = await scene.newcomers(2);
    if (!stranger || !named) throw new Error('two newcomers');
    scene.mark('announced by a stranger', named.endpoint, scene.clock.now() + SEEN_MS);
    await scene.say(stranger, [{ name: 'peer-address', ...named.endpoint }]);
    for (let round = 0; round < 3; round++) {
      await scene.mayAsk(asker);
      scene.mark('asks twice', asker.endpoint, scene.clock.now() + 900);
      await scene.say(asker, [REQUEST]);
      await scene.clock.sleep(100);
      await scene.say(asker, [REQUEST]);
    }
    await scene.clock.sleep(1_000);
  },
  judge: (trace) => [judgeChoice(trace, 'answer-choices', 'REQ-11')],
};

export const CHOICE_PROBES: readonly Probe[] = [malformedChoices, answerChoices];
