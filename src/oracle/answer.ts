/**
 * What the target's datagrams tell a peer: Hellos, and the addresses that it lists. Read leniently, so that one
 * malformed TLV (judged elsewhere) does not hide what stands before it.
 */
import { dissect } from '../wire/dissect.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** What one datagram says. */
export interface Told {
  readonly hello: boolean;
  readonly request: boolean;
  readonly listed: readonly Endpoint[];
}

// What was read already: every judge asks again. Lives as long as the datagrams do.
const READ = new WeakMap<Uint8Array, Told>();

/** Reads one datagram, which nobody changes afterwards; with a wrong header it says nothing. */
export function told(bytes: Uint8Array): Told {
  const known = READ.get(bytes);
  if (known !== undefined) return known;
  const said = read(bytes);
  READ.set(bytes, said);
  return said;
}

function read(bytes: Uint8Array): Told {
  const { tlvs } = dissect(bytes);
  const listed: Endpoint[] = [];
  for (const { fields } of tlvs) {
    const { port, address } = fields ?? {};
    if (typeof port === 'number' && typeof address === 'string') listed.push({ address, port });
  }
  const has = (name: string): boolean => tlvs.some((tlv) => tlv.name === name && tlv.fields !== null);
  return { hello: has('hello'), request: has('peer-request'), listed };
}

/** A datagram from the target to a lab peer, read; `index` is its place in the trace. */
export interface Received extends Told {
  readonly index: number;
  readonly at: number;
  readonly event: DatagramEvent;
}

/** All datagrams from the target's address and port, in order; to one peer if one is given. */
export function fromTarget(trace: Trace, peer?: Endpoint): readonly Received[] {
  const { all, byPeer } = sorted(trace);
  return peer === undefined ? all : (byPeer.get(endpointText(peer)) ?? []);
}

/** What came of a trace when it had so many events. */
interface Sorted {
  readonly length: number;
  readonly all: readonly Received[];
  readonly byPeer: ReadonlyMap<string, readonly Received[]>;
}

// Judges ask for the same trace again and again; one that has grown is read anew.
const SORTED = new WeakMap<Trace, Sorted>();

function sorted(trace: Trace): Sorted {
  const length = trace.events.length;
  const known = SORTED.get(trace);
  if (known?.length === length) return known;
  const all: Received[] = [];
  const byPeer = new Map<string, Received[]>();
  const { target } = trace;
  for (const [index, event] of trace.events.entries()) {
    if (event.type !== 'received' || !same(event.from, target)) continue;
    const { hello, request, listed } = told(event.bytes);
    const received = { hello, request, listed, index, at: event.at, event };
    all.push(received);
    const key = endpointText(event.to);
    const mine = byPeer.get(key);
    if (mine === undefined) byPeer.set(key, [received]);
    else mine.push(received);
  }
  const result = { length, all, byPeer };
  SORTED.set(trace, result);
  return result;
}

function same(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.address === b.address;
}
