/**
 * Scenes of Peer Requests and their answers (§1.4), of sizes and of load (§2.2).
 */
import { type Bench, HELLO, lab, named, REQUEST, SELF } from '../bench.ts';
import {
  A,
  type Act,
  B,
  bytes,
  C,
  crowd,
  lifeAfter,
  type Scene,
  START,
  said,
  tlv,
  UNKNOWN,
  untilDeath,
} from './scene.ts';

const HIGH = '127.1.0.1:40000';
const EMPTY = new Uint8Array(0);

/** What A's request sets off, A and then B being connected. */
const asked: Act = (node) => {
  node.say(A, HELLO);
  node.say(B, HELLO);
  return node.during(() => node.say(A, REQUEST));
};

/** When the answers to one request come. */
const answered: Act = (node) => {
  node.say(A, HELLO);
  node.say(A, REQUEST);
  node.run(6000);
  return node.times(A, 'peer-address');
};

/** How many of so many peers one of them is told of, and how many different ones. */
function counted(count: number): Act {
  return (node) => {
    crowd(node, count);
    const list = node.ask(lab(16)) ?? [];
    return [list.length, new Set(list).size];
  };
}

/** Lengths of the datagrams of an answer that lists so many. */
function sizes(count: number): Act {
  return (node) => {
    crowd(node, count);
    const before = node.sent.length;
    node.say(lab(16), REQUEST);
    return node.sent.slice(before).map((sent) => sent.bytes.length);
  };
}

/** When A and B are asked in the first 25 s. */
function asking(node: Bench): number[][] {
  node.runWith(25_000, A, B);
  return [A, B].map((peer) => node.times(peer, 'peer-request'));
}

/** B named behind so many bytes of unknown TLVs. */
function behind(size: number): Act {
  return said(
    HELLO,
    ...Array.from({ length: Math.ceil(size / 100) }, () => tlv(77, ...new Uint8Array(98))),
    named(B),
  );
}

