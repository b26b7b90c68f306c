/**
 * §1.3 to §1.5, what peers say to each other: HEL-1, HEL-2, REQ-1, REQ-2, ADR-1, ADR-2.
 */
import { sentence } from '../../lang/sentence.ts';
import type { LabPeer } from '../../net/lab-peer.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { exchanges } from '../../oracle/exchange.ts';
import { outcomes } from '../../oracle/expectation.ts';
import { familyOf } from '../../oracle/family.ts';
import { deathOf, doubted, doubtOf, judgeProbe } from '../../oracle/probe-judge.ts';
import { judgeByteOrder, ORDER_HINT } from '../../oracle/sender.ts';
import { swaps } from '../../oracle/swap.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import { type Judgement, judging } from '../../oracle/verdict.ts';
import type { DraftItem } from '../../wire/craft.ts';
import { type Endpoint, isSameEndpoint } from '../../wire/endpoint.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const REQUEST: readonly DraftItem[] = [{ name: 'peer-request' }];

const newcomerAdded: Probe = {
  check: 'newcomer-added',
  requirement: 'HEL-2',
  title:
    'newcomers that differ in address and port, in the port alone, in the address alone, or were announced before: all are greeted and listed',
  seconds: 3,
  peers: 6,
  async run(scene) {
    const first = await scene.newcomer();
    const { port } = first.endpoint;
    // Where there is one address, all are at it.
    const sameAddress = await scene.newcomer(scene.manyAddresses ? { at: sibling(first) } : {});
    const other = await scene.newcomer();
    const samePort = scene.manyAddresses ? await atPort(scene, other, port) : null;
    const tall = await scene.newcomer({ tall: true });
    const all: readonly [LabPeer, string][] = [
      [first, 'hello from a newcomer'],
      [sameAddress, 'hello from the same address, another port'],
      ...(samePort === null
        ? []
        : [[samePort, 'hello from the same port, another address'] as [LabPeer, string]]),
      [tall, 'hello from a port above 32768'],
    ];
    for (const [peer] of all) await peer.greet();
    await scene.clock.sleep(300);
    await Promise.all(all.map(([peer, stimulus]) => scene.greeted(peer, stimulus)));
    // Two that share an address, or a port, are two on the list as well.
    const asker = await scene.connected();
    await scene.clock.sleep(100);
    await scene.lists(
      asker,
      all.map(([peer, stimulus]) => [peer.endpoint, stimulus]),
    );
    if (scene.manyAddresses)
      await scene.lists(sameAddress, [[first.endpoint, 'hello from the same address, another port']]);
    const known = await scene.newcomer();
    if (await scene.say(asker, [{ name: 'peer-address', ...known.endpoint }])) {
      await scene.clock.sleep(300);
      await known.greet();
      await scene.clock.sleep(100);
      await scene.lists(asker, [[known.endpoint, 'hello from an address known by hearsay']]);
    }
  },
};

/** Another port of that peer's address, below 32768 too. */
function sibling({ endpoint: { address, port } }: LabPeer): Endpoint {
  return { address, port: port === 32_767 ? port - 1 : port + 1 };
}

/** A newcomer at that peer's address; chance may have given it that port already. */
async function atPort(scene: Scene, peer: LabPeer, port: number): Promise<LabPeer> {
  const { address } = peer.endpoint;
  return peer.endpoint.port === port ? peer : scene.newcomer({ at: { address, port } });
}

// So many requests, 1.2 s apart (protocol.md, REQ-1).
const IN_A_ROW = 5;
// With the 1.2 s that an answer is waited for, all the time in which one may belong to a request.
const LATE_ANSWER_MS = 1_800;

