/**
 * §1.1, the header: HDR-1, HDR-3, HDR-4.
 */
import { craft, type Draft, type DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { formatNotation } from '../../wire/notation.ts';
import type { Probe } from '../probe.ts';

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
  async run(scene) {
    const asker = await scene.connected();
    await scene.control(asker, 'before');
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
  async run(scene) {
    const asker = await scene.connected();
    const witness = await scene.witness();
    await scene.control(asker, 'before');
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
  peers: 2,
  title: 'bodies of 0, 1, 2, 50 and 300 TLVs: first and last act',
  async run(scene) {
    const asker = await scene.connected();
    await scene.control(asker, 'before');
    await asker.send(craft({ items: [] }));
    await scene.answered(asker, [{ name: 'peer-request' }], 'an empty body, then a lone peer-request');
    await scene.answered(asker, GREET_AND_ASK, 'hello peer-request');
    for (const count of [50, 300]) {
      const hellos = Array.from({ length: count - 1 }, (): DraftItem => ({ name: 'hello' }));
      await scene.answered(
        asker,
        [...hellos, { name: 'peer-request' }],
        `${count - 1} times hello, then peer-request`,
      );
      await scene.answered(
        asker,
        [{ name: 'peer-request' }, ...hellos],
        `peer-request, then ${count - 1} times hello`,
      );
    }
    const newcomer = await scene.newcomer();
    await newcomer.send(craft({ items: GREET_AND_ASK }));
    await scene.greeted(newcomer, 'hello peer-request from a newcomer');
    await scene.control(asker, 'after');
  },
};

const staleBytesIgnored: Probe = {
  check: 'stale-bytes-ignored',
  requirement: 'HDR-4',
  title: 'a long datagram from one peer, at once a short, empty or cut one from another',
  async run(scene) {
    const asker = await scene.connected();
    await scene.control(asker, 'before');
    const [short, empty, single, cut, bait] = await scene.newcomers(5);
    if (!short || !empty || !single || !cut || !bait) throw new Error('five newcomers');
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
      // An unknown TLV leaves an endpoint where a Peer Address would have it; then one cut before its fields.
      await asker.send(craft({ items: [{ name: 'tlv', type: 200, value: fieldsOf(bait.endpoint) }] }));
      await cut.send(Uint8Array.of(104, 1, 3, 8));
    }
    await Promise.all([
      scene.quiet(short, '6801 right after 40 TLVs hello, peer-request from somebody else'),
      scene.quiet(empty, 'an empty datagram right after a long one'),
      scene.quiet(single, 'the single byte 68 right after a long datagram'),
      scene.quiet(cut, '68010308 right after a datagram with an address at that place'),
      scene.quiet(bait, '68010308 right after a datagram that holds this address at that place'),
    ]);
    await scene.control(asker, 'after');
  },
};

/** Port and address as a Peer Address has them. */
function fieldsOf(endpoint: Endpoint): Uint8Array {
  return craft({ items: [{ name: 'peer-address', ...endpoint }] }).slice(4);
}

export const HEADER_PROBES: readonly Probe[] = [
  wrongHeaderIgnored,
  singleBytesIgnored,
  everyTlvActs,
  staleBytesIgnored,
];