export const ANSWER_SCENES: Record<string, Scene> = {
  'answers-last-speaker': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${B} ${A} ${B}`] },
  'answers-last-greeter': {
    act: (node) => {
      asked(node);
      node.say(C, UNKNOWN);
      return node.during(() => node.say(A, REQUEST));
    },
    right: [`${A} ${A} ${B}`],
    wrong: [`${B} ${A} ${B}`],
  },
  'answers-start-peer': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${START} ${A} ${B}`] },
  'answers-everybody': {
    act: asked,
    right: [`${A} ${A} ${B}`],
    wrong: [`${A} ${A} ${B}`, `${START} ${A} ${B}`, `${B} ${A} ${B}`],
  },
  'answers-nobody': { act: asked, right: [`${A} ${A} ${B}`], wrong: [] },
  'answers-without-addresses': { act: asked, right: [`${A} ${A} ${B}`], wrong: [A] },
  'answers-once': {
    act: (node) => {
      node.say(A, HELLO);
      return [node.ask(A), node.ask(A)];
    },
    right: [[A], [A]],
    wrong: [[A], null],
  },
  'answers-every-other': {
    act: (node) => {
      node.say(A, HELLO);
      return [node.ask(A), node.ask(A), node.ask(A)];
    },
    right: [[A], [A], [A]],
    wrong: [[A], null, [A]],
  },
  'answer-1500ms-late': { act: answered, right: [0], wrong: [1500] },
  'answer-5s-late': { act: answered, right: [0], wrong: [5000] },
  'request-answered-with-request': {
    act: asked,
    right: [`${A} ${A} ${B}`],
    wrong: [`${A} ${A} ${B}`, `${A} peer-request`],
  },
  'list-unasked': {
    act: (node) => {
      node.say(A, HELLO);
      return node.during(() => node.run(1000));
    },
    right: [`${START} hello`, `${A} hello`],
    wrong: [`${START} hello`, `${A} hello`, `${A} ${A}`],
  },
  'list-cut-10': { act: counted(12), right: [12, 12], wrong: [10, 10] },
  'list-cut-174': { act: counted(180), right: [180, 180], wrong: [174, 174] },
  'list-cut-255': { act: counted(300), right: [300, 300], wrong: [255, 255] },
  'list-without-newest': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${A} ${A}`] },
  'list-newest-only': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${A} ${B}`] },
  'list-without-start-peer': {
    act: (node) => {
      node.say(START, HELLO);
      return asked(node);
    },
    right: [`${A} ${START} ${A} ${B}`],
    wrong: [`${A} ${A} ${B}`],
  },
  'list-loses-one-between-datagrams': { act: counted(180), right: [180, 180], wrong: [179, 179] },
  'second-datagram-repeats-first': { act: counted(180), right: [180, 180], wrong: [348, 174] },
  'listed-twice': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${A} ${A} ${A} ${B} ${B}`] },
  'zero-entry': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${A} ${A} ${B} 0.0.0.0:0`] },
  'lists-itself': { act: asked, right: [`${A} ${A} ${B}`], wrong: [`${A} ${A} ${B} ${SELF}`] },
  'lists-itself-without-port': {
    act: asked,
    right: [`${A} ${A} ${B}`],
    wrong: [`${A} ${A} ${B} 127.0.0.1:0`],
  },
  'listed-with-own-port': {
    act: asked,
    right: [`${A} ${A} ${B}`],
    wrong: [`${A} 127.1.0.1:4200 127.1.0.2:4200`],
  },
  'listed-without-high-bit': {
    act: (node) => {
      node.say(HIGH, HELLO);
      return node.ask(HIGH);
    },
    right: [HIGH],
    wrong: ['127.1.0.1:7232'],
  },
  'requests-never': {
    act: asking,
    right: [
      [10_000, 20_000],
      [10_000, 20_000],
    ],
    wrong: [[], []],
  },
  'requests-once': {
    act: asking,
    right: [
      [10_000, 20_000],
      [10_000, 20_000],
    ],
    wrong: [[10_000], [10_000]],
  },
  'requests-first-peer-only': {
    act: (node) => {
      node.runWith(15_000, START, A);
      return [START, A].map((peer) => node.times(peer, 'peer-request'));
    },
    right: [[10_000], [10_000]],
    wrong: [[10_000], []],
  },
  'requests-at-each-hello': {
    act: (node) => {
      node.runWith(2500, A);
      return node.times(A, 'peer-request');
    },
    right: [],
    wrong: [0, 900, 1800],
  },
  'answer-over-1400': { act: sizes(175), right: [1394, 10], wrong: [1402] },
  'header-not-counted': { act: sizes(176), right: [1394, 18], wrong: [1402, 10] },
  'crash-on-empty': death('crash-on-empty', EMPTY),
  'crash-over-1400': death('crash-over-1400', new Uint8Array(1401)),
  'crash-on-largest': death('crash-on-largest', new Uint8Array(65_507)),
  'deaf-after-empty': {
    act: lifeAfter((node) => node.receive(B, EMPTY)),
    right: [3, true],
    wrong: [3, false],
  },
  'cut-at-512': { act: behind(600), right: [A, B], wrong: [A] },
  'cut-at-1024': { act: behind(1100), right: [A, B], wrong: [A] },
  'dropped-over-512': { act: behind(600), right: [A, B], wrong: [] },
  'crash-on-full-table': {
    act: untilDeath((node) => {
      crowd(node, 101);
      return node.node.peers.size;
    }),
    right: 102,
    wrong: 'Error: bug on purpose: crash-on-full-table',
  },
  'hello-waits-for-flood': {
    act: (node) => {
      for (let at = 0; at < 3000; at += 4) {
        node.run(at);
        node.receive(B, EMPTY);
      }
      node.run(6000);
      return node.times(START, 'hello');
    },
    right: [0, 1000, 2000, 3000, 4000, 5000, 6000],
    wrong: [0, 4000, 5000, 6000],
  },
  'table-unbounded': {
    act: (node) => {
      node.say(A, HELLO);
      for (let i = 16; i < 2016; i += 1) node.say(A, named(lab(i)));
      return node.node.peers.size;
    },
    right: 1024,
    wrong: 2002,
  },
  'deaf-after-500': {
    act: lifeAfter((node) => {
      for (let i = 0; i < 500; i += 1) bytes(104, 1)(node);
    }),
    right: [3, true],
    wrong: [3, false],
  },
};

function death(name: string, datagram: Uint8Array): Scene {
  const act = untilDeath((node) => node.during(() => node.receive(A, datagram)));
  return { act, right: [], wrong: `Error: bug on purpose: ${name}` };
}
