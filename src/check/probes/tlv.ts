/**
 * §1.2, the TLVs: TLV-2, TLV-3, TLV-4; TLV-1 is in length.ts.
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { concat } from '../../wire/bytes.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { formatNotation } from '../../wire/notation.ts';
import type { Probe } from '../probe.ts';
import { unknown } from './filler.ts';
import { lengthCountsHeader } from './length.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };

function address(peer: LabPeer): DraftItem {
  return { name: 'peer-address', ...peer.endpoint };
}

const unknownTlvSkipped: Probe = {
  check: 'unknown-tlv-skipped',
  requirement: 'TLV-2',
  seconds: 9,
  peers: 9,
  title: 'TLVs of types 0, 4, 104 and 127..255, of lengths 2..255, before, between and after known ones',
  async run(scene) {
    const asker = await scene.connected();
    const held = await Promise.all([scene.control(asker, 'before'), scene.announces(asker)]);
    if (held[0] !== true) return;
    const [first, second] = await scene.newcomers(2);
    if (!first || !second) throw new Error('two newcomers');
    const before = [unknown(0, 2), unknown(104, 127), unknown(4, 3), unknown(127, 128)];
    const large = [unknown(128, 129), unknown(200, 254), unknown(255, 255)];
    await scene.answered(
      asker,
      [...before, REQUEST],
      'unknown TLVs of lengths 2, 127, 3 and 128, then peer-request',
    );
    await scene.answered(
      asker,
      [...large, REQUEST],
      'unknown TLVs of lengths 129, 254 and 255, then peer-request',
    );
    await scene.answered(
      asker,
      [REQUEST, unknown(255, 255)],
      'peer-request, then an unknown TLV of length 255',
    );
    await scene.answered(asker, [unknown(9, 2), REQUEST, unknown(0, 4)], 'peer-request between unknown TLVs');
    // A Hello behind each kind of unknown TLV, from a newcomer each; behind the last one a request stands too.
    const kinds = [...before, ...large].map((item) => [item, HELLO]);
    const datagrams = [...kinds, [HELLO, REQUEST, unknown(255, 255)]];
    const newcomers = await scene.newcomers(datagrams.length);
    const mute = await scene.newcomer();
    const said: Promise<unknown>[] = [];
    if (await scene.say(mute, [...before, ...large]))
      said.push(scene.quiet(mute, 'unknown TLVs alone from a stranger'));
    for (const [i, items] of datagrams.entries()) {
      const newcomer = newcomers[i];
      if (newcomer === undefined) continue;
      const again = (): Promise<boolean> => scene.say(newcomer, items);
      if (!(await again())) continue;
      said.push(scene.greeted(newcomer, formatNotation({ items }).join(' '), { again }));
    }
    await Promise.all(said);
    const about = 'an unknown TLV between two Peer Addresses';
    const between = (): Promise<boolean> =>
      scene.say(asker, [address(first), unknown(77, 6), address(second)]);
    if (await between()) {
      const how = { route: 'announcement', again: between } as const;
      await Promise.all([
        scene.greeted(first, `${about}: the one before`, how),
        scene.greeted(second, `${about}: the one after`, how),
      ]);
    }
    const third = await scene.newcomer();
    const behind = (): Promise<boolean> =>
      scene.say(asker, [unknown(0, 2), unknown(200, 130), address(third)]);
    if (await behind()) {
      const how = { route: 'announcement', again: behind } as const;
      await scene.greeted(third, 'a Peer Address behind unknown TLVs of types 0 and 200', how);
    }
    await scene.control(asker, 'after');
  },
};

const extraBytesIgnored: Probe = {
  check: 'extra-bytes-ignored',
  requirement: 'TLV-3',
  peers: 4,
  title:
    'Hello and Peer Request of length 3 and 255, Peer Address of 9 and 255; extra bytes that look like a TLV',
  seconds: 8,
  async run(scene) {
    const asker = await scene.connected();
    const held = await Promise.all([scene.control(asker, 'before'), scene.announces(asker)]);
    if (held[0] !== true) return;
    const [three, four, long, near, far, next, bait] = await scene.newcomers(7);
    if (!three || !four || !long || !near || !far || !next || !bait) throw new Error('seven newcomers');
    const trap = craft({ items: [address(bait)] }).slice(2);
    const filler = (length: number): Uint8Array => concat([trap, new Uint8Array(length - trap.length)]);
    await scene.answered(asker, [{ ...REQUEST, extra: Uint8Array.of(0) }], 'peer-request,extra=00');
    await scene.answered(asker, [{ ...REQUEST, extra: Uint8Array.of(0, 0) }], 'peer-request,extra=0000');
    await scene.answered(
      asker,
      [{ ...REQUEST, extra: filler(253) }, HELLO],
      'peer-request of length 255, then hello',
    );
    await scene.answered(
      asker,
      [{ ...HELLO, extra: trap }, REQUEST],
      'hello with 8 extra bytes, then peer-request',
    );
    const announce = (): Promise<boolean> =>
      scene.say(asker, [
        { name: 'peer-address', ...near.endpoint, extra: Uint8Array.of(7) },
        { name: 'peer-address', ...far.endpoint, extra: filler(247) },
        address(next),
      ]);
    const announced = await announce();
    const hellos: readonly [LabPeer, Uint8Array, string][] = [
      [three, Uint8Array.of(1), 'hello,extra=01 from a newcomer'],
      [four, Uint8Array.of(1, 1), 'hello,extra=0101 from a newcomer'],
      [long, filler(253), 'a hello of length 255 from a newcomer'],
    ];
    const expected: Promise<unknown>[] = [
      scene.quiet(bait, 'this address in extra bytes that look like a peer-address'),
    ];
    for (const [peer, extra, stimulus] of hellos) {
      const again = (): Promise<boolean> => scene.say(peer, [{ ...HELLO, extra }]);
      if (await again()) expected.push(scene.greeted(peer, stimulus, { again }));
    }
    if (announced) {
      const how = { route: 'announcement', again: announce } as const;
      expected.push(
        scene.greeted(near, 'this address in a peer-address of length 9', how),
        scene.greeted(far, 'this address in a peer-address of length 255', how),
        scene.greeted(next, 'this address behind two with extra bytes', how),
      );
    }
    await Promise.all(expected);
    await scene.control(asker, 'after');
  },
};

const malformedTlvHarmless: Probe = {
  check: 'malformed-tlv-harmless',
  late: 1,
  requirement: 'TLV-4',
  title:
    'lengths 0 and 1, past the end, a lone byte, Peer Addresses of 2..7: baited with what must not be read',
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const stranger = await scene.newcomer();
    const baits = await scene.newcomers(SHORT_LENGTHS.length);
    for (const bytes of MALFORMED) {
      await stranger.send(bytes);
      await asker.send(bytes);
    }
    for (const [i, length] of SHORT_LENGTHS.entries()) {
      const bait = baits[i];
      if (bait !== undefined) await asker.send(shortAddress(bait.endpoint, length));
    }
    // An unknown TLV leaves an address where a Peer Address would have it; then one that is cut before its fields.
    const [cut, left] = await scene.newcomers(2);
    if (!cut || !left) throw new Error('two newcomers');
    const trapped: boolean[] = [];
    for (let round = 0; round < 3; round++) {
      await asker.send(craft({ items: [{ name: 'tlv', type: 200, value: fieldsOf(left.endpoint) }] }));
      trapped.push(
        await cut.send(Uint8Array.of(104, 1, 3, 8)),
        await asker.send(Uint8Array.of(104, 1, 3, 8)),
      );
    }
    const spelled = formatNotation({
      items: [{ name: 'tlv', type: 5, value: new Uint8Array(0), length: 1 }],
    });
    const traps = trapped.includes(true)
      ? [
          scene.quiet(left, '68010308 right after a datagram that holds this address at that place'),
          scene.quiet(cut, '68010308, a peer-address cut before its fields, from this stranger'),
        ]
      : [];
    await Promise.all([
      ...traps,
      scene.quiet(stranger, `malformed TLVs from a stranger, such as ${spelled} followed by 02`),
      ...baits.map((bait, i) =>
        scene.quiet(bait, `this address across the end of a peer-address of length ${SHORT_LENGTHS[i]}`),
      ),
    ]);
    await scene.control(asker, 'after');
  },
};

// Peer Addresses that are too short for their fields; 4 ends right after the port.
const SHORT_LENGTHS = [2, 3, 4, 5, 7] as const;

// What no reading that keeps to a TLV's own bytes takes for a Hello or a request: lengths 0 and 1 where even
// "take it for 2" finds nothing, lengths past the end, and a lone last byte.
const MALFORMED: readonly Uint8Array[] = [
  [5, 0],
  [200, 0, 9, 9],
  [0, 0],
  [255, 0],
  [5, 1, 2],
  [200, 1],
  [5, 1],
  [200, 255, 0],
  [9, 3],
  [7, 200, 1],
  [4, 128, 2],
  [255, 255],
  [1],
  [2],
  [3],
  [0],
  [255],
  [9, 2, 1],
  [9, 2, 2],
].map((body) => Uint8Array.of(104, 1, ...body));

/** A Peer Address that says it is `length` long, with port and address nevertheless behind its header. */
function shortAddress(endpoint: Endpoint, length: number): Uint8Array {
  const whole = craft({ items: [{ name: 'peer-address', ...endpoint }] });
  return concat([whole.slice(0, 3), Uint8Array.of(length), whole.slice(4)]);
}

/** Port and address as a Peer Address has them. */
function fieldsOf(endpoint: Endpoint): Uint8Array {
  return craft({ items: [{ name: 'peer-address', ...endpoint }] }).slice(4);
}

export const TLV_PROBES: readonly Probe[] = [
  lengthCountsHeader,
  unknownTlvSkipped,
  extraBytesIgnored,
  malformedTlvHarmless,
];
