/**
 * §1.3 to §1.5, what peers say to each other: HEL-1, HEL-2, REQ-1, REQ-2, ADR-1, ADR-2.
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { outcomes } from '../../oracle/expectation.ts';
import { Family } from '../../oracle/family.ts';
import { deathOf, judgeProbe } from '../../oracle/probe-judge.ts';
import { judgeByteOrder, ORDER_HINT } from '../../oracle/sender.ts';
import { swaps } from '../../oracle/swap.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { Judgement } from '../../oracle/verdict.ts';
import type { DraftItem } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';

const REQUEST: readonly DraftItem[] = [{ name: 'peer-request' }];

const newcomerAdded: Probe = {
  check: 'newcomer-added',
  requirement: 'HEL-2',
  peers: 3,
  title:
    'newcomers that differ in address and port, in the port alone, in the address alone: all are greeted',
  async run(scene) {
    const first = await scene.newcomer();
    const { address, port } = first.endpoint;
    const sameAddress = await scene.newcomer({
      at: { address, port: port === 32_767 ? port - 1 : port + 1 },
    });
    const other = await scene.newcomer();
    const samePort = await scene.newcomer({ at: { address: other.endpoint.address, port } });
    const tall = await scene.newcomer({ tall: true });
    const all: readonly [LabPeer, string][] = [
      [first, 'hello from a newcomer'],
      [sameAddress, 'hello from the same address, another port'],
      [samePort, 'hello from the same port, another address'],
      [tall, 'hello from a port above 32768'],
    ];
    for (const [peer] of all) await peer.greet();
    await scene.clock.sleep(300);
    await Promise.all(all.map(([peer, stimulus]) => scene.greeted(peer, stimulus)));
  },
};

const answersRequest: Probe = {
  check: 'request-answered',
  requirement: 'REQ-1',
  title: 'five requests 1.2 s apart while somebody else speaks before and after each',
  async run(scene) {
    const asker = await scene.connected();
    const witness = await scene.witness();
    await scene.greeted(asker, 'a connected peer', 'before');
    for (let i = 0; i < 5; i++) {
      await witness.greet();
      const asked = scene.answered(asker, REQUEST, 'peer-request', null, 1);
      await witness.greet();
      await Promise.all([asked, scene.quiet(witness, 'a hello around a request of somebody else', 'answer')]);
    }
  },
  judge: judgeAnswers,
};

/** One of five answers may be lost on the way; an answer to somebody else is a fault by itself. */
function judgeAnswers(trace: Trace): Judgement[] {
  const whole = judgeProbe(trace, 'request-answered', 'REQ-1');
  const asked = outcomes(trace, new Family(trace), 'request-answered').filter(
    (outcome) => outcome.kind === 'answer' && outcome.control === null,
  );
  const missing = asked.filter((outcome) => !outcome.met);
  const stray = whole.actual.startsWith('a hello around');
  if (whole.verdict !== 'fail' || stray || missing.length !== 1 || deathOf(trace) !== null) return [whole];
  return [
    {
      ...whole,
      verdict: 'pass',
      actual: `${asked.length - 1} of ${asked.length} requests answered`,
      evidence: [],
    },
  ];
}

const strangerAnswered: Probe = {
  check: 'stranger-answered',
  requirement: 'REQ-2',
  title: 'a request from an address that never said Hello',
  async run(scene) {
    const asker = await scene.connected();
    await scene.control(asker, 'before');
    const stranger = await scene.newcomer();
    await scene.answered(stranger, REQUEST, 'peer-request from a stranger');
    await scene.control(asker, 'after');
  },
};

const announcedGreeted: Probe = {
  check: 'announced-greeted',
  requirement: 'ADR-1',
  title: 'three addresses in one datagram of a connected peer: each is greeted within 2.5 s',
  async run(scene) {
    const asker = await scene.connected();
    await scene.greeted(asker, 'a connected peer', 'before');
    const announced = await scene.newcomers(3);
    const told = await scene.say(
      asker,
      announced.map((peer) => ({ name: 'peer-address', ...peer.endpoint })),
    );
    if (!told) return;
    const where = ['first', 'second', 'third'];
    await Promise.all(
      announced.map((peer, i) => scene.greeted(peer, `announced as the ${where[i]} of three`)),
    );
    await scene.greeted(asker, 'a connected peer', 'after');
  },
};

const addressOrder: Probe = {
  check: 'address-byte-order',
  requirement: 'ADR-2',
  peers: 2,
  title:
    'an announced address and its wrong readings are all watched; listed addresses of both kinds of port',
  async run(scene) {
    const asker = await scene.connected();
    const tall = await scene.newcomer({ tall: true });
    await tall.greet();
    const bait = await scene.newcomer();
    const wrong = swaps(bait.endpoint);
    const traps: LabPeer[] = [];
    for (const swap of wrong) traps.push(await scene.newcomer({ at: swap.endpoint }));
    await scene.control(asker, 'before');
    if (!(await scene.say(asker, [{ name: 'peer-address', ...bait.endpoint }]))) return;
    await Promise.all([
      scene.greeted(bait, 'this address announced'),
      ...traps.map((trap, i) =>
        scene.quiet(trap, `a wrong reading of an announced address: ${wrong[i]?.fault}`),
      ),
    ]);
    await scene.control(asker, 'after');
  },
  judge(trace) {
    const listed = judgeByteOrder(trace);
    const read = judgeProbe(trace, 'address-byte-order', 'ADR-2');
    const stray = outcomes(trace, new Family(trace), 'address-byte-order').some(
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
  strangerAnswered,
  announcedGreeted,
  addressOrder,
];
