/**
 * Scenes of Hellos and of who is connected (§1.3).
 */
import { type Bench, HELLO, lab, named, REQUEST } from '../bench.ts';
import { A, type Act, B, C, crowd, known, type Scene, START, said, UNKNOWN } from './scene.ts';

const HIGH = '127.1.0.1:40000';

/** When the start peer is greeted. */
function hellos(until: number): Act {
  return (node) => {
    node.run(until);
    return node.times(START, 'hello').length;
  };
}

/** Who is connected when A fell silent so many ms ago, B just before that asks. */
function silentFor(ms: number): Act {
  return (node) => {
    node.say(A, HELLO);
    node.runWith(ms, B);
    node.say(B, HELLO);
    return node.ask(B)?.includes(A);
  };
}

/** A comes, goes and comes back; B is there throughout. Is A in the table, and listed? */
function returning(meanwhile: (node: Bench) => void = () => undefined): Act {
  return (node) => {
    node.say(A, HELLO);
    node.runWith(5000, B);
    meanwhile(node);
    node.say(A, HELLO);
    return node.ask(B)?.includes(A);
  };
}

export const PEER_SCENES: Record<string, Scene> = {
  'hello-never': { act: hellos(9000), right: 10, wrong: 0 },
  'hello-3s': { act: hellos(9000), right: 10, wrong: 4 },
  'hello-500ms': { act: hellos(9000), right: 10, wrong: 19 },
  'hello-slows-down': { act: hellos(9000), right: 10, wrong: 4 },
  'hello-stops': { act: hellos(30_000), right: 31, wrong: 11 },
  'hello-burst': { act: hellos(9000), right: 10, wrong: 20 },
  'start-peer-entered-twice': {
    act: (node) => {
      node.say(START, HELLO);
      node.say(A, HELLO);
      node.run(1000);
      return [START, A].map((peer) => node.times(peer, 'hello'));
    },
    right: [[0, 1000], [1000]],
    wrong: [[0, 1000, 1000], [1000]],
  },
  'hello-start-peer-only': { act: greeted(START, A), right: [4, 3], wrong: [4, 0] },
  'hello-newest-only': { act: greeted(START, A, B), right: [4, 3, 3], wrong: [1, 0, 3] },
  'hello-in-turn': { act: greeted(START, A, B), right: [4, 3, 3], wrong: [2, 1, 1] },
  'hello-starved': {
    act: (node) => {
      node.runWith(9000, A);
      return node.times(START, 'hello').length;
    },
    right: 10,
    wrong: 1,
  },
  'hello-waits-for-traffic': {
    act: (node) => {
      node.run(2500);
      node.receive(A, new Uint8Array(0));
      return node.times(START, 'hello');
    },
    right: [0, 1000, 2000],
    wrong: [2500],
  },
  'start-peer-not-greeted': {
    act: (node) => {
      node.run(2500);
      node.say(START, HELLO);
      node.run(4000);
      return node.times(START, 'hello');
    },
    right: [0, 1000, 2000, 3000, 4000],
    wrong: [3000, 4000],
  },
  'announced-greeted-once': {
    act: (node) => {
      node.say(A, HELLO, named(B));
      node.run(3000);
      return [A, B].map((peer) => node.times(peer, 'hello').length);
    },
    right: [3, 3],
    wrong: [3, 1],
  },
  'hello-ping-pong': {
    act: (node) => node.during(() => node.say(A, HELLO)),
    right: [],
    wrong: [`${A} hello`],
  },
  'newcomer-ignored': { act: said(HELLO), right: [A], wrong: [] },
  'known-never-connects': {
    act: (node) => {
      node.say(A, HELLO, named(B));
      node.say(B, HELLO);
      return node.table();
    },
    right: { [START]: 'known', [A]: 'connected', [B]: 'connected' },
    wrong: { [START]: 'known', [A]: 'connected', [B]: 'known' },
  },
  'high-port-ignored': {
    act: (node) => {
      for (const peer of [HIGH, A]) node.say(peer, HELLO);
      return known(node);
    },
    right: [HIGH, A],
    wrong: [A],
  },
  'identity-by-ip': {
    act: (node) => {
      for (const peer of ['127.0.0.9:1', '127.0.0.9:2']) node.say(peer, HELLO);
      return known(node);
    },
    right: ['127.0.0.9:1', '127.0.0.9:2'],
    wrong: ['127.0.0.9:1'],
  },
  'identity-by-port': {
    act: (node) => {
      for (const peer of ['127.0.0.9:1', '127.0.0.8:1']) node.say(peer, HELLO);
      return known(node);
    },
    right: ['127.0.0.9:1', '127.0.0.8:1'],
    wrong: ['127.0.0.9:1'],
  },
  'table-full-for-ever': {
    act: (node) => {
      crowd(node, 16);
      node.run(20_000);
      node.say(A, HELLO);
      node.say(lab(16), HELLO);
      return known(node);
    },
    right: [A, lab(16)],
    wrong: [lab(16)],
  },
  'table-overwrites': {
    act: (node) => {
      for (const peer of [A, B]) node.say(peer, HELLO);
      crowd(node, 5);
      const before = known(node).length;
      node.say(C, HELLO);
      return [before, known(node).length, known(node).includes(A)];
    },
    right: [7, 8, true],
    wrong: [7, 7, false],
  },
  'hello-never-renews': {
    act: (node) => {
      node.runWith(4200, A);
      return node.eventTypes().slice(1);
    },
    right: ['peer-connected'],
    wrong: ['peer-connected', 'peer-expired'],
  },
  'expiry-2s': { act: silentFor(2700), right: true, wrong: false },
  'expiry-10s': { act: silentFor(7000), right: false, wrong: true },
  'expiry-40s': { act: silentFor(38_000), right: false, wrong: true },
  'expiry-never': { act: silentFor(100_000), right: false, wrong: true },
  'expiry-inverted': { act: silentFor(1500), right: true, wrong: false },
  'one-date-for-all': { act: silentFor(30_000), right: false, wrong: true },
  'dropped-never-back': { act: returning(), right: true, wrong: false },
  'dropped-stays-unlisted': { act: returning(), right: true, wrong: false },
  'announced-blocks-return': {
    act: returning((node) => node.say(B, named(A))),
    right: true,
    wrong: false,
  },
  'anything-renews': { act: renewing((node) => node.say(A, UNKNOWN)), right: [], wrong: [A] },
  'request-renews': { act: renewing((node) => node.say(A, REQUEST)), right: [], wrong: [A] },
  'hearsay-renews': { act: renewing((node) => node.say(C, named(A))), right: [], wrong: [A] },
  'request-connects': { act: said(REQUEST), right: [], wrong: [A] },
  'anything-connects': { act: said(), right: [], wrong: [A] },
  'hearsay-disconnects': {
    act: (node) => {
      node.say(A, HELLO);
      node.say(B, HELLO, named(A));
      return node.table()[A];
    },
    right: 'connected',
    wrong: 'known',
  },
  'hearsay-connects': {
    act: (node) => {
      node.say(A, HELLO, named(B));
      return node.ask(A);
    },
    right: [A],
    wrong: [A, B],
  },
};

/** How many Hellos each gets in 3 s, everybody but the start peer having said one. */
function greeted(...peers: string[]): Act {
  return (node) => {
    for (const peer of peers) if (peer !== START) node.say(peer, HELLO);
    node.run(3000);
    return peers.map((peer) => node.times(peer, 'hello').length);
  };
}

/** The connected peers 6 s after the only Hello of A, if this happens half-way. */
function renewing(act: (node: Bench) => void): Act {
  return (node) => {
    node.say(A, HELLO);
    node.run(3000);
    act(node);
    node.run(6000);
    return Object.entries(node.table()).flatMap(([peer, state]) => (state === 'connected' ? [peer] : []));
  };
}
