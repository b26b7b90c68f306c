import { familyOf } from '../../src/oracle/family.ts';
import type { StandingCheck } from '../../src/oracle/standing/table.ts';
import type { ProcessEvent, Trace, TraceEvent } from '../../src/oracle/trace.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

export const TARGET: Endpoint = { address: '127.0.0.1', port: 4200 };
export const PEER: Endpoint = { address: '127.10.20.127', port: 32_530 };
export const WITNESS: Endpoint = { address: '127.30.40.127', port: 32_540 };
/** The check that marks and expectations belong to. */
export const CHECK = 'c';

/** A trace of these events, in the order of time; the target was started at 0. */
export function traceOf(events: readonly TraceEvent[]): Trace {
  const ordered = events.toSorted((a, b) => a.at - b.at);
  return { target: TARGET, startPeer: null, startedAt: 0, alone: true, events: ordered };
}

/** What a standing check says of the trace of these events. */
export function verdictOf(
  judge: StandingCheck['judge'],
  events: readonly TraceEvent[],
  more: Partial<Trace> = {},
): string {
  const trace = { ...traceOf(events), ...more };
  return judge(trace, familyOf(trace)).verdict;
}

/** Lab peers beside the two above, each with octets of its own. */
export function lab(number: number): Endpoint {
  return { address: `127.${50 + number}.${150 + number}.127`, port: 32_600 + number };
}

/** From the target to a peer. */
export function received(at: number, hex: string, to: Endpoint = PEER, from: Endpoint = TARGET): TraceEvent {
  return { type: 'received', at, from, to, bytes: bytesOf(hex) };
}

/** From a peer to the target. */
export function sent(at: number, hex: string, from: Endpoint = PEER): TraceEvent {
  return { type: 'sent', at, from, to: TARGET, bytes: bytesOf(hex) };
}

/** Hellos of the target at these times. */
export function hellos(times: readonly number[], to: Endpoint = PEER): TraceEvent[] {
  return times.map((at) => received(at, '68010102', to));
}

/** Hellos of a peer at these times. */
export function says(times: readonly number[], from: Endpoint = PEER): TraceEvent[] {
  return times.map((at) => sent(at, '68010102', from));
}

/** A datagram of Peer Addresses as hex. */
export function addresses(...peers: readonly Endpoint[]): string {
  return `6801${peers.map(({ address, port }) => `0308${hex(port, 4)}${octets(address)}`).join('')}`;
}

/** A request, and 10 ms later an answer in one datagram. */
export function asks(at: number, listed: readonly Endpoint[], asker: Endpoint = WITNESS): TraceEvent[] {
  return [sent(at, '68010202', asker), received(at + 10, addresses(...listed), asker)];
}

export function mark(at: number, part: string, until: number, peer: Endpoint = PEER): TraceEvent {
  return { type: 'mark', at, check: CHECK, part, peer, until };
}

/** A timer of ours was that late. */
export function late(at: number, ms: number): TraceEvent {
  return { type: 'late', at, ms };
}

/** The kernel dropped one of the target's datagrams between 0 and `at`. */
export function dropsBy(at: number, where: 'ours' | 'target' = 'target'): TraceEvent[] {
  const none = { ours: 0, target: 0 };
  return [
    { type: 'drops', at: 0, ...none },
    { type: 'drops', at, ...none, [where]: 1 },
  ];
}

/** The end of the target's process: by itself with status 0, unless told otherwise. */
export function exited(at: number, how: Partial<ProcessEvent> = {}): TraceEvent {
  const usual = { code: 0, signal: null, byUs: false, reason: null, sanitizer: null, output: '' };
  return { type: 'exited', at, ...usual, ...how };
}

function octets(address: string): string {
  return address
    .split('.')
    .map((octet) => hex(Number(octet), 2))
    .join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === null) throw new Error(`${text} is no hexadecimal`);
  return bytes;
}
