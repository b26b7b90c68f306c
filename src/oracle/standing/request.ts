/**
 * REQ-8: Peer Requests to each connected peer, at an interval of the node's own choice.
 */
import { sentence } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { type Endpoint, endpointText, isSameEndpoint } from '../../wire/endpoint.ts';
import { fromTarget, toldBy } from '../answer.ts';
import { largest, within } from '../ascending.ts';
import type { Family } from '../family.ts';
import { doubted, doubtOf } from '../probe-judge.ts';
import { eventsOf, type Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

// Protocol.md, REQ-8: no request in this time is too few for any interval.
const LONG_MS = 35_000;
// A peer whose Hellos are further apart than that may have been disconnected between.
const STEADY_MS = 2500;
// The node is a second old.
const BORN_MS = 1000;

/** Whether requests came to the peers that were connected all the time. */
export function judgeRequests(trace: Trace, _family: Family): Judgement {
  const say = judging('REQ-8', 'requests-sent');
  const received = fromTarget(trace).filter(({ request }) => request);
  const watches = steady(trace).map((watch) => {
    const times = within(fromTarget(trace, watch.peer), watch.from, watch.to)
      .filter(({ request }) => request)
      .map(({ at }) => at);
    const edges = [watch.from, ...times, watch.to];
    const silence = largest(edges.slice(1).map((at, i) => at - (edges[i] ?? at)));
    return { ...watch, times, silence };
  });
  const starved = watches.filter(({ silence }) => silence >= LONG_MS);
  const first = starved[0];
  if (first !== undefined) {
    const actual = sentence('no Peer Request to {peer} for {time} while it was connected', {
      peer: first.key,
      time: quantity(first.silence / 1000, 0, 's'),
    });
    const doubt = doubtOf(trace, first.from, first.to);
    const hint = 'ask each connected peer at a regular interval, such as 10 s (§1.4)';
    return doubt === null
      ? say(broken('REQ-8'), actual, [], hint)
      : say('inconclusive', doubted(actual, doubt));
  }
  if (received.length === 0) return say('not-observed', 'none came while we watched: see --patience 40s');
  const { startPeer } = trace;
  if (startPeer !== null && received.every(({ event }) => isSameEndpoint(event.to, startPeer)))
    return say('not-observed', 'only the start peer was asked while we watched: see --patience 40s');
  const gaps = watches.flatMap(({ times }) => times.slice(1).map((at, i) => at - (times[i] ?? at)));
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  const count = received.length;
  if (middle === undefined) return say('pass', sentence('{count} Peer Requests came', { count }));
  const figures = { count, time: quantity(middle / 1000, 1, 's') };
  return say('pass', sentence('{count} Peer Requests came, median interval {time}', figures));
}

interface Watch {
  readonly peer: Endpoint;
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** For each peer its longest time of Hellos without a pause. */
function steady(trace: Trace): Watch[] {
  const lives = new Map<string, { readonly peer: Endpoint; readonly times: number[] }>();
  // A node that has ended, or fell silent for good, asks nobody any more: ROB-1 says so.
  const end = Math.min(trace.events.at(-1)?.at ?? 0, (fromTarget(trace).at(-1)?.at ?? 0) + STEADY_MS);
  for (const event of eventsOf(trace, 'sent', Number.NEGATIVE_INFINITY, end)) {
    const { from, at } = event;
    if (!toldBy(event).hello || at < (trace.startedAt ?? at) + BORN_MS) continue;
    const key = endpointText(from);
    const life = lives.get(key) ?? { peer: from, times: [] };
    lives.set(key, life);
    life.times.push(at);
  }
  return [...lives].map(([key, { peer, times }]) => {
    let best = { from: times[0] ?? 0, to: times[0] ?? 0 };
    let from = times[0] ?? 0;
    for (const [i, at] of times.entries()) {
      if (at - (times[i - 1] ?? at) > STEADY_MS) from = at;
      const to = i === times.length - 1 ? Math.min(end, at + STEADY_MS) : at;
      if (to - from > best.to - best.from) best = { from, to };
    }
    return { peer, key, ...best };
  });
}
