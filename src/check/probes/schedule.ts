/**
 * HEL-1: the Hello schedule, watched past the node's 13th second.
 */
import { asSentence, type Message, sentence, verbatim } from '../../lang/sentence.ts';
import { list, quantity } from '../../lang/value.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { exchanges, isListedIn } from '../../oracle/exchange.ts';
import { HELD_BACK } from '../../oracle/held-back.ts';
import { deathOf, deathSaid, doubted, doubtOf, isOutside, lastEvents } from '../../oracle/probe-judge.ts';
import { judgeSchedule, type Schedule } from '../../oracle/schedule.ts';
import { eventsOf, type Trace } from '../../oracle/trace.ts';
import { type Judgement, judging } from '../../oracle/verdict.ts';
import { craft } from '../../wire/craft.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Probe } from '../probe.ts';
import { filler } from './filler.ts';

// A started node is watched past its 13th second, where a signed byte of tenths of its age ends: until both peers have
// got a Hello after that, and at most so long that a silence that begins there is a gap. It is no older than its first
// word. The newcomer joins early enough for a series of its own. One that runs already is watched for as long as both
// series need from the first Hello of ours.
const BYTE_MS = 12_800;
const STARTED_WATCH_MS = 14_200;
const JOIN_MS = 4_000;
const LIST_AT_MS = 11_800;
const RUNNING_WATCH_MS = 9_500;
// HEL-1, DESIGN law 6: a started node that has sent its start peer no Hello in 5 s does not send any.
const FIRST_HELLO_MS = 5_000;

const SCHEDULE = 'hello-schedule';
// HEL-1: an announced peer that says nothing is owed Hellos for 4 s.
const ANNOUNCED_MS = 4_000;
const LIST_MS = 1_200;

const helloSchedule: Probe = {
  check: SCHEDULE,
  requirement: 'HEL-1',
  title:
    'the Hellos to the start peer and to a newcomer, past the 13th second; to an announced peer for 4 s; two others are connected',
  seconds: STARTED_WATCH_MS / 1000,
  peers: 2,
  async run(scene) {
    const { startedAt, startPeer } = scene.trace;
    const begin = startedAt ?? scene.clock.now();
    const end = begin + (startedAt === null ? RUNNING_WATCH_MS : STARTED_WATCH_MS);
    if (startPeer !== null) scene.mark('start peer', startPeer, end);
    const asker = await scene.connected();
    const announced = await scene.newcomer();
    // Its port is never found again by who keeps ports in 16 bits with a sign.
    const newcomer = await scene.newcomer({ tall: true });
    await scene.clock.sleep(200);
    const told = await scene.say(asker, [{ name: 'peer-address', ...announced.endpoint }]);
    if (told) scene.mark('announced', announced.endpoint, scene.clock.now() + ANNOUNCED_MS);
    if (startedAt !== null) await scene.until(begin + JOIN_MS);
    await newcomer.greet();
    scene.mark('newcomer', newcomer.endpoint, end);
    // Of a connected peer that changes nothing, and makes no second one of it.
    if (scene.unfenced) await scene.say(asker, [{ name: 'peer-address', ...newcomer.endpoint }]);
    // Whether a newcomer that gets no Hello was added all the same.
    await scene.until(startedAt === null ? end - LIST_MS : begin + LIST_AT_MS);
    await scene.ask(asker);
    const spoke = fromTarget(scene.trace)[0]?.at ?? end;
    await scene.until(startPeer === null ? end : Math.min(end, spoke + BYTE_MS));
    const watched = startPeer === null ? [] : [startPeer, newcomer.endpoint];
    await Promise.all(watched.map((peer) => scene.helloBefore(peer, end)));
  },
  judge: (trace) => [judge(trace, SCHEDULE)],
};

const TRAFFIC = 'hello-schedule-in-traffic';
// HEL-1: up to 50 datagrams a second of other traffic change nothing; our own Hellos come on top of these.
const TRAFFIC_GAP_MS = 25;
const TRAFFIC_MS = 9_500;

const scheduleInTraffic: Probe = {
  check: TRAFFIC,
  requirement: 'HEL-1',
  title: 'the Hellos to a peer while others send 40 datagrams a second without a pause',
  seconds: 10,
  alone: true,
  async run(scene) {
    const watched = await scene.newcomer();
    const others = await scene.newcomers(2);
    await watched.greet();
    await scene.greeted(watched, 'a newcomer', { control: 'before' });
    const begin = scene.clock.now();
    scene.mark('newcomer in traffic', watched.endpoint, begin + TRAFFIC_MS);
    const datagram = craft({ items: filler(20) });
    for (let i = 0; scene.clock.now() < begin + TRAFFIC_MS; i++) {
      await others[i % 2]?.send(datagram);
      await scene.until(begin + TRAFFIC_GAP_MS * (i + 1));
    }
  },
  judge: (trace) => [judge(trace, TRAFFIC)],
};

