/**
 * Whether a target floods its peers: a run that lets it alone after a case, and the judge of what comes to anybody then.
 */
import type { PlainPhrase } from '../lang/french.ts';
import { sentence, verbatim } from '../lang/sentence.ts';
import { quantity } from '../lang/value.ts';
import { fromTarget, type Received, told } from '../oracle/answer.ts';
import { BORN_MS } from '../oracle/family.ts';
import { requirement } from '../oracle/requirement.ts';
import { eventsOf, type MarkEvent, type Trace } from '../oracle/trace.ts';
import { type Endpoint, endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { type Case, sendersOf } from './case.ts';
import { company, TAKE_IN_MS } from './observed.ts';
import type { Stage } from './stage.ts';
import { type Symptom, seen } from './symptom.ts';

/** The check whose marks say since when a peer asks for nothing more than lists. */
export const CALM_CHECK = 'calm-after';
/** So much unasked in each of two slices no node says, whatever its schedule, and with room for twins. */
export const MOST_A_SLICE = 10;
export const SLICE_MS = 500;
const SLICES = 2;
/** Slices in the time that is watched; in less time they are shorter, and want more of a flood. */
const WATCHED = 3.2;
// Protocol.md, bounds: how long an answer may belong to a request.
const ANSWER_MS = 3000;
// What it has begun to say of the case may take a while on a busy machine: so much of a slice.
const TAIL = 0.8;

const LOOK_MS = 20;

// One of a crowd is as good as another.
const MOST_SENDERS = 16;

/** The case among peers that greet, then nothing: whoever sent it, and whoever did not, is watched. */
export async function calm(stage: Stage, theCase: Case, lingerMs: number): Promise<void> {
  const witnesses = (await company(stage)).map(({ endpoint }) => endpoint);
  await stage.until(TAKE_IN_MS);
  await spoken(stage);
  // One that floods may read nothing: that is no reason to look away.
  if (await stage.rounds(theCase)) await stage.consumed();
  const slice = sliceOf(lingerMs);
  await stage.until(TAIL * slice);
  const at = stage.clock.now();
  const until = at + lingerMs;
  const own = stage.startPeer === null ? [] : [stage.startPeer.endpoint];
  const peers = distinct([...witnesses, ...own, ...sendersOf(theCase).slice(-MOST_SENDERS)]);
  const marks = peers.map(
    (peer): MarkEvent => ({ type: 'mark', at, check: CALM_CHECK, part: 'calm', peer, until }),
  );
  for (const mark of marks) stage.lab.recorder.add(mark);
  const flooded = (): boolean => marks.some((mark) => judgeFlooded(stage.trace, mark) !== null);
  while (stage.clock.now() < until && !stage.ended && !flooded()) await stage.until(slice);
}

function sliceOf(watchedMs: number): number {
  return Math.min(watchedMs / WATCHED, SLICE_MS);
}

/** Who has said nothing may be at something else first: what it does as a node, or instead of one, is still to come. */
async function spoken(stage: Stage): Promise<void> {
  const until = stage.clock.now() + BORN_MS;
  while (fromTarget(stage.trace).length === 0 && stage.clock.now() < until && !stage.ended)
    await stage.until(LOOK_MS);
}

function isHello(bytes: Uint8Array): boolean {
  const { hello, single } = told(bytes);
  return hello && single;
}

function distinct(peers: readonly Endpoint[]): Endpoint[] {
  return [...new Map(peers.map((peer) => [endpointText(peer), peer])).values()];
}

/** What one peer got that it had not asked for, if it was a flood; null if not. */
export function judgeFlooded(trace: Trace, { peer, at, until }: MarkEvent): Symptom | null {
  // Of what is malformed nobody knows who takes it for a request.
  const asked = eventsOf(trace, 'sent', at - ANSWER_MS, until).filter(
    ({ from, bytes }) => isSameEndpoint(from, peer) && !isHello(bytes),
  );
  const isAnswer = (one: Received): boolean =>
    (one.listed.length > 0 || !(one.hello || one.request)) &&
    asked.some((event) => event.at <= one.at && one.at - event.at <= ANSWER_MS);
  const unasked = fromTarget(trace, peer).filter((one) => one.at > at && one.at <= until && !isAnswer(one));
  const counts = new Map<number, number>();
  const length = sliceOf(until - at);
  for (const one of unasked) {
    const slice = Math.floor((one.at - at) / length);
    counts.set(slice, (counts.get(slice) ?? 0) + 1);
  }
  const busy = [...counts.values()].filter((count) => count > MOST_A_SLICE);
  const [first] = unasked;
  if (busy.length < SLICES || first === undefined) return null;
  const [what, id] = first.listed.length > 0 ? LISTS : first.hello ? HELLOS : DATAGRAMS;
  return {
    kind: 'storm',
    signature: `${what} unasked`,
    requirement: id,
    expected: `the node ${requirement(id).title}`,
    ...seen(
      sentence('up to {count} {what} in {time} go to one peer that nobody asked for', {
        count: Math.max(...busy),
        what: verbatim(what),
        time: quantity(length, 0, 'ms'),
      }),
    ),
  };
}

/** What is most of it, and the row that it breaks. */
type Kind = readonly [what: PlainPhrase, requirement: string];
const LISTS: Kind = ['lists', 'REQ-9'];
const HELLOS: Kind = ['Hellos', 'HEL-1'];
const DATAGRAMS: Kind = ['datagrams', 'HEL-7'];
