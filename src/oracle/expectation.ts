/**
 * Whether what a probe expected came true, from the trace alone. Each kind is judged by what the target sent to
 * the peer concerned in the window of the expectation.
 */
import { asSentence, type Message, sentence } from '../lang/sentence.ts';
import { quantity } from '../lang/value.ts';
import { endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { fromTarget, type Received, toldBy } from './answer.ts';
import { within } from './ascending.ts';
import type { Family } from './family.ts';
import { asTraceGrows } from './memo.ts';
import { swaps } from './swap.ts';
import { type ExpectEvent, eventsOf, type Trace } from './trace.ts';

/** How a group of tries ended. */
export interface Outcome {
  readonly group: string;
  readonly kind: ExpectEvent['kind'];
  readonly route: ExpectEvent['route'];
  readonly control: ExpectEvent['control'];
  readonly met: boolean;
  /** False if no try gave the occasion to tell. */
  readonly known: boolean;
  readonly stimulus: string;
  /** What was expected and what happened, in words. */
  readonly expected: Message;
  readonly actual: Message;
  /** Indexes of the trace. */
  readonly evidence: readonly number[];
  readonly from: number;
  readonly to: number;
}

// Protocol.md, bounds: an answer belongs to any unanswered request of its socket of the last 3 s.
const ANSWER_MS = 3000;
// HDR-1: twenty bytes in half a second; a node on its schedule says Hello once or twice in that time.
const CALM_HELLOS = 5;

/** The outcomes of all expectations of one check, one for each group. */
export function outcomes(trace: Trace, family: Family, check: string): Outcome[] {
  const groups = new Map<string, ExpectEvent[]>();
  for (const event of eventsOf(trace, 'expect')) {
    if (event.check === check) groups.set(event.group, [...(groups.get(event.group) ?? []), event]);
  }
  return [...groups.values()].map((tries) => outcome(trace, family, tries));
}

function outcome(trace: Trace, family: Family, tries: readonly ExpectEvent[]): Outcome {
  const results = tries.map((expected) => judge(trace, family, expected));
  const first = tries[0];
  if (first === undefined) throw new Error('a group without tries');
  const told = results.filter((result) => result.known !== false);
  const best = told.find((result) => result.met) ?? told.at(-1) ?? results.at(-1);
  const sent = tries.flatMap((one) => sentBy(trace, endpointText(one.peer), one.at, one.at + 5));
  // What shows at a bystander was set off by what somebody else said just before.
  const cause = sent.length > 0 ? sent : lastTold(trace, first.at);
  return {
    group: first.group,
    kind: first.kind,
    route: first.route,
    control: first.control,
    stimulus: first.stimulus,
    met: best?.met ?? false,
    known: told.length > 0,
    expected: EXPECTED[first.kind],
    actual:
      tries.length > 1 && best?.met === false
        ? sentence('{what}, {count} tries', { what: asSentence(best.actual), count: tries.length })
        : (best?.actual ?? 'nothing came'),
    evidence: [...new Set([...cause, ...results.flatMap((result) => result.evidence)])].sort((a, b) => a - b),
    from: first.at,
    to: Math.max(...tries.map((one) => one.until)),
  };
}

const JUST_BEFORE_MS = 200;

/** The last datagram but plain Hellos that was sent shortly before; none if there is none. */
function lastTold(trace: Trace, at: number): number[] {
  return within(telling(trace), at - JUST_BEFORE_MS, at + 5)
    .slice(-1)
    .map(({ index }) => index);
}

const telling = asTraceGrows(
  (): { readonly at: number; readonly index: number }[] => [],
  (list, event, index) => {
    if (event.type !== 'sent') return;
    const { hello, request, listed } = toldBy(event);
    if (listed.length > 0 || request || !hello) list.push({ at: event.at, index });
  },
);

/** Where in the trace that peer's datagrams of that time stand. */
function sentBy(trace: Trace, key: string, from: number, to: number): number[] {
  return within(sentByPeer(trace).get(key) ?? [], from, to).map(({ index }) => index);
}

const sentByPeer = asTraceGrows(
  () => new Map<string, { readonly at: number; readonly index: number }[]>(), // Bounded by the trace.
  (lists, event, index) => {
    if (event.type !== 'sent') return;
    const key = endpointText(event.from);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [{ at: event.at, index }]);
    else list.push({ at: event.at, index });
  },
);

const EXPECTED = {
  answer: 'an answer to this peer that lists the connected peers',
  greeting: 'a Hello to this peer within 2.5 s',
  quiet: 'no reaction',
  calm: 'Hellos and Peer Requests on their schedule only',
  listed: 'an answer that lists it',
  unlisted: 'an answer that does not list it',
} as const;

interface Result {
  readonly met: boolean;
  /** False if the occasion to tell never came; default true. */
  readonly known?: boolean;
  readonly actual: Message;
  readonly evidence: readonly number[];
}

