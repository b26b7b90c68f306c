/**
 * HEL-1 on a stranger's capture: the Hellos of a node to each peer that says Hello to it steadily, for as long as it
 * does and the node is there. A capture loses packets without a word, and a node may end: what a loss of three in
 * ten, or an end, explains is no failure.
 */

import { asSentence, sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { fromTarget, told } from '../answer.ts';
import { within } from '../ascending.ts';
import { GREETING_MS, SURE_PEERS } from '../family.ts';
import { perTrace } from '../memo.ts';
import { judgeSchedule } from '../schedule.ts';
import { type DatagramEvent, eventsOf, type Trace } from '../trace.ts';
import { type Judgement, judging } from '../verdict.ts';

// A peer that says Hello so often is connected without a doubt, and owed Hellos.
const STEADY_MS = 2000;
const WATCH_MS = 8000;
// A node that sends nothing to anybody for so long may have ended, unless that is its habit.
const GONE_MS = 4500;
const HABIT = { times: 4, words: 4, mute: 2 } as const;
// The slowest mean that conforms (protocol.md, Hello timing).
const SLOWEST_MS = 1250;
// Of the Hellos owed so many may be lost in a capture that says nothing of it: 3, and three in ten.
const LOST = { some: 3, share: 0.3 } as const;

// So many datagrams to a peer show that the capture holds that direction.
const SHOWN = 2;

interface Watch {
  readonly peer: Endpoint;
  readonly from: number;
  readonly to: number;
}

/** The judgement over all peers: the worst that any shows. */
export function judgeHellosOverheard(trace: Trace): Judgement {
  const say = judging('HEL-1', 'hello-overheard');
  const peers = hellosByPeer(trace);
  const results = watches(trace, peers).map((watch) => judgeWatch(trace, watch, peers.size));
  const of = (verdict: string) => results.filter((one) => one.verdict === verdict);
  const [worst] = [...of('fail'), ...of('warn')];
  if (worst !== undefined) return say(worst.verdict, worst.actual, worst.evidence);
  const [passed] = of('pass');
  if (passed !== undefined) {
    if (results.length === 1) return say('pass', passed.actual);
    const counts = { what: passed.actual, count: of('pass').length, all: results.length };
    return say('pass', sentence('{what}; {count} of {all} series alike', counts));
  }
  const [unsure] = of('inconclusive');
  if (unsure !== undefined) return say('inconclusive', unsure.actual, unsure.evidence);
  return say('not-observed', 'no peer said Hello to it steadily for 8 s while it was there');
}

type Result = Pick<Judgement, 'verdict' | 'evidence'> & { readonly actual: Sentence };

function judgeWatch(trace: Trace, { peer, from, to }: Watch, peers: number): Result {
  const key = endpointText(peer);
  const mine = within(withPeer(trace).get(key) ?? [], from - BEFORE_MS, to);
  const part = { ...trace, events: mine.map(({ event }) => event) };
  const { verdict, actual, evidence } = judgeSchedule(part, peer, from, to);
  const judged = {
    verdict,
    actual: sentence('to {peer}: {what}', { peer: key, what: asSentence(actual) }),
    evidence: evidence.map((i) => mine[i]?.index ?? 0),
  };
  if (verdict !== 'fail' && verdict !== 'warn') return judged;
  const seen = fromTarget(part, peer).filter(({ at }) => at >= from && at <= to);
  const hellos = seen.filter(({ hello }) => hello).length;
  // A capture may hold one direction of a conversation alone, and a full table refuses newcomers.
  if (hellos === 0 && (seen.length < SHOWN || peers > SURE_PEERS))
    return { ...judged, verdict: 'inconclusive' };
  const owed = Math.floor((to - from) / SLOWEST_MS);
  const missing = owed - hellos;
  const isFast = hellos * 800 > to - from + 2 * SLOWEST_MS;
  if (isFast || missing > LOST.some + LOST.share * owed) return judged;
  const doubt = sentence('{what}; that much may be lost in a capture', { what: judged.actual });
  return { ...judged, verdict: 'inconclusive', actual: doubt };
}

// What came just before a watch may explain its first Hello.
const BEFORE_MS = 1000;

interface Spoken {
  readonly at: number;
  /** Its place in the trace. */
  readonly index: number;
  readonly event: DatagramEvent;
}

/** What the node and each peer said to each other, in order. */
const withPeer = perTrace((trace) => {
  const all = new Map<string, Spoken[]>(); // Bounded by the trace.
  for (const [index, event] of trace.events.entries()) {
    if (event.type !== 'sent' && event.type !== 'received') continue;
    const key = endpointText(event.type === 'sent' ? event.from : event.to);
    const list = all.get(key);
    const spoken = { at: event.at, index, event };
    if (list === undefined) all.set(key, [spoken]);
    else list.push(spoken);
  }
  return all;
});

/** When the node owed Hellos, and to whom. */
function watches(trace: Trace, peers: ReturnType<typeof hellosByPeer>): Watch[] {
  const lives = presence(trace);
  return [...peers.values()].flatMap(({ peer, times }) =>
    steady(times).flatMap((run) =>
      lives
        .map(({ from, to }) => ({ peer, from: Math.max(from, run.from), to: Math.min(to, run.to) }))
        .filter((watch) => watch.to - watch.from >= WATCH_MS - STEADY_MS),
    ),
  );
}

/** The times from the second to the last of Hellos that follow each other closely for long enough. */
function steady(times: readonly number[]): { readonly from: number; readonly to: number }[] {
  return runsOf(times, STEADY_MS).flatMap((run) => {
    const [first = 0, second] = run;
    const last = run.at(-1) ?? first;
    return second !== undefined && last - first >= WATCH_MS ? [{ from: second, to: last }] : [];
  });
}

/**
 * When the node was there: between its datagrams, without the long silences. They are its habit, not its absence,
 * where it says no more than a few words between them, or comes back from them without a Hello more than once: a
 * node that is started again greets.
 */
function presence(trace: Trace): { readonly from: number; readonly to: number }[] {
  const spoken = fromTarget(trace);
  const times = spoken.map(({ at }) => at);
  const runs = runsOf(times, GONE_MS);
  const hellos = spoken.filter(({ hello }) => hello).map(({ at }) => at);
  const mute = runs
    .slice(1)
    .filter(([from = 0]) => !hellos.some((at) => at >= from && at <= from + GREETING_MS));
  const few = runs.length >= HABIT.times && times.length < runs.length * HABIT.words;
  const all = few || mute.length >= HABIT.mute ? [times] : runs;
  return all.map((run) => ({ from: run[0] ?? 0, to: run.at(-1) ?? 0 }));
}

/** The ascending times, split where two are further apart. */
function runsOf(times: readonly number[], ms: number): number[][] {
  const runs: number[][] = [];
  for (const [i, at] of times.entries()) {
    if (i === 0 || at - (times[i - 1] ?? at) > ms) runs.push([at]);
    else runs.at(-1)?.push(at);
  }
  return runs;
}

function hellosByPeer(trace: Trace): Map<string, { readonly peer: Endpoint; readonly times: number[] }> {
  const peers = new Map<string, { readonly peer: Endpoint; readonly times: number[] }>(); // Bounded by the trace.
  for (const { from, at, bytes } of eventsOf(trace, 'sent')) {
    if (!told(bytes).hello) continue;
    const known = peers.get(endpointText(from)) ?? { peer: from, times: [] };
    peers.set(endpointText(from), known);
    known.times.push(at);
  }
  return peers;
}
