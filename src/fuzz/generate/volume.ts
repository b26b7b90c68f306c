/**
 * Much of everything: floods, tables that grow beyond what one byte and two can count, the largest datagrams there are.
 */
import { concat } from '../../wire/bytes.ts';
import { craft, type DraftItem } from '../../wire/craft.ts';
import { encodeAll, encodeTlv, headerBytes } from '../../wire/encode.ts';
import { addressText, type Endpoint } from '../../wire/endpoint.ts';
import { HEADER, MAX_DATAGRAM, MAX_SENT, TLV_HEADER, type Tlv } from '../../wire/table.ts';
import type { Case, Cast } from '../case.ts';
import type { Chance } from './chance.ts';
import { HELLO, PEER_REQUEST, remark, unknownType } from './remark.ts';
import { Script } from './script.ts';

/** Peers that are announced: beyond one byte, beyond tables of usual sizes, beyond all that a small machine expects. */
const CROWDS = [260, 1030, 4100, 10_000];
const GIANTS = 12;
/** Datagrams of one round of a flood. */
const ROUND = 64;
const MAX_STEPS = 20_000;
const MAX_MS = 60_000;

/** Datagrams a millisecond: whoever sends them may take longer. */
const DENSITY = 5;

/** Values of `octet`. */
const OCTETS = 250;

type Kind = (chance: Chance, cast: Cast, size: number) => Case;

/** About `size` datagrams (1..20,000), but for those kinds that say themselves how many they need. */
export function volume(chance: Chance, cast: Cast, size: number): Case {
  return chance.pick(KINDS)(chance, cast, Math.min(Math.max(size, 1), MAX_STEPS));
}

const KINDS: readonly Kind[] = [flood, requests, crowd, crowd, guests, giants, giants, mixture];

/** One peer says the same as fast as it can. */
function flood(chance: Chance, cast: Cast, size: number): Case {
  const from = chance.pick(cast.peers);
  const items = Array.from({ length: chance.between(1, 3) }, () => remark(chance, cast));
  return rounds([from], craft({ items }), size);
}

/** Peer Requests in bursts, from one or from all. */
function requests(chance: Chance, cast: Cast, size: number): Case {
  const from = chance.oneIn(2) ? [chance.pick(cast.peers)] : cast.peers;
  const many = chance.oneIn(2) ? 1 : 200;
  return rounds(from, craft({ items: [HELLO, ...Array<DraftItem>(many).fill(PEER_REQUEST)] }), size);
}

/** One round of datagrams, as often as it takes. */
function rounds(from: readonly Endpoint[], bytes: Uint8Array, size: number): Case {
  const script = new Script(ROUND, MAX_MS);
  for (let i = 0; i < Math.min(ROUND, size); i++) {
    const peer = from[i % from.length];
    if (peer !== undefined) script.at(i / DENSITY).send(peer, bytes);
  }
  return script.case(Math.ceil(size / ROUND));
}

/** A connected peer announces hundreds to thousands of others, and asks for them. */
function crowd(chance: Chance, cast: Cast): Case {
  const from = chance.pick(cast.peers);
  const announced = strangers(chance, cast, chance.pick(CROWDS));
  const script = new Script(MAX_STEPS, MAX_MS).say(from, HELLO);
  for (const bytes of encodeAll(announced, MAX_SENT)) script.wait(1 / DENSITY).send(from, bytes);
  return script.wait(50).say(from, HELLO, PEER_REQUEST).case();
}

/** All peers say Hello and stay; some ask for the others. */
function guests(chance: Chance, cast: Cast): Case {
  const script = new Script(MAX_STEPS, MAX_MS);
  for (let round = 0; round < 3; round++) {
    for (const [i, peer] of cast.peers.entries()) script.at(900 * round + i / DENSITY).say(peer, HELLO);
    for (let left = 4; left > 0; left--) {
      script.at(900 * round + 700 + 10 * left).say(chance.pick(cast.peers), PEER_REQUEST);
    }
  }
  return script.case();
}

/** As long as UDP allows, or next to it, of what programs have trouble with. */
function giants(chance: Chance, cast: Cast): Case {
  const script = new Script(MAX_STEPS, MAX_MS);
  for (let left = chance.between(1, GIANTS); left > 0; left--) {
    const size = chance.oneIn(3) ? chance.between(MAX_SENT, MAX_DATAGRAM) : MAX_DATAGRAM - chance.below(3);
    script.send(chance.pick(cast.peers), giant(chance, cast, size)).wait(chance.below(20));
  }
  return script.case();
}

function giant(chance: Chance, cast: Cast, size: number): Uint8Array {
  const kind = chance.below(8);
  if (kind === 0) return new Uint8Array(size);
  if (kind === 1) return new Uint8Array(size).fill(255);
  if (kind === 2) return filled(new Uint8Array(1), size);
  if (kind === 3) return filled(Uint8Array.of(255), size);
  if (kind === 4) return garbage(chance, cast, size);
  const announced = chance.pick([...cast.peers, ...cast.absent]);
  const tlvs: readonly Tlv[] = [
    { name: 'hello' },
    { name: 'peer-request' },
    { name: 'peer-address', ...announced },
    { name: 'tlv', type: unknownType(chance), value: new Uint8Array(TLV_HEADER.maxLength - TLV_HEADER.size) },
  ];
  return filled(encodeTlv(chance.pick(tlvs)), size);
}

/** Behind a right header the same again and again, the last one cut where the datagram ends. */
function filled(once: Uint8Array, size: number): Uint8Array {
  const bytes = concat([headerBytes(), new Uint8Array(size - HEADER.size)]);
  for (let at: number = HEADER.size; at < size; at += once.length) bytes.set(once.subarray(0, size - at), at);
  return bytes;
}

/** Behind the fence without the types of the table: in so many bytes they spell an address for sure. */
function garbage(chance: Chance, cast: Cast, size: number): Uint8Array {
  const bytes = filled(new Uint8Array(1), size);
  for (let at: number = HEADER.size; at < size; at++) {
    bytes[at] = cast.unfenced ? chance.byte() : unknownType(chance);
  }
  return bytes;
}

/** Everything from everybody, as fast as it can be sent. */
function mixture(chance: Chance, cast: Cast, size: number): Case {
  const script = new Script(MAX_STEPS, MAX_MS);
  for (let i = 0; i < size; i++) {
    const items = Array.from({ length: chance.between(1, 4) }, () => remark(chance, cast));
    script.at(i / DENSITY).say(chance.pick(cast.peers), ...items);
  }
  return script.case();
}

/** Addresses where lab peers could live (net/lab-address.ts), each once: nobody listens, and none lies outside the fence. */
function strangers(chance: Chance, { target }: Cast, count: number): Tlv[] {
  const base = chance.below(OCTETS ** 3);
  const step = 10 * chance.below(1000) + 7; // it has no factor with OCTETS: all are reached before one comes again
  return Array.from({ length: count }, (_, i) => {
    const number = (base + i * step) % OCTETS ** 3;
    const [a, b, c] = [
      number % OCTETS,
      Math.floor(number / OCTETS) % OCTETS,
      Math.floor(number / OCTETS ** 2),
    ];
    const port = 0x7f00 + octet(c ?? 0);
    return {
      name: 'peer-address',
      address: addressText(((0x7f00 + octet(a ?? 0)) << 16) | (octet(b ?? 0) << 8) | 0x7f),
      port: port === target.port ? port + 1 : port,
    };
  });
}

/** 4..254 but 127. */
function octet(number: number): number {
  return number + 4 < 127 ? number + 4 : number + 5;
}
