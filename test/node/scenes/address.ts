/**
 * Scenes of Peer Addresses (§1.5).
 */
import { type Bench, HELLO, named, REQUEST, SELF } from '../bench.ts';
import {
  A,
  type Act,
  B,
  C,
  known,
  lifeAfter,
  type Scene,
  START,
  said,
  sentHex,
  untilDeath,
} from './scene.ts';

const HIGH = '127.1.0.2:40000';
const [ZERO, NO_PORT] = ['0.0.0.0:5000', '127.1.0.2:0'];

/** Whom 127.0.0.9:258 makes known when it announces that one, and the bytes that list it itself. */
function announcing(peer: string): Act {
  return (node) => {
    node.say('127.0.0.9:258', HELLO, named(peer));
    return [known(node)[1], ...sentHex(node, () => node.say('127.0.0.9:258', REQUEST))];
  };
}

// 0102 is 258; the other way round, 0201, it is 513.
const PORT = { act: announcing('127.0.0.8:513'), right: ['127.0.0.8:513', '6801030801027f000009'] };
const ADDRESS = { act: announcing('127.0.1.8:513'), right: ['127.0.1.8:513', '6801030801027f000009'] };

export const ADDRESS_SCENES: Record<string, Scene> = {
  'announced-ignored': { act: said(named(B), HELLO), right: [B, A], wrong: [A] },
  'first-address-only': { act: said(named(B), HELLO, named(C)), right: [B, A, C], wrong: [B, A] },
  'last-address-only': { act: said(named(B), HELLO, named(C)), right: [B, A, C], wrong: [A, C] },
  'announced-by-start-peer-only': {
    act: (node) => {
      node.say(START, HELLO, named(B));
      return said(HELLO, named(C))(node);
    },
    right: [B, A, C],
    wrong: [B, A],
  },
  'announced-high-port-ignored': {
    act: said(HELLO, named(HIGH), named(C)),
    right: [A, HIGH, C],
    wrong: [A, C],
  },
  'unasked-announcement-ignored': {
    act: (node) => {
      node.say(A, HELLO, named(B));
      node.runWith(11_000, A);
      node.say(A, named(C));
      return known(node);
    },
    right: [A, B, C],
    wrong: [A, C],
  },
  'announced-greeted-at-once': {
    act: (node) => node.during(() => node.say(A, HELLO, named(B), named(B))),
    right: [],
    wrong: [`${B} hello`, `${B} hello`],
  },
  'announcement-forwarded': {
    act: (node) => {
      node.say(C, HELLO);
      return node.during(() => node.say(A, HELLO, named(B)));
    },
    right: [],
    wrong: [`${C} ${B}`],
  },
  'port-little-endian': { ...PORT, wrong: ['127.0.0.8:258', '6801030802017f000009'] },
  'port-little-endian-read': { ...PORT, wrong: ['127.0.0.8:258', '6801030801027f000009'] },
  'port-little-endian-sent': { ...PORT, wrong: ['127.0.0.8:513', '6801030802017f000009'] },
  'address-reversed': { ...ADDRESS, wrong: ['8.1.0.127:513', '6801030801020900007f'] },
  'address-reversed-read': { ...ADDRESS, wrong: ['8.1.0.127:513', '6801030801027f000009'] },
  'address-reversed-sent': { ...ADDRESS, wrong: ['127.0.1.8:513', '6801030801020900007f'] },
  'fields-exchanged': {
    act: announcing('127.0.1.8:32525'), // 7f0d 7f000108: the address 127.13.127.0, the port 0108
    right: ['127.0.1.8:32525', '6801030801027f000009'],
    wrong: ['127.13.127.0:264', '680103087f0000090102'],
  },
  'crash-on-failed-send': {
    act: untilDeath(said(HELLO, named(NO_PORT))),
    right: [A],
    wrong: 'Error: bug on purpose: crash-on-failed-send',
  },
  'hang-on-zero-address': { act: lifeAfter(said(named(ZERO))), right: [3, true], wrong: [0, false] },
  'hang-on-own-address': { act: lifeAfter(said(named(SELF))), right: [3, true], wrong: [0, false] },
  'port-0-ends-datagram': { act: said(HELLO, named(NO_PORT), named(C)), right: [A, C], wrong: [A] },
  'odd-address-bans-announcer': {
    act: (node: Bench) => {
      node.say(A, HELLO, named(ZERO));
      return said(HELLO)(node);
    },
    right: [A],
    wrong: [],
  },
  'announced-again-entered-again': {
    act: (node) => {
      node.say(A, HELLO, named(B), named(C));
      node.say(START, named(B));
      node.run(1000);
      return [B, C].map((peer) => node.times(peer, 'hello'));
    },
    right: [[1000], [1000]],
    wrong: [[1000, 1000], [1000]],
  },
};
