/**
 * What a trace holds beside its datagrams, as comments of a capture: a plain sentence for whoever opens it in
 * Wireshark, and on the last line the same for us, `peerprobe event {JSON}`. ASCII, one JSON object a comment,
 * schema version 1: fields are added freely and ignored where they are unknown, never renamed.
 *
 * A file may hold anything. What is read back is checked field by field; a comment that is not right is rejected
 * whole, with the reason. Bounded by the comments, of at most 64 KiB each.
 */

import {
  integer,
  isEndpoint,
  isRecord,
  isTime,
  listOf,
  nullable,
  type Shape,
  shaped,
  shapeOf,
  text,
  truth,
  words,
} from '../capture/shape.ts';
import type { Trace, TraceEvent } from '../oracle/trace.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** An event that is no datagram. */
export type NotedEvent = Exclude<TraceEvent, { type: 'sent' | 'received' }>;

/** One run of a probe that a trace belongs to. */
export interface TraceRun {
  readonly check: string;
  /** From 1. */
  readonly attempt: number;
}

/** What a trace's section says: the trace without its events, and where it comes from. */
export interface TraceFacts extends Omit<Trace, 'events'> {
  /** Added to the trace's times to make them dates, in whole ms. */
  readonly epochMs: number;
  readonly runs: readonly TraceRun[];
}

const VERSION = 1;
// An option holds 65,535 bytes; a comment that was cut could not be read back.
const MAX_JSON = 60_000;

type Mark = 'trace' | 'event' | 'packet';

/** The comment of the section. */
export function factsComment(facts: TraceFacts): string {
  const runs = facts.runs.map(({ check, attempt }) => (attempt === 1 ? check : `${check} (try ${attempt})`));
  return marked(
    `what ${endpointText(facts.target)} and its peers said during ${runs.join(', ')}`,
    'trace',
    facts,
  );
}

/** The comment of an event. `after`: it comes after the packet that bears it, not before. */
export function eventComment(event: NotedEvent, after = false): string {
  const where = after ? { after } : {};
  const whole = marked(sentence(event), 'event', { ...event, ...where });
  const over = whole.length - MAX_JSON;
  if (over <= 0 || event.type !== 'exited') return whole;
  // The last words count. A character takes at most six in JSON: cutting so many is always enough.
  const output = event.output.slice(-Math.floor(MAX_JSON / 12));
  return marked(sentence(event), 'event', { ...event, output, ...where });
}

/** The comment of a datagram whose time is no whole number of nanoseconds, as in virtual time. */
export function timeComment(at: number): string {
  return marked(`at ${at} ms of the trace`, 'packet', { at });
}

/** What a comment of ours says; a string is why it cannot be read. */
export type Remark =
  | { readonly mark: 'trace'; readonly facts: TraceFacts }
  | { readonly mark: 'event'; readonly event: NotedEvent; readonly after: boolean }
  | { readonly mark: 'packet'; readonly at: number }
  | string;

/** Reads a comment; null if it is none of ours. Never throws. */
export function readComment(comment: string): Remark | null {
  const line = comment.slice(comment.lastIndexOf('\n') + 1);
  const [, mark = '', json = ''] = /^peerprobe (trace|event|packet) (\{.*\})$/.exec(line) ?? [];
  if (mark === '') return null;
  const value = parsed(json);
  if (!isRecord(value)) return `a peerprobe ${mark} that is no JSON object`;
  if (value['v'] !== VERSION) return `a peerprobe ${mark} of another version than ${VERSION}`;
  if (mark === 'event') return readEvent(value);
  if (mark === 'packet') return isTime(value['at']) ? { mark, at: value['at'] } : WRONG_TIME;
  const facts = shaped(value, FACTS);
  return typeof facts === 'string' ? `a peerprobe trace with a wrong ${facts}` : { mark: 'trace', facts };
}

const WRONG_TIME = 'a peerprobe packet with a wrong at';

function readEvent(value: Readonly<Record<string, unknown>>): Remark {
  const { type } = value;
  if (!isNoted(type)) return 'a peerprobe event of a type that is none';
  const fields = shaped(value, EVENTS[type] as Shape<NotedEvent>);
  if (typeof fields === 'string') return `a peerprobe event "${type}" with a wrong ${fields}`;
  return { mark: 'event', event: { ...fields, type } as NotedEvent, after: value['after'] === true };
}

function isNoted(type: unknown): type is NotedEvent['type'] {
  return typeof type === 'string' && Object.hasOwn(EVENTS, type);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function marked(words: string, mark: Mark, what: object): string {
  const json = JSON.stringify({ v: VERSION, ...what });
  return `${ascii(words)}\npeerprobe ${mark} ${ascii(json)}`;
}

/** What a node printed may hold anything; in a comment it is escaped as JSON escapes it. */
function ascii(value: string): string {
  return value.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// The compiler holds these to the types of trace.ts: a field or a word that is missing here is an error.
const EVENTS: { readonly [T in NotedEvent['type']]: Shape<Extract<NotedEvent, { type: T }>> } = {
  expect: {
    at: isTime,
    check: text,
    kind: words({ answer: 1, greeting: 1, quiet: 1, calm: 1, listed: 1, unlisted: 1 }),
    group: text,
    peer: isEndpoint,
    about: nullable(isEndpoint),
    until: isTime,
    control: nullable(words({ before: 1, after: 1 })),
    route: words({ greeting: 1, answer: 1, announcement: 1 }),
    stimulus: text,
  },
  mark: { at: isTime, check: text, part: text, peer: isEndpoint, until: isTime },
  exited: {
    at: isTime,
    code: nullable(integer),
    signal: nullable(text),
    byUs: truth,
    reason: nullable(text),
    sanitizer: nullable(text),
    output: text,
  },
  drops: { at: isTime, ours: integer, target: integer },
  bound: { at: isTime, held: truth },
  sample: { at: isTime, check: text, rss: integer, threads: integer, fds: integer, processes: integer },
  late: { at: isTime, ms: isTime },
};

const FACTS: Shape<TraceFacts> = {
  target: isEndpoint,
  startPeer: nullable(isEndpoint),
  startedAt: nullable(isTime),
  alone: truth,
  epochMs: integer,
  runs: listOf(shapeOf<TraceRun>({ check: text, attempt: integer })),
};

function sentence(event: NotedEvent): string {
  switch (event.type) {
    case 'expect':
      return expectSentence(event.kind, event.peer, event.about, event.until - event.at, event.stimulus);
    case 'mark':
      return `${event.check}: ${endpointText(event.peer)} is the "${event.part}" for ${ms(event.until - event.at)}`;
    case 'exited': {
      const how = event.signal === null ? `with status ${event.code}` : `by ${event.signal}`;
      return `the target ended ${how}${event.byUs ? ', as we asked' : ''}`;
    }
    case 'drops':
      return `dropped by the kernel so far: ${event.ours} of ours, ${event.target} of the target's`;
    case 'bound':
      return `the target ${event.held ? 'holds' : 'does not hold'} its port`;
    case 'sample':
      return `the target uses ${event.rss} bytes, ${event.threads} threads, ${event.fds} descriptors`;
    case 'late':
      return `a timer of ours was ${ms(event.ms)} late`;
  }
}

function expectSentence(
  kind: string,
  peer: Endpoint,
  about: Endpoint | null,
  forMs: number,
  stimulus: string,
): string {
  const whom = about === null ? '' : ` naming ${endpointText(about)}`;
  return `expected for ${ms(forMs)} at ${endpointText(peer)}: ${kind}${whom} (${stimulus})`;
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}