const answersRequest: Probe = {
  check: 'request-answered',
  requirement: 'REQ-1',
  title: 'five requests 1.2 s apart while somebody else speaks before and after each',
  seconds: 8,
  async run(scene) {
    const asker = await scene.connected();
    const witness = await scene.witness();
    await scene.greeted(asker, 'a connected peer', { control: 'before' });
    // Whoever is late answers for that one, and is not asked again meanwhile: REQ-7 is another matter.
    let mayBeLate = true;
    const answered = async (): Promise<number> => {
      let count = 0;
      for (let i = 0; i < IN_A_ROW; i++) {
        await witness.greet();
        const asked = scene.answered(asker, REQUEST, 'peer-request while somebody else speaks', null, 1);
        await witness.greet();
        if (await asked) count++;
        else if (mayBeLate) mayBeLate = await answersLate(scene, asker);
      }
      return count;
    };
    const count = await answered();
    // Two of five may be lost on the way: five more tell.
    if (count > 0 && count < IN_A_ROW - 1) await answered();
    if (!mayBeLate) await scene.clock.sleep(LATE_ANSWER_MS);
  },
  judge: judgeAnswers,
};

async function answersLate({ clock, trace }: Scene, asker: LabPeer): Promise<boolean> {
  const from = trace.events.length;
  await clock.sleep(LATE_ANSWER_MS);
  return fromTarget(trace, asker.endpoint).some(({ index, listed }) => index >= from && listed.length > 0);
}

/** One of four answers may be lost on the way. What comes to others besides is REQ-9's matter. */
function judgeAnswers(trace: Trace): Judgement[] {
  const whole = judgeProbe(trace, 'request-answered', 'REQ-1');
  if (!['pass', 'fail'].includes(whole.verdict) || deathOf(trace) !== null) return [whole];
  const asked = eventsOf(trace, 'expect').filter(
    (event) => event.check === 'request-answered' && event.kind === 'answer',
  );
  const all = exchanges(trace);
  // Each answer settles one request: a node that leaves out every other one is not saved by the next answer. The request
  // goes out a moment after it is expected to be answered.
  const mine = asked.flatMap(
    (event) => all.find(({ asker, at }) => at >= event.at && isSameEndpoint(asker, event.peer)) ?? [],
  );
  if (mine.length === 0) return [whole];
  const silent = mine.filter(({ answers }) => answers.length === 0);
  const actual = sentence('{count} of {all} requests answered', {
    count: mine.length - silent.length,
    all: mine.length,
  });
  const say = judging('REQ-1', 'request-answered');
  if (4 * silent.length <= mine.length) return [say('pass', actual)];
  const doubt = doubtOf(trace, mine[0]?.at ?? 0, mine.at(-1)?.at ?? 0);
  const evidence = silent.map(({ index }) => index);
  return [
    doubt === null ? say('fail', actual, evidence) : say('inconclusive', doubted(actual, doubt), evidence),
  ];
}

const EVERYBODY = 8;
// A round of Hellos and more.
const TAKEN_MS = 1_900;

const everybodyAnswered: Probe = {
  check: 'everybody-answered',
  requirement: 'REQ-1',
  title: `${EVERYBODY} peers ask at the same moment, twice: each gets an answer of its own`,
  peers: EVERYBODY + 1,
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    await scene.greeted(asker, 'a connected peer', { control: 'before' });
    const everybody = await scene.newcomers(EVERYBODY);
    const from = scene.trace.events.length;
    for (const peer of everybody) await peer.greet();
    // A table that is full may refuse some of them, and who is no peer may be ignored (REQ-2): HEL-2's matter.
    const end = scene.clock.now() + TAKEN_MS;
    await Promise.all(everybody.map((peer) => scene.helloBefore(peer.endpoint, end)));
    const taken = everybody.filter(({ endpoint }) =>
      fromTarget(scene.trace, endpoint).some(({ hello, index }) => hello && index >= from),
    );
    for (let round = 0; round < 2; round++) {
      await Promise.all(
        taken.map((peer) => scene.answered(peer, REQUEST, `peer-request with ${EVERYBODY} others at once`)),
      );
    }
  },
};

const strangerAnswered: Probe = {
  check: 'stranger-answered',
  requirement: 'REQ-2',
  title: 'a request from an address that never said Hello',
  seconds: 2,
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const stranger = await scene.newcomer();
    await scene.answered(stranger, REQUEST, 'peer-request from a stranger');
    await scene.control(asker, 'after');
  },
};

