/**
 * Where listed addresses come from: asked for (REQ-9), and known from somewhere (REQ-10).
 */
import { type Message, sentence } from '../../lang/sentence.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { fromTarget } from '../answer.ts';
import { lastUpTo } from '../ascending.ts';
import { ANSWER_MS } from '../exchange.ts';
import { type Family, mayHold } from '../family.ts';
import { swaps } from '../swap.ts';
import { eventsOf, type Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

// One such datagram may be an answer that was long on its way.
const ENOUGH = 2;
const LOST = 0.25;

/** REQ-9: Peer Addresses that came to a peer without a request of its own. */
export function judgeUnasked(trace: Trace, _family: Family): Judgement {
  const say = judging('REQ-9', 'nothing-unasked');
  const asked = requestTimes(trace);
  const answers = fromTarget(trace).filter(({ listed }) => listed.length > 0);
  // What was asked before the record begins cannot be known.
  const begin = trace.startedAt ?? (trace.events[0]?.at ?? 0) + ANSWER_MS;
  const stray = answers.filter(({ at, event }) => {
    const last = lastUpTo(asked.get(endpointText(event.to)) ?? [], at);
    return at > begin && (last === null || at - last > ANSWER_MS);
  });
  if (answers.length === 0) return say('not-observed', 'it sent no Peer Address');
  // A stranger's capture may have lost the requests.
  const enough = trace.alone ? ENOUGH : Math.max(2 * ENOUGH, LOST * answers.length);
  if (stray.length < enough)
    return say(
      'pass',
      sentence('{count} datagrams with addresses, {stray} not asked for', {
        count: answers.length,
        stray: stray.length,
      }),
    );
  const to = [...new Set(stray.map(({ event }) => endpointText(event.to)))];
  const actual = sentence('{count} datagrams with addresses went to peers that had not asked: {peers}', {
    count: stray.length,
    peers: to.slice(0, 4).join(', '),
  });
  return say(broken('REQ-9'), actual, stray.map(({ index }) => index).slice(0, 8));
}

/** REQ-10: addresses that nobody said. Where others can talk to the target, they may have said them. */
export function judgeInvented(trace: Trace, family: Family): Judgement {
  const say = judging('REQ-10', 'nothing-invented');
  const swapped = swappedPeers(family);
  let known = 0;
  const strange: { readonly key: string; readonly index: number }[] = [];
  for (const { keys, index, at } of fromTarget(trace)) {
    for (const key of keys) {
      if (family.mayBeListed(key, at)) known += 1;
      else if (!swapped.has(key)) strange.push({ key, index });
    }
  }
  const first = strange[0];
  if (known === 0 && first === undefined) return say('not-observed', 'no answer listed anybody');
  if (first === undefined)
    return say('pass', sentence('{count} listed addresses, each known from somewhere', { count: known }));
  const indexes = [...new Set(strange.map(({ index }) => index))].slice(0, 8);
  if (!trace.alone || trace.startedAt === null) {
    const actual = sentence(
      '{count} listed addresses that we do not know, such as {peer}: others may have said them',
      { count: strange.length, peer: first.key },
    );
    return known > 0 ? say('pass', actual) : say('not-observed', actual);
  }
  const actual = sentence(
    '{peer} is listed; nobody said Hello from there, announced it or gave it at start',
    { peer: first.key },
  );
  return say(broken('REQ-10'), actual, indexes, hintOf(first.key, trace.target));
}

function hintOf(key: string, target: Endpoint): Message {
  if (key === endpointText(target)) return 'it lists itself: a node is no peer of its own';
  if (key.startsWith('0.0.0.0') || key.endsWith(':0')) return 'an entry of the table that nobody filled';
  return 'list what the table holds, entry by entry, each copied whole';
}

/** Wrong byte orders of our peers: ADR-2 judges those. */
function swappedPeers(family: Family): Set<string> {
  return new Set(family.peers().flatMap((peer) => swaps(peer).map(({ endpoint }) => endpointText(endpoint))));
}

/** When each peer sent a datagram in which some reader finds a request. */
function requestTimes(trace: Trace): Map<string, number[]> {
  const times = new Map<string, number[]>(); // Bounded by the trace.
  for (const event of eventsOf(trace, 'sent')) {
    if (!mayHold(event, 'peer-request')) continue;
    const key = endpointText(event.from);
    const list = times.get(key);
    if (list === undefined) times.set(key, [event.at]);
    else list.push(event.at);
  }
  return times;
}
