/**
 * A node alone with a start peer that says nothing: it greets all the same (HEL-1), waits for no second datagram
 * (ROB-1), and bears a request while nobody is connected.
 */
import { sentence } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { NOBODY } from '../../oracle/choice/list.ts';
import { deathOf, deathSaid, doubted, doubtOf, isOutside, lastEvents } from '../../oracle/probe-judge.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import { type Judgement, judging } from '../../oracle/verdict.ts';
import { craft } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';

const GREETED = 'silent-start-peer-greeted';
const AWAKE = 'awake-after-empty-body';
// HEL-1: a silent start peer is owed Hellos for 4 s; a node has 2 s to bind and greet.
const OWED_MS = 4_000;
const EMPTY_AT_MS = 1_200;
const LISTEN_MS = 2_500;

export const quietStart: Probe = {
  check: GREETED,
  requirement: 'HEL-1',
  title: 'a start peer that says nothing is greeted',
  also: [
    {
      check: AWAKE,
      requirement: 'ROB-1',
      title: `an empty body from a stranger stops nothing (with ${GREETED})`,
    },
  ],
  seconds: 6,
  silentStart: true,
  async run(scene) {
    const { startedAt, startPeer } = scene.trace;
    if (startedAt === null || startPeer === null) return;
    scene.mark('silent start peer', startPeer, startedAt + OWED_MS);
    await scene.until(startedAt + EMPTY_AT_MS);
    const stranger = await scene.newcomer();
    await stranger.send(craft({ items: [] }));
    scene.mark('an empty body', startPeer, scene.clock.now() + LISTEN_MS);
    await scene.clock.sleep(LISTEN_MS);
    await scene.until(startedAt + OWED_MS);
    // Nobody is connected: silence or a datagram without addresses, as it likes (`emptyAnswer`).
    scene.mark(NOBODY, stranger.endpoint, scene.clock.now() + 300);
    await stranger.send(craft({ items: [{ name: 'peer-request' }] }));
    await scene.clock.sleep(300);
    const asker = await scene.connected();
    await scene.answered(asker, [{ name: 'peer-request' }], 'peer-request after one with nobody connected');
  },
  judge: (trace) => (trace.startedAt === null ? [] : [greeted(trace), awake(trace)]),
};

const OWED = quantity(OWED_MS / 1000, 0, 's');

function greeted(trace: Trace): Judgement {
  const say = judging('HEL-1', GREETED);
  const mark = eventsOf(trace, 'mark').find(({ part }) => part === 'silent start peer');
  if (mark === undefined) return say('inconclusive', 'the check did not get to its point');
  const hellos = fromTarget(trace, mark.peer).filter(({ hello, at }) => hello && at <= mark.until);
  const death = deathOf(trace);
  if (hellos.length > 1)
    return say('pass', sentence('{count} Hellos in {time}', { count: hellos.length, time: OWED }));
  if (death !== null) return say('inconclusive', sentence('{what}: see ROB-1', { what: deathSaid(death) }));
  if (fromTarget(trace).length === 0) return say('inconclusive', 'the node sent nothing at all');
  const actual = sentence('{count} Hellos to a start peer that said nothing for {time}', {
    count: hellos.length,
    time: OWED,
  });
  const doubt = doubtOf(trace, mark.at, mark.until);
  return doubt === null
    ? say('fail', actual, [], 'a peer given at start is greeted before it says anything (§1.3)')
    : say('inconclusive', doubted(actual, doubt));
}

function awake(trace: Trace): Judgement {
  const say = judging('ROB-1', AWAKE);
  const death = deathOf(trace);
  const mark = eventsOf(trace, 'mark').find(({ part }) => part === 'an empty body');
  if (death !== null && !isOutside(death))
    return say(
      'fail',
      sentence('{death} during this check', { death: deathSaid(death) }),
      lastEvents(trace, death.at),
    );
  if (mark === undefined) return say('inconclusive', 'the check did not get to its point');
  const hellos = fromTarget(trace, mark.peer).filter(({ hello }) => hello);
  const before = hellos.filter(({ at }) => at <= mark.at);
  const after = hellos.filter(({ at }) => at > mark.at && at <= mark.until);
  if (after.length > 0)
    return say('pass', sentence('{count} Hellos went on after an empty body', { count: after.length }));
  if (before.length === 0) return say('inconclusive', 'it did not greet before either: see HEL-1');
  const actual = sentence('after a datagram of the header alone no Hello came for {time}', {
    time: quantity(LISTEN_MS / 1000, 0, 's'),
  });
  const doubt = doubtOf(trace, mark.at, mark.until);
  return doubt === null
    ? say(
        'fail',
        actual,
        lastEvents(trace, mark.until),
        'one recvfrom is one datagram: wait for no more of it',
      )
    : say('inconclusive', doubted(actual, doubt));
}
