/**
 * §1.2, how lengths are counted: TLV-1.
 */
import { fromTarget } from '../../oracle/answer.ts';
import { deathOf, judgeProbe } from '../../oracle/probe-judge.ts';
import { judgeReaction, PROMPT, type Reaction } from '../../oracle/reaction.ts';
import { judgeSent } from '../../oracle/sender.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import { judging } from '../../oracle/verdict.ts';
import type { DraftItem } from '../../wire/craft.ts';
import type { Probe } from '../probe.ts';

const CHECK_LENGTH = 'length-counts-header';

const HELLO: DraftItem = { name: 'hello' };

export const lengthCountsHeader: Probe = {
  check: CHECK_LENGTH,
  requirement: 'TLV-1',
  seconds: 9,
  peers: 2,
  title:
    'a request that only a reader sees that adds two bytes to each length; the lengths that the node sends',
  async run(scene) {
    const asker = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    // This peer asks for nothing, so that no answer to it is a late one.
    const peer = await scene.newcomer();
    await peer.greet();
    await scene.greeted(peer, 'hello from a newcomer');
    for (const gap of GAPS_MS) {
      const at = scene.clock.now();
      await scene.say(peer, [HELLO, { name: 'tlv', type: 200, value: Uint8Array.of(2, 2) }]);
      scene.mark(PROMPT, peer.endpoint, scene.clock.now() + AT_ONCE_MS);
      await scene.until(at + gap);
    }
    await scene.control(asker, 'after');
  },
  judge(trace) {
    const sent = judgeSent(trace).find((one) => one.requirement === 'TLV-1');
    if (sent !== undefined) return [{ ...sent, check: CHECK_LENGTH }];
    const read = judgeReaction(trace, REQUEST_READ);
    const held = judgeProbe(trace, CHECK_LENGTH, 'TLV-1');
    if (read.verdict === 'fail' && answersOthers(trace))
      return [judging('TLV-1', CHECK_LENGTH)('inconclusive', UNASKED)];
    if (read.verdict !== 'pass' || held.verdict === 'pass') return [read];
    // That nothing comes does not tell how lengths are counted: HEL-1, HEL-2 and REQ-1 have checks of their own.
    return [held.verdict === 'fail' && deathOf(trace) === null ? { ...held, verdict: 'inconclusive' } : held];
  },
};

const UNASKED = 'answers come where nothing was asked: see REQ-9';
const FEW = 2;
// An answer may take a second (REQ-7).
const ANSWERED_MS = 800;

/** Whether the peer gets answers that follow none of the prompts: to its plain Hellos, say. */
function answersOthers(trace: Trace): boolean {
  const prompts = eventsOf(trace, 'mark').filter(
    ({ check, part }) => check === CHECK_LENGTH && part === PROMPT,
  );
  const [first] = prompts;
  if (first === undefined) return false;
  const others = fromTarget(trace, first.peer).filter(
    (one) =>
      one.listed.length > 0 &&
      !prompts.some(({ at, until }) => one.at >= at && one.at <= until + ANSWERED_MS),
  );
  return others.length >= FEW;
}

const REQUEST_READ: Reaction = {
  check: CHECK_LENGTH,
  requirement: 'TLV-1',
  is: ({ listed }) => listed.length > 0,
  what: 'hello tlv=200:0202, where only who adds two to a length finds a request, was answered',
  hint: 'the next TLV begins where the length says, counted from the type byte',
};

// Phases of the second at which no rhythm of the node's own meets them all (REQ-11 between).
const GAPS_MS = [1_170, 1_330, 1_450, 1_260, 1_390] as const;
const AT_ONCE_MS = 250;
