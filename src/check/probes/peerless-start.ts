/**
 * A node that is given no peer at all, with an empty table when the first datagrams come (ROB-1). The exercise's
 * program need not take `PORT` alone: one that does not is not judged.
 */
import { sentence } from '../../lang/sentence.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { deathOf, deathSaid, isOutside, lastEvents } from '../../oracle/probe-judge.ts';
import { eventsOf, type ProcessEvent, type Trace } from '../../oracle/trace.ts';
import { type Judgement, judging } from '../../oracle/verdict.ts';
import { craft } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';

const CHECK = 'peerless-start';
// DESIGN §3: one that ends within a second wants other arguments.
const USAGE_MS = 1_000;
const ASKED_MS = 300;
// HEL-1, ADR-1: a first Hello within 2.5 s.
const GREETED_MS = 2_500;

export const peerlessStart: Probe = {
  check: CHECK,
  requirement: 'ROB-1',
  title: 'started with PORT alone: a request and a Hello come to an empty table',
  seconds: 5,
  peerless: true,
  async run(scene) {
    const { startedAt, startPeer } = scene.trace;
    if (startedAt === null || startPeer !== null) return;
    await scene.until(startedAt + USAGE_MS);
    const stranger = await scene.newcomer();
    for (const items of [[], [{ name: 'peer-request' }]] as const) {
      await stranger.send(craft({ items }));
      await scene.clock.sleep(ASKED_MS);
    }
    const first = await scene.newcomer();
    await first.greet();
    await scene.helloBefore(first.endpoint, scene.clock.now() + GREETED_MS);
    await stranger.send(craft({ items: [{ name: 'peer-request' }] }));
    await scene.clock.sleep(ASKED_MS);
  },
  judge: (trace) => (trace.startedAt === null ? [] : [judge(trace)]),
};

function judge(trace: Trace): Judgement {
  const say = judging('ROB-1', CHECK);
  if (trace.startPeer !== null)
    return say('skipped', 'its command names a start peer', [], 'not started without a peer');
  const greets = fromTarget(trace).some(({ hello }) => hello);
  const death = deathOf(trace);
  if (death !== null) return ended(trace, death, greets);
  // Whether it owes anything, nobody can tell: it may wait for a peer that it was not given.
  if (!greets) return say('not-observed', 'started with PORT alone, it says nothing to anybody');
  return say('pass', 'started with PORT alone, it greets who comes first, and lives');
}

function ended(trace: Trace, death: ProcessEvent, greets: boolean): Judgement {
  const say = judging('ROB-1', CHECK);
  const text = sentence('{death}, started with PORT alone', { death: deathSaid(death) });
  if (isOutside(death)) return say('inconclusive', text);
  const isCrash = death.signal !== null || death.sanitizer !== null;
  if (!isCrash && !greets) return say('skipped', text, [], 'not started without a peer, for it ends');
  const isAsked = eventsOf(trace, 'sent').some(({ at }) => at <= death.at);
  if (isAsked) return say('fail', text, lastEvents(trace, death.at));
  const hint = 'the exercise gives it three arguments: compare argc before argv[2] is read';
  return say('warn', sentence('{what}, before anything was sent to it', { what: text }), [], hint);
}