function judge(trace: Trace, family: Family, expected: ExpectEvent): Result {
  const isAnswer = expected.route === 'answer' && expected.kind !== 'quiet';
  const until = isAnswer ? Math.max(expected.until, expected.at + ANSWER_MS) : expected.until;
  const mine = within(fromTarget(trace, expected.peer), expected.at, until);
  const seen = mine.filter(({ at }) => at > expected.at);
  switch (expected.kind) {
    case 'answer':
      return judgeAnswer(family, expected, seen);
    case 'greeting':
      return judgeGreeting(seen);
    case 'quiet':
      return judgeQuiet(expected, seen);
    case 'calm':
      return judgeCalm(seen, hellosOf(trace, expected));
    case 'listed':
    case 'unlisted':
      return judgeListed(expected, seen);
  }
}

function judgeAnswer(family: Family, expected: ExpectEvent, seen: readonly Received[]): Result {
  const answers = seen.filter(({ listed }) => listed.length > 0);
  const listed = new Set(answers.flatMap(({ keys }) => keys));
  const owed = family.mustBeConnected(expected.at).filter((key) => key !== endpointText(expected.peer));
  const evidence = answers.map(({ index }) => index);
  // An address that is there in the wrong byte order is an answer all the same: ADR-2 judges the order.
  const isThere = (key: string): boolean => listed.has(key) || swapsOf(key).some((swap) => listed.has(swap));
  const met = listed.size > 0 && (owed.length === 0 || owed.some(isThere));
  if (listed.size === 0) return { met, actual: 'no Peer Address came', evidence };
  return { met, actual: sentence('{peers} listed', { peers: [...listed].slice(0, 8).join(', ') }), evidence };
}

function swapsOf(key: string): string[] {
  const colon = key.lastIndexOf(':');
  const endpoint = { address: key.slice(0, colon), port: Number(key.slice(colon + 1)) };
  return swaps(endpoint).map((swap) => endpointText(swap.endpoint));
}

function judgeGreeting(seen: readonly Received[]): Result {
  const hello = seen.find((one) => one.hello);
  if (hello === undefined) return { met: false, actual: 'no Hello came', evidence: [] };
  return { met: true, actual: 'a Hello came', evidence: [hello.index] };
}

function judgeQuiet(expected: ExpectEvent, seen: readonly Received[]): Result {
  const reactions = expected.route === 'answer' ? seen.filter(({ listed }) => listed.length > 0) : seen;
  const first = reactions[0];
  if (first === undefined) return { met: true, actual: 'nothing came', evidence: [] };
  const what = first.listed.length > 0 ? ANSWER_CAME : first.hello ? HELLO_CAME : DATAGRAM_CAME;
  return {
    met: false,
    actual: sentence(what, { time: quantity(first.at - expected.at, 0, 'ms') }),
    evidence: reactions.slice(0, 4).map(({ index }) => index),
  };
}

const ANSWER_CAME = 'an answer came after {time}';
const HELLO_CAME = 'a Hello came after {time}';
const DATAGRAM_CAME = 'a datagram came after {time}';

/** Without an answer nothing is known of the list: neither that somebody is on it nor that he is not. */
function judgeListed(expected: ExpectEvent, seen: readonly Received[]): Result {
  const answers = seen.filter(({ listed }) => listed.length > 0);
  const about = endpointText(expected.about ?? expected.peer);
  const naming = answers.filter(({ keys }) => keys.includes(about));
  if (answers.length === 0) return { met: false, known: false, actual: 'no answer came', evidence: [] };
  const there = naming.length > 0;
  return {
    met: there === (expected.kind === 'listed'),
    actual: sentence(there ? '{peer} is listed' : '{peer} is not listed', { peer: about }),
    evidence: (there ? naming : answers).map(({ index }) => index),
  };
}

/** How many Hellos the peer itself says meanwhile. */
function hellosOf(trace: Trace, { peer, at, until }: ExpectEvent): number {
  const own = eventsOf(trace, 'sent', at, until).filter(({ from }) => isSameEndpoint(from, peer));
  return own.filter((event) => toldBy(event).hello).length;
}

/** A node that replies to each Hello breaks another row (HEL-7, REQ-8), and this one only by what comes besides. */
function judgeCalm(seen: readonly Received[], replies: number): Result {
  const hellos = seen.filter((one) => one.hello);
  const requests = seen.filter((one) => one.request);
  const [what, many] =
    hellos.length >= requests.length
      ? (['{count} Hellos came', hellos] as const)
      : (['{count} Peer Requests came', requests] as const);
  const met = many.length < CALM_HELLOS + replies;
  return {
    met,
    actual: sentence(what, { count: many.length }),
    evidence: met ? [] : many.map(({ index }) => index),
  };
}
