/**
 * HEL-1: the Hello schedule, watched past the node's 13th second.
 */
import { fromTarget } from '../../oracle/answer.ts';
import { deathOf, deathText, isOutside, lastEvents } from '../../oracle/probe-judge.ts';
import { requirement } from '../../oracle/requirement.ts';
import { judgeSchedule, type Schedule } from '../../oracle/schedule.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import type { Judgement } from '../../oracle/verdict.ts';
import { endpointText } from '../../wire/endpoint.ts';
import type { Probe } from '../probe.ts';

const CHECK = 'hello-schedule';
// A started node is watched to just past its 13th second, the newcomer from its sixth; one that runs already for
// as long from the first Hello of ours.
const WATCH_MS = 13_600;
const JOIN_MS = 5_500;
// HEL-1, DESIGN law 6: a started node that has sent its start peer no Hello in 5 s does not send any.
const FIRST_HELLO_MS = 5_000;

export const helloSchedule: Probe = {
  check: CHECK,
  requirement: 'HEL-1',
  seconds: WATCH_MS / 1000,
  title: 'the Hellos to the start peer and to a newcomer, past the 13th second',
  async run(scene) {
    const { startedAt, startPeer } = scene.trace;
    const begin = startedAt ?? scene.clock.now();
    const end = begin + WATCH_MS;
    if (startPeer !== null) scene.mark('start peer', startPeer, end);
    if (startedAt !== null) await scene.clock.sleep(Math.max(0, begin + JOIN_MS - scene.clock.now()));
    const newcomer = await scene.newcomer();
    await newcomer.greet();
    scene.mark('newcomer', newcomer.endpoint, end);
    await scene.clock.sleep(end - scene.clock.now());
  },
  judge: (trace) => [judge(trace)],
};

function judge(trace: Trace): Judgement {
  const base = {
    requirement: 'HEL-1',
    check: CHECK,
    expected: `the node ${requirement('HEL-1').title}`,
    hint: null,
  };
  const end = trace.events.at(-1)?.at ?? 0;
  const death = deathOf(trace);
  const any = fromTarget(trace);
  if (death !== null) {
    const verdict = any.length > 0 && !isOutside(death) ? 'fail' : 'inconclusive';
    return { ...base, verdict, actual: deathText(death), evidence: lastEvents(trace, death.at) };
  }
  if (any.length === 0 && eventsOf(trace, 'bound').some((event) => !event.held)) {
    return {
      ...base,
      verdict: 'inconclusive',
      actual: `nothing is bound to ${endpointText(trace.target)}`,
      evidence: [],
    };
  }
  if (!any.some((one) => one.hello)) {
    if (any.length > 0)
      return { ...base, verdict: 'fail', actual: 'what it sends holds no well-formed Hello', evidence: [] };
    if (trace.startedAt === null)
      return { ...base, verdict: 'inconclusive', actual: 'the node sent nothing', evidence: [] };
    const verdict = end - trace.startedAt >= FIRST_HELLO_MS ? 'fail' : 'inconclusive';
    return {
      ...base,
      verdict,
      actual: `no Hello to its start peer in ${Math.round((end - trace.startedAt) / 1000)} s`,
      evidence: [],
    };
  }
  const series = eventsOf(trace, 'mark')
    .filter((mark) => mark.check === CHECK)
    .map(({ part, peer, at, until }) => ({
      part,
      ...judgeSchedule(trace, peer, at, until),
    }));
  const worst = RANK.flatMap((verdict) => series.filter((one) => one.verdict === verdict))[0];
  if (worst === undefined)
    return { ...base, verdict: 'not-observed', actual: 'nobody was watched', evidence: [] };
  const actual = series.map((one) => `${one.part}: ${one.actual}`).join('; ');
  return {
    ...base,
    verdict: worst.verdict,
    actual,
    evidence: worst.verdict === 'pass' ? [] : worst.evidence,
  };
}

const RANK: readonly Schedule['verdict'][] = ['fail', 'inconclusive', 'warn', 'not-observed', 'pass'];
