/**
 * Long lists: REQ-3 with 20, 70, 180 and 300 peers, and HDR-2 where it is forgotten most, in the second datagram
 * of an answer.
 */
import { sentence } from '../../lang/sentence.ts';
import type { LabPeer } from '../../net/lab-peer.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { familyOf } from '../../oracle/family.ts';
import { deathOf, deathSaid, isOutside, lastEvents } from '../../oracle/probe-judge.ts';
import { judgeSent } from '../../oracle/sender.ts';
import { judgeComplete } from '../../oracle/standing/list.ts';
import type { Trace } from '../../oracle/trace.ts';
import { type Judgement, judging } from '../../oracle/verdict.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const COMPLETE = 'long-list-complete';
const LONG = 'long-answer';
// §2.2: one datagram of 1400 bytes lists 174 peers; 128 and 255 are where signed and 8-bit counters end.
const CROWDS = [20, 70, 180, 300] as const;
// A newcomer is greeted within a second; then all of them are in the table, as far as it holds them.
const GREET_MS = 1_250;
const ANSWER_MS = 250;
const MOST_ANSWER_MS = 3_000;
const TAKE_IN_MS = 150;

export const longAnswer: Probe = {
  check: COMPLETE,
  requirement: 'REQ-3',
  title: '20, 70, 180, 300 peers connected: three peers ask, and each answer lists whom the node greets',
  also: [
    {
      check: LONG,
      requirement: 'HDR-2',
      title: 'every datagram of a long answer has its header (with long-list-complete)',
    },
  ],
  seconds: 7,
  crowd: true,
  async run(scene) {
    // One more than what the loss of a datagram may hide twice.
    const asking = [await scene.connected(), await scene.connected(), await scene.connected()];
    const crowd: LabPeer[] = [];
    // A small table must have the start peer connected before the others fill it.
    await scene.clock.sleep(TAKE_IN_MS);
    for (const count of CROWDS) {
      const more = await scene.newcomers(count - crowd.length);
      for (const peer of more) await peer.greet();
      crowd.push(...more);
      await scene.clock.sleep(GREET_MS);
      for (const asker of asking) await scene.ask(asker);
      await answersRead(scene);
    }
    await scene.clock.sleep(ANSWER_MS);
  },
  judge: (trace) => [complete(trace), headers(trace)],
};

/** Answers of hundreds of datagrams are read when nothing more has come for a while; on a busy machine that takes longer. */
async function answersRead({ clock, trace }: Scene): Promise<void> {
  const count = (): number => fromTarget(trace).length;
  const end = clock.now() + MOST_ANSWER_MS;
  for (let before = -1; before !== count() && clock.now() < end; ) {
    before = count();
    await clock.sleep(ANSWER_MS);
  }
}

function complete(trace: Trace): Judgement {
  return died(trace, 'REQ-3', COMPLETE) ?? { ...judgeComplete(trace, familyOf(trace)), check: COMPLETE };
}

/** A bounded table may hold fewer peers (`capacity`): then no answer is long. */
function headers(trace: Trace): Judgement {
  const say = judging('HDR-2', LONG);
  const sent = judgeSent(trace).find((one) => one.requirement === 'HDR-2');
  if (sent !== undefined && sent.verdict === 'fail') return { ...sent, check: LONG };
  const answers = fromTarget(trace).filter(({ listed }) => listed.length > 0);
  const most = Math.max(0, ...answers.map(({ listed }) => listed.length));
  return say(
    answers.length === 0 ? 'not-observed' : 'pass',
    sentence('{count} datagrams of answers, up to {most} addresses in one', {
      count: answers.length,
      most,
    }),
  );
}

function died(trace: Trace, id: string, check: string): Judgement | null {
  const death = deathOf(trace);
  if (death === null) return null;
  const say = judging(id, check);
  const text = sentence('{death} with many peers connected', { death: deathSaid(death) });
  return say(isOutside(death) ? 'inconclusive' : 'fail', text, lastEvents(trace, death.at));
}
