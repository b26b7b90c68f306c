/**
 * HDR-2 where it is forgotten most: the second datagram of a long answer.
 */
import { fromTarget } from '../../oracle/answer.ts';
import { deathOf, deathText, lastEvents } from '../../oracle/probe-judge.ts';
import { requirement } from '../../oracle/requirement.ts';
import { judgeSent } from '../../oracle/sender.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { Judgement } from '../../oracle/verdict.ts';
import type { Probe } from '../probe.ts';

const CHECK = 'long-answer';
// §2.2: one datagram of 1400 bytes lists 174 peers at most.
const PEERS = 180;
const SETTLE_MS = 600;

export const longAnswer: Probe = {
  check: CHECK,
  requirement: 'HDR-2',
  title: `${PEERS} peers connected: an answer of more than one datagram`,
  crowd: true,
  async run(scene) {
    const asker = await scene.connected();
    const crowd = await scene.newcomers(PEERS);
    for (const peer of crowd) await peer.greet();
    await scene.clock.sleep(SETTLE_MS);
    await scene.answered(asker, [{ name: 'peer-request' }], `peer-request with ${PEERS} peers connected`);
    await scene.clock.sleep(SETTLE_MS);
  },
  judge: (trace) => [judge(trace)],
};

/** Only the header is judged here: a bounded table may hold fewer peers (`capacity`). */
function judge(trace: Trace): Judgement {
  const base = { requirement: 'HDR-2', check: CHECK, expected: `the node ${requirement('HDR-2').title}` };
  const death = deathOf(trace);
  if (death !== null) {
    const actual = `${deathText(death)}: see ROB-1`;
    return { ...base, verdict: 'inconclusive', actual, hint: null, evidence: lastEvents(trace, death.at) };
  }
  const sent = judgeSent(trace).find((one) => one.requirement === 'HDR-2');
  if (sent !== undefined && sent.verdict !== 'pass') return { ...sent, check: CHECK };
  const answers = fromTarget(trace).filter(({ listed }) => listed.length > 0);
  const listed = answers.reduce((sum, one) => sum + one.listed.length, 0);
  const verdict = answers.length > 1 ? 'pass' : 'not-observed';
  return {
    ...base,
    verdict,
    actual: `${listed} addresses in ${answers.length} datagrams`,
    hint: null,
    evidence: [],
  };
}
