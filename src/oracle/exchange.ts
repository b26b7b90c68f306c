/**
 * Requests and what came back: each Peer Request of a lab peer with the answers that belong to it. An answer
 * belongs to any unanswered request of its socket of the last 3 s (protocol.md, bounds), so an exchange is *clean*
 * only where nothing older is open; what is judged of a list is judged on clean ones.
 */
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { fromTarget, type Received, toldBy } from './answer.ts';
import { within } from './ascending.ts';
import { mayHold } from './family.ts';
import { perTrace } from './memo.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** Protocol.md, bounds: how long an answer may belong to a request. */
export const ANSWER_MS = 3000;

export interface Exchange {
  readonly asker: Endpoint;
  readonly at: number;
  /** Of the request in the trace. */
  readonly index: number;
  /** Datagrams with addresses that came to the asker until its next request, or for 3 s. */
  readonly answers: readonly Received[];
  /** One request, alone in its datagram or with well-formed company, and no older one is open. */
  readonly clean: boolean;
}

/** All exchanges of the trace, in the order of the requests. */
export const exchanges: (trace: Trace) => readonly Exchange[] = perTrace((trace) => {
  const asked = new Map<string, Asked[]>(); // Bounded by the trace.
  for (const [index, event] of trace.events.entries()) {
    if (event.type !== 'sent') continue;
    const requests = requestsIn(event);
    if (requests === 0) continue;
    const key = endpointText(event.from);
    const list = asked.get(key) ?? [];
    asked.set(key, list);
    list.push({ asker: event.from, at: event.at, index, single: requests === 1 });
  }
  const answers = new Map<string, Received[]>();
  for (const one of fromTarget(trace)) {
    if (one.listed.length === 0) continue;
    const key = endpointText(one.event.to);
    const list = answers.get(key) ?? [];
    answers.set(key, list);
    list.push(one);
  }
  return [...asked]
    .flatMap(([key, requests]) => paired(requests, answers.get(key) ?? []))
    .sort((a, b) => a.at - b.at);
});

/** The addresses of an exchange's answers as texts, in order, with repetitions. */
export function listedIn({ answers }: Exchange): readonly string[] {
  const [only, ...more] = answers;
  return more.length === 0 ? (only?.keys ?? []) : answers.flatMap(({ keys }) => keys);
}

/** Whether the exchange's answers list that address. */
export function isListedIn({ answers }: Exchange, key: string): boolean {
  return answers.some(({ keys }) => keys.includes(key));
}

interface Asked {
  readonly asker: Endpoint;
  readonly at: number;
  readonly index: number;
  readonly single: boolean;
}

function paired(requests: readonly Asked[], answers: readonly Received[]): Exchange[] {
  const result: Exchange[] = [];
  let unanswered = Number.NEGATIVE_INFINITY;
  for (const [i, { asker, at, index, single }] of requests.entries()) {
    const end = Math.min(at + ANSWER_MS, requests[i + 1]?.at ?? Number.POSITIVE_INFINITY);
    const mine = within(answers, at, end).filter((one) => one.at > at);
    const open = at - unanswered < ANSWER_MS;
    const before = result.at(-1);
    const crowded = before !== undefined && at - before.at < SETTLED_MS;
    result.push({ asker, at, index, answers: mine, clean: single && !open && !crowded });
    if (mine.length === 0) unanswered = at;
  }
  return result;
}

// Requests nearer to each other than that may share an answer.
const SETTLED_MS = 1000;

/** How many requests some reader finds; more than one where the datagram is malformed. */
function requestsIn(event: DatagramEvent): number {
  if (!mayHold(event, 'peer-request')) return 0;
  const { wellFormed, requests } = toldBy(event);
  return wellFormed ? requests : 2;
}
