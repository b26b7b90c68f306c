/**
 * What an answer lists: everybody connected (REQ-3), nobody else (REQ-4), the requester too (REQ-5), nobody twice
 * (REQ-6). Judged on clean exchanges with connected peers; one lost datagram is no fault, so what is missing or
 * doubled once is not counted.
 */
import { sentence } from '../../lang/sentence.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { fromTarget } from '../answer.ts';
import { happened } from '../ascending.ts';
import { type Exchange, exchanges, isListedIn, listedIn } from '../exchange.ts';
import { type Family, OWED_MS, SURE_PEERS } from '../family.ts';
import { doubted, doubtOf, lateDoubt } from '../probe-judge.ts';
import type { Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

// A peer that said Hello in this time before the request: no clock of a node has dropped it, whatever it rounds.
const FRESH_MS = 1500;
// A peer that got a Hello of the target so lately is in its table.
const GREETED_MS = 2200;
// A Hello so short before the request may not have been taken in.
const TAKE_IN_MS = 50;
// Seen so often, it is no accident.
const TWICE = 2;
// All that ask between two Hellos of a peer miss one whose Hello was lost.
const MOMENT_MS = 900;
// Among hundreds of peers some lose the same datagram of a long answer twice.
const THRICE = 3;

/** REQ-3. */
export function judgeComplete(trace: Trace, family: Family): Judgement {
  const say = judging('REQ-3', 'list-complete');
  const greeted = greetings(trace);
  const missing = new Map<string, Exchange[]>(); // Bounded by the trace's peers.
  const present = new Map<string, number>();
  let judged = 0;
  for (const exchange of answered(trace, family)) {
    const listed = new Set(listedIn(exchange));
    judged += 1;
    for (const key of owed(family, exchange, greeted)) {
      if (listed.has(key)) present.set(key, (present.get(key) ?? 0) + 1);
      else missing.set(key, [...(missing.get(key) ?? []), exchange]);
    }
  }
  const absent = [...missing].filter(([key, times]) => {
    const there = present.get(key) ?? 0;
    if (times.some(({ at }) => family.crowd(at) > SURE_PEERS))
      return times.length >= THRICE && times.length > there;
    return moments(times) >= TWICE && times.length >= there;
  });
  const worst = absent.toSorted((a, b) => b[1].length - a[1].length)[0];
  if (judged === 0) return say('not-observed', 'no connected peer got an answer');
  if (worst === undefined)
    return say('pass', sentence('{count} answers hold every peer that they owe', { count: judged }));
  const [key, times] = worst;
  const last = times.at(-1);
  const listed = last === undefined ? 0 : new Set(listedIn(last)).size;
  const figures = { peer: key, count: times.length, listed };
  const actual =
    absent.length > 1
      ? sentence(
          '{peer} is connected and missing in {count} answers, and {more} others; the last of them lists {listed} peers',
          { ...figures, more: absent.length - 1 },
        )
      : sentence(
          '{peer} is connected and missing in {count} answers; the last of them lists {listed} peers',
          figures,
        );
  const evidence = times.flatMap(({ index, answers }) => [index, ...answers.map((one) => one.index)]);
  const [from, to] = [times[0]?.at ?? 0, (last?.at ?? 0) + 1000];
  const isLong = times.some(({ at }) => family.crowd(at) > SURE_PEERS);
  const doubt = doubtOf(trace, from, to) ?? (isLong ? lateDoubt(trace, from, to, BUSY_MS) : null);
  return doubt === null
    ? say(broken('REQ-3'), actual, evidence.slice(-16), HINT)
    : say('inconclusive', doubted(actual, doubt), evidence.slice(-16));
}

// A machine so busy may have left a part of a long answer unsent, or unread in our socket.
const BUSY_MS = 250;

const HINT = 'one buffer holds 174 addresses: go on in another datagram, with a header of its own (§2.2)';

/** How many of them lie so far apart that one lost Hello does not explain two. */
function moments(times: readonly Exchange[]): number {
  let [count, last] = [0, Number.NEGATIVE_INFINITY];
  for (const { at } of times) {
    if (at - last < MOMENT_MS) continue;
    count += 1;
    last = at;
  }
  return count;
}

/** REQ-4. */
export function judgeConnectedOnly(trace: Trace, family: Family): Judgement {
  const say = judging('REQ-4', 'list-connected');
  let judged = 0;
  const found: { readonly key: string; readonly index: number }[] = [];
  for (const { at, answers } of exchanges(trace)) {
    for (const { keys, index } of answers) {
      for (const key of keys) {
        judged += 1;
        if (family.isHearsay(key, at) && family.lastMaybe(key, at + ANSWER_SLACK_MS) === null)
          found.push({ key, index });
      }
    }
  }
  const first = found[0];
  if (judged === 0) return say('not-observed', 'no answer listed anybody');
  if (first === undefined)
    return say('pass', sentence('{count} listed addresses had all said Hello', { count: judged }));
  const actual = sentence('{peer} is listed and never said Hello; {count} such entries', {
    peer: first.key,
    count: found.length,
  });
  return say(
    broken('REQ-4'),
    actual,
    indexes(found),
    "the guide says 'all your peers': see the dialect `list`",
  );
}

// What is said while the answer is on its way may be in it.
const ANSWER_SLACK_MS = 3000;

/** REQ-5. */
export function judgeRequester(trace: Trace, family: Family): Judgement {
  const say = judging('REQ-5', 'requester-listed');
  const greeted = greetings(trace);
  // Whom it does not greet it may have refused, for tables are bounded: then the requester is not connected.
  const all = answered(trace, family).filter(({ asker, at }) =>
    happened(greeted.get(endpointText(asker)) ?? [], at - GREETED_MS, at),
  );
  const without = all.filter((exchange) => !isListedIn(exchange, endpointText(exchange.asker)));
  if (all.length === 0) return say('not-observed', 'no connected peer got an answer');
  if (without.length < TWICE || without.length * 2 < all.length)
    return say(
      'pass',
      sentence('{count} of {all} answers list who asked', {
        count: all.length - without.length,
        all: all.length,
      }),
    );
  const evidence = without.flatMap(({ index, answers }) => [index, ...answers.map((one) => one.index)]);
  const actual = sentence('{count} of {all} answers leave out who asked', {
    count: without.length,
    all: all.length,
  });
  const doubt = doubtOf(trace, without[0]?.at ?? 0, (without.at(-1)?.at ?? 0) + 1000);
  return doubt === null
    ? say(broken('REQ-5'), actual, evidence.slice(0, 8), 'a list of all connected peers holds the asker too')
    : say('inconclusive', doubted(actual, doubt), evidence.slice(0, 8));
}

/** REQ-6. */
export function judgeTwice(trace: Trace, family: Family): Judgement {
  const say = judging('REQ-6', 'list-without-twins');
  const all = answered(trace, family);
  const found = all.flatMap((exchange) => {
    const key = twin(withoutRepeats(exchange).flatMap(({ keys }) => keys));
    return key === undefined ? [] : [{ key, index: exchange.answers[0]?.index ?? exchange.index }];
  });
  const first = found[0];
  if (all.length === 0) return say('not-observed', 'no connected peer got an answer');
  if (first === undefined || found.length < TWICE)
    return say(
      'pass',
      sentence('{count} of {all} answers list nobody twice', {
        count: all.length - found.length,
        all: all.length,
      }),
    );
  const actual = sentence('{peer} stands twice in an answer; {count} of {all} answers', {
    peer: first.key,
    count: found.length,
    all: all.length,
  });
  return say(broken('REQ-6'), actual, indexes(found), 'look the peer up before it is added');
}

/** The first that stands there twice. */
function twin(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => seen.size === seen.add(key).size);
}

