import type { Trace, TraceEvent } from '../../src/oracle/trace.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

export const TARGET: Endpoint = { address: '127.0.0.1', port: 4200 };
export const PEER: Endpoint = { address: '127.10.20.127', port: 32_530 };
export const WITNESS: Endpoint = { address: '127.30.40.127', port: 32_540 };

/** A trace of these events, in the order of time; the target was started at 0. */
export function traceOf(events: readonly TraceEvent[]): Trace {
  const ordered = events.toSorted((a, b) => a.at - b.at);
  return { target: TARGET, startPeer: null, startedAt: 0, alone: true, events: ordered };
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

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`${hex} is no hexadecimal`);
  return bytes;
}
