/**
 * Which datagram of a trace shows a finding best, and which of its bytes: a wrong one that the target sent, one
 * that names what the finding names, or else the last that was sent to it before.
 */

import type { DatagramEvent, ExpectEvent, Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { dissect } from '../wire/dissect.ts';
import { type Endpoint, endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { fieldsSize, MAX_DATAGRAM, rowOf, TLVS, type TlvName } from '../wire/table.ts';
import { type TlvNode, valueStart } from '../wire/tree.ts';
import type { Mark } from './hexdump.ts';

export interface Shown {
  /** Of the datagram in the trace. */
  readonly index: number;
  readonly event: DatagramEvent;
  readonly marks: readonly Mark[];
  /** The peer at which a reaction came, or was expected; null where the datagram says it all. */
  readonly listener: Endpoint | null;
  /** Its sender asked as a connected peer. */
  readonly connected: boolean;
  /** What has to be sent before it, by anybody; null if it shows the finding alone. */
  readonly before: DatagramEvent | null;
}

/** The datagram, or null where none shows it, as with the schedule. */
export function shownDatagram(judgement: Judgement, trace: Trace): Shown | null {
  if (OVER_TIME.has(judgement.requirement)) return null;
  const evidence = judgement.evidence.flatMap((index) => datagramAt(trace, index));
  const received = evidence.filter(({ event }) => event.type === 'received');
  const wrong = received.find(({ event }) => faultsOf(judgement, event.bytes));
  if (wrong !== undefined) return { ...wrong, marks: [], listener: null, connected: false, before: null };
  const named = received.flatMap((one) => {
    const marks = namedMarks(judgement.actual, one.event.bytes);
    return marks.length > 0 ? [{ ...one, marks, listener: null, connected: false, before: null }] : [];
  })[0];
  if (named !== undefined) return named;
  if (judgement.requirement === ICMP) return placed(lastAnnouncement(trace), judgement, trace, null, null);
  const expected = expectationOf(judgement, trace);
  const sent =
    (expected === null ? null : lastAbout(trace, expected.peer, expected.at + SENT_WITHIN_MS)) ??
    lastSent(evidence) ??
    causeOf(received[0]?.event, trace);
  return placed(sent, judgement, trace, expected, received[0]?.event.to ?? null);
}

function placed(
  sent: Placed | null,
  { requirement: id }: Judgement,
  trace: Trace,
  expected: ExpectEvent | null,
  reached: Endpoint | null,
): Shown | null {
  if (sent === null) return null;
  const marks = sentMarks(id, sent.event.bytes);
  const connected = expected?.kind === 'answer' && id !== STRANGER;
  const before = id === STALE ? longerBefore(trace, sent) : null;
  return { ...sent, marks, listener: expected?.peer ?? reached, connected, before };
}

// It asks as somebody unknown.
const STRANGER = 'REQ-2';
// It shows in what an earlier datagram left behind.
const STALE = 'HDR-4';

function longerBefore(trace: Trace, { index, event }: Placed): DatagramEvent | null {
  const all = trace.events.slice(0, index).flatMap((_, place) => datagramAt(trace, place));
  const isLonger = (one: Placed): boolean =>
    one.event.type === 'sent' &&
    one.event.bytes.length > event.bytes.length &&
    !isSameEndpoint(one.event.from, event.from);
  return all.findLast(isLonger)?.event ?? null;
}

// Set off by what is announced, wherever it shows.
const ICMP = 'ROB-2';

function lastAnnouncement(trace: Trace): Placed | null {
  const all = trace.events.flatMap((_, index) => datagramAt(trace, index));
  const holds = ({ event }: Placed): boolean =>
    event.type === 'sent' && dissect(event.bytes).tlvs.some(({ name }) => name === 'peer-address');
  return all.findLast(holds) ?? null;
}

// What only many datagrams and their times show.
const OVER_TIME: ReadonlySet<string> = new Set(['HEL-1', 'REQ-8', 'ROB-3', 'ROB-4', 'ROB-5']);

interface Placed {
  readonly index: number;
  readonly event: DatagramEvent;
}

function datagramAt(trace: Trace, index: number): Placed[] {
  const event = trace.events[index];
  return event?.type === 'sent' || event?.type === 'received' ? [{ index, event }] : [];
}

// What a datagram of the target is to blame for by itself; TLV-1 shows in the lengths that TLV-5 judges.
function faultsOf({ requirement }: Judgement, bytes: Uint8Array): boolean {
  const blamed = requirement === 'TLV-1' ? 'TLV-5' : requirement;
  return dissect(bytes).issues.some((found) => found.requirement === blamed);
}

/** Peer Addresses that the finding's words name. */
function namedMarks(words: string, bytes: Uint8Array): Mark[] {
  const names = new Set(words.match(/\d+\.\d+\.\d+\.\d+:\d+/g) ?? []);
  return dissect(bytes).tlvs.flatMap((tlv) => {
    const endpoint = endpointOf(tlv);
    if (endpoint === null || !names.has(endpointText(endpoint))) return [];
    return [{ start: valueStart(tlv), end: valueStart(tlv) + ADDRESS_SIZE, text: endpointText(endpoint) }];
  });
}

const ADDRESS_SIZE = fieldsSize(rowOf('peer-address'));

/** The expectation that the finding tells of. */
function expectationOf({ check, actual }: Judgement, trace: Trace): ExpectEvent | null {
  const expected = trace.events.findLast(
    (event): event is ExpectEvent =>
      event.type === 'expect' &&
      event.check === check &&
      event.control === null &&
      actual.startsWith(`${event.stimulus}: `),
  );
  return expected ?? null;
}

// A probe expects right before or after it has sent.
const SENT_WITHIN_MS = 5;

/** The last one; before it the last that is malformed: of what was sent before an end or a silence, that is the likeliest cause. */
function lastSent(evidence: readonly Placed[]): Placed | null {
  const sent = evidence.filter(({ event }) => event.type === 'sent');
  return sent.findLast(({ event }) => dissect(event.bytes).issues.length > 0) ?? sent.at(-1) ?? null;
}

function causeOf(reaction: DatagramEvent | undefined, trace: Trace): Placed | null {
  return reaction === undefined ? null : lastAbout(trace, reaction.to, reaction.at);
}

/** The last datagram until then that the peer sent or that holds its address, more than a plain Hello if there is one. */
function lastAbout(trace: Trace, peer: Endpoint, until: number): Placed | null {
  const about = trace.events.flatMap((event, index) =>
    event.type === 'sent' &&
    event.at <= until &&
    (isSameEndpoint(event.from, peer) || holds(event.bytes, peer))
      ? [{ index, event }]
      : [],
  );
  return about.findLast(({ event }) => event.bytes.length !== PLAIN_HELLO) ?? about.at(-1) ?? null;
}

const PLAIN_HELLO = 4;

/** Whether the bytes spell port and address of the peer anywhere, in a TLV or across its end. */
function holds(bytes: Uint8Array, { address, port }: Endpoint): boolean {
  if (bytes.length > MAX_DATAGRAM) return false;
  const wanted = [port >>> 8, port & 255, ...address.split('.').map(Number)];
  return bytes.some((_, at) => wanted.every((byte, i) => bytes[at + i] === byte));
}

/** The bytes that matter in a datagram that the target got. Malformed ones are marked by their issues. */
export function sentMarks(id: string, bytes: Uint8Array): Mark[] {
  const { tlvs } = dissect(bytes);
  const called = (name: TlvName): TlvNode | undefined => tlvs.find((tlv) => tlv.name === name);
  const mark = (tlv: TlvNode | undefined, text: string): Mark[] =>
    tlv === undefined
      ? []
      : [{ start: tlv.start, end: Math.min(tlv.end, tlv.start + 2), text, level: 'warn' }];
  switch (id) {
    case 'TLV-2':
      return mark(
        tlvs.find((tlv) => tlv.name === null),
        'unknown: to be skipped, its neighbours act',
      );
    case 'TLV-3':
      return tlvs.flatMap(extraMark).slice(0, 1);
    case 'HDR-3':
      return mark(tlvs[1], 'acts too, as does every TLV after it');
    case 'SIZ-3':
      return mark(tlvs.at(-1), 'the last TLV acts too');
    case 'HEL-2':
      return mark(called('hello'), 'whoever says this is a peer from then on');
    case 'REQ-1':
      return mark(called('peer-request'), 'to be answered');
    case 'ADR-1':
      return mark(called('peer-address'), 'the peer that it names is to be greeted');
    case 'ADR-2':
      return orderMarks(called('peer-address'));
    default:
      return [];
  }
}

/** The fields of an address in the order of their bytes. */
function orderMarks(tlv: TlvNode | undefined): Mark[] {
  if (tlv === undefined || tlv.fields === null) return [];
  const [port, address] = TLVS['peer-address'].fields;
  const start = valueStart(tlv);
  const middle = start + port.kind.size;
  return [
    { start, end: middle, text: 'the port, its high byte first', level: 'warn' },
    { start: middle, end: middle + address.kind.size, text: 'the address, as it is written', level: 'warn' },
  ];
}

function extraMark(tlv: TlvNode): Mark[] {
  if (tlv.name === null || tlv.fields === null) return [];
  const start = valueStart(tlv) + fieldsSize(rowOf(tlv.name));
  return start < tlv.end ? [{ start, end: tlv.end, text: 'extra bytes: to be ignored', level: 'warn' }] : [];
}

function endpointOf({ fields }: TlvNode): Endpoint | null {
  const { port, address } = fields ?? {};
  return typeof port === 'number' && typeof address === 'string' ? { port, address } : null;
}