/** Clean exchanges that were answered, with an asker whose Hello is fresh. */
function answered(trace: Trace, family: Family): Exchange[] {
  return exchanges(trace).filter(
    ({ clean, answers, asker, at }) =>
      clean && answers.length > 0 && isFresh(family, endpointText(asker), at),
  );
}

/**
 * Who must be in the answer: everybody fresh whom the target greets. One that it does not greet it may have refused,
 * for tables are bounded, or never added, which is HEL-2's matter. One that is greeted whatever it says (a start
 * peer, an announced one) may have lost its first Hello on the way, and its place to a crowd until the next.
 */
function owed(
  family: Family,
  { asker, at }: Exchange,
  greeted: ReadonlyMap<string, readonly number[]>,
): string[] {
  return family.mustBeConnected(at).filter((key) => {
    if (key === endpointText(asker) || !isFresh(family, key, at)) return false;
    const hearsay = family.isHearsay(key, at);
    if (hearsay && (family.crowd(at) > SURE_PEERS || !family.saidTwice(key, at - OWED_MS, at - TAKE_IN_MS)))
      return false;
    return happened(greeted.get(key) ?? [], at - GREETED_MS, at);
  });
}

function isFresh(family: Family, key: string, at: number): boolean {
  const last = family.lastHello(key, at - TAKE_IN_MS);
  return last !== null && at - last <= FRESH_MS;
}

/** When the target said Hello to each peer. */
function greetings(trace: Trace): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { hello, at, event } of fromTarget(trace)) {
    if (!hello) continue;
    const key = endpointText(event.to);
    const list = times.get(key);
    if (list === undefined) times.set(key, [at]);
    else list.push(at);
  }
  return times;
}

/** A datagram that the network doubled is one. */
function withoutRepeats({ answers }: Exchange): Exchange['answers'] {
  if (answers.length < 2) return answers;
  const seen = new Set<string>();
  return answers.filter(({ event }) => {
    const text = String(event.bytes);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function indexes(found: readonly { readonly index: number }[]): number[] {
  return [...new Set(found.map(({ index }) => index))].slice(0, 8);
}