const announcedGreeted: Probe = {
  check: 'announced-greeted',
  requirement: 'ADR-1',
  title: 'three or five addresses in one datagram of a connected peer: each is greeted within 2.5 s',
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    await scene.greeted(asker, 'a connected peer', { control: 'before' });
    const announced = await besides(scene, asker);
    const tell = (): Promise<boolean> =>
      scene.say(
        asker,
        announced.map(([peer]) => ({ name: 'peer-address', ...peer.endpoint })),
      );
    if (!(await tell())) return;
    await Promise.all(
      announced.map(([peer, which]) =>
        scene.greeted(peer, `announced as the ${which} of ${announced.length}`, { again: tell }),
      ),
    );
    await scene.greeted(asker, 'a connected peer', { control: 'after' });
  },
};

/**
 * Newcomers to be announced, and which they are: one unlike the asker, one at its port, one at its address, where it has
 * one of its own; where nothing leaves two more.
 */
async function besides(scene: Scene, asker: LabPeer): Promise<(readonly [LabPeer, string])[]> {
  const [plain, other] = await scene.newcomers(2);
  if (!plain || !other) throw new Error('two newcomers');
  if (!scene.manyAddresses)
    return [
      [plain, 'first'],
      [other, 'second'],
      [await scene.newcomer(), 'third'],
    ];
  const some = [
    [plain, 'first'],
    [await atPort(scene, other, asker.endpoint.port), 'second, with the port of who announces it,'],
    [await scene.newcomer({ at: sibling(asker) }), 'third, with the address of who announces it,'],
  ] as const;
  if (!scene.unfenced) return [...some];
  // A port above 32768 is misread by who takes it for signed. Who takes 127.0.0.1 for itself knows one address alone.
  const near = { address: '127.0.0.1', port: plain.endpoint.port };
  return [
    ...some,
    [await scene.newcomer({ tall: true }), 'fourth, with a port above 32768,'],
    [await scene.newcomer({ at: near }), 'fifth, at 127.0.0.1,'],
  ];
}

const addressOrder: Probe = {
  check: 'address-byte-order',
  requirement: 'ADR-2',
  peers: 2,
  title:
    'an announced address and its wrong readings are all watched; listed addresses of both kinds of port',
  seconds: 4,
  async run(scene) {
    const asker = await scene.connected();
    const tall = await scene.newcomer({ tall: true });
    await tall.greet();
    const bait = await scene.newcomer();
    const wrong = scene.manyAddresses ? swaps(bait.endpoint) : [];
    const traps: LabPeer[] = [];
    for (const swap of wrong) traps.push(await scene.newcomer({ at: swap.endpoint }));
    if (!(await scene.control(asker, 'before'))) return;
    const tell = (): Promise<boolean> => scene.say(asker, [{ name: 'peer-address', ...bait.endpoint }]);
    if (!(await tell())) return;
    await Promise.all([
      scene.greeted(bait, 'this address announced', { again: tell }),
      ...traps.map((trap, i) =>
        scene.quiet(trap, `a wrong reading of an announced address: ${wrong[i]?.fault}`),
      ),
    ]);
    await scene.control(asker, 'after');
  },
  judge(trace) {
    const listed = judgeByteOrder(trace);
    const read = judgeProbe(trace, 'address-byte-order', 'ADR-2');
    const stray = outcomes(trace, familyOf(trace), 'address-byte-order').some(
      (outcome) => outcome.kind === 'quiet' && !outcome.met,
    );
    if (listed.verdict === 'fail') return [{ ...listed, check: 'address-byte-order' }];
    if (stray) return [{ ...read, hint: ORDER_HINT }];
    // An address that is not greeted at all is ADR-1's matter, no matter of byte order.
    if (read.verdict === 'fail' && deathOf(trace) === null) {
      return [{ ...read, verdict: 'inconclusive', hint: 'see ADR-1' }];
    }
    return [
      read.verdict === 'pass' && listed.verdict !== 'pass'
        ? { ...listed, check: 'address-byte-order' }
        : read,
    ];
  },
};

export const PEER_PROBES: readonly Probe[] = [
  newcomerAdded,
  answersRequest,
  everybodyAnswered,
  strangerAnswered,
  announcedGreeted,
  addressOrder,
];