const requestsWatched: Probe = {
  check: 'requests-watched',
  requirement: 'REQ-8',
  title: 'two peers stay connected for --patience: what is asked of them is judged with all other requests',
  seconds: 1,
  async run(scene) {
    if (scene.patienceMs === 0) return;
    const begin = scene.clock.now();
    for (const peer of await scene.newcomers(2)) await peer.greet();
    await scene.until(begin + scene.patienceMs);
  },
  judge: () => [],
};

export const SCHEDULE_PROBES: readonly Probe[] = [helloSchedule, scheduleInTraffic, requestsWatched];

function judge(trace: Trace, check: string): Judgement {
  const say = judging('HEL-1', check);
  const end = trace.events.at(-1)?.at ?? 0;
  const death = deathOf(trace);
  const any = fromTarget(trace);
  if (death !== null) {
    const verdict = any.length > 0 && !isOutside(death) ? 'fail' : 'inconclusive';
    return say(verdict, deathSaid(death), lastEvents(trace, death.at));
  }
  if (any.length === 0 && eventsOf(trace, 'bound').some((event) => !event.held)) {
    const place = endpointText(trace.target);
    return say('inconclusive', sentence('nothing is bound to {place}', { place }));
  }
  if (!any.some((one) => one.hello)) {
    if (any.length > 0) return say('fail', 'what it sends holds no well-formed Hello');
    if (trace.startedAt === null) return say('inconclusive', 'the node sent nothing');
    const verdict = end - trace.startedAt >= FIRST_HELLO_MS ? 'fail' : 'inconclusive';
    const time = quantity((end - trace.startedAt) / 1000, 0, 's');
    return say(verdict, sentence('no Hello to its start peer in {time}', { time }));
  }
  const series = eventsOf(trace, 'mark')
    .filter((mark) => mark.check === check && mark.part !== HELD_BACK)
    .map(({ part, peer, at, until }) => ({ part, ...seriesOf(trace, part, peer, at, Math.min(until, end)) }));
  const missed = missedByAll(series.flatMap(({ lost = [] }) => lost));
  if (missed !== null) {
    const evidence = series.flatMap((one) => one.evidence).sort((a, b) => a - b);
    return say('fail', missed, evidence);
  }
  const worst = RANK.flatMap((verdict) => series.filter((one) => one.verdict === verdict))[0];
  if (worst === undefined) return say('not-observed', 'nobody was watched');
  const each = series.map(({ part, actual: what }) =>
    sentence('{name}: {text}', { name: verbatim(part), text: asSentence(what) }),
  );
  const actual = sentence('{series}', { series: list(each, '; ') });
  return say(worst.verdict, actual, worst.verdict === 'pass' ? [] : worst.evidence);
}

function seriesOf(trace: Trace, part: string, peer: Endpoint, from: number, to: number): Schedule {
  const hellos = fromTarget(trace, peer).filter(({ hello, at }) => hello && at >= from && at <= to);
  if (part === 'announced') return announcedSeries(trace, hellos.length, from, to);
  const isStart = trace.startPeer !== null && endpointText(trace.startPeer) === endpointText(peer);
  if (isStart || fromTarget(trace, peer).some(({ hello }) => hello))
    return judgeSchedule(trace, peer, from, to);
  // A newcomer without any Hello, from a node that says Hello to others: it was not added, unless a list has it.
  const listing = exchanges(trace).filter((one) => isListedIn(one, endpointText(peer)));
  if (listing.length === 0) return IGNORED;
  const evidence = listing.flatMap(({ answers }) => answers.map(({ index }) => index));
  return { verdict: 'fail', actual: 'no Hello at all, though it is listed as connected', evidence };
}

// Two series that lack the same round, or so many Hellos in all, did not lose them on the way.
const ROUND_MS = 600;
const MOST_LOST = 3;

/** Hellos that are missing in each series where one may be lost: why they were not, together; else null. */
function missedByAll(lost: readonly number[]): Message | null {
  const times = lost.toSorted((a, b) => a - b);
  const shared = times.find((at, i) => at - (times[i - 1] ?? Number.NEGATIVE_INFINITY) <= ROUND_MS);
  if (shared !== undefined) return 'a round of Hellos is missing: none of the peers watched got one';
  return times.length > MOST_LOST ? sentence('{count} Hellos are missing', { count: times.length }) : null;
}

const IGNORED: Schedule = {
  verdict: 'not-observed',
  actual: 'no Hello at all, while others get theirs: see HEL-2',
  evidence: [],
};

/** Four are due in 4 s, the first within 2.5 s (ADR-1, which judges whether it comes at all). */
function announcedSeries(trace: Trace, count: number, from: number, to: number): Schedule {
  const actual = sentence('{count} Hellos in {time}', { count, time: quantity((to - from) / 1000, 2, 's') });
  if (count !== 1) return { verdict: count === 0 ? 'not-observed' : 'pass', actual, evidence: [] };
  const doubt = doubtOf(trace, from, to);
  return doubt === null
    ? { verdict: 'fail', actual, evidence: [] }
    : { verdict: 'inconclusive', actual: doubted(actual, doubt), evidence: [] };
}

// An announced peer that is not greeted is ADR-1's matter, so what was not observed comes last.
const RANK: readonly Schedule['verdict'][] = ['fail', 'inconclusive', 'warn', 'pass', 'not-observed'];
