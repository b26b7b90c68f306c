/**
 * What the target's datagrams tell a peer: Hellos, and the addresses that it lists. Read leniently, so that one
 * malformed TLV (judged elsewhere) does not hide what stands before it.
 */
import { dissect } from '../wire/dissect.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { asTraceGrows } from './memo.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** What one datagram says. */
export interface Told {
  readonly hello: boolean;
  readonly request: boolean;
  readonly listed: readonly Endpoint[];
  /** The same as texts. */
  readonly keys: readonly string[];
  /** Every reader sees the same TLVs in it. */
  readonly wellFormed: boolean;
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
  const { tlvs, issues } = dissect(bytes);
  const listed: Endpoint[] = [];
  for (const { fields } of tlvs) {
    const { port, address } = fields ?? {};
    if (typeof port === 'number' && typeof address === 'string') listed.push({ address, port });
  }
  const has = (name: string): boolean => tlvs.some((tlv) => tlv.name === name && tlv.fields !== null);
  const wellFormed = issues.every(({ severity }) => severity !== 'malformed');
  const keys = listed.map(endpointText);
  return { hello: has('hello'), request: has('peer-request'), listed, keys, wellFormed };
}

const readings = new WeakMap<DatagramEvent, Told>();

/** The same of an event of a trace, read once: several judges look at each. */
export function toldBy(event: DatagramEvent): Told {
  const known = readings.get(event);
  if (known !== undefined) return known;
  const fresh = told(event.bytes);
  readings.set(event, fresh);
  return fresh;
}

/** A datagram from the target to a lab peer, read; `index` is its place in the trace. */
export interface Received extends Told {
  readonly index: number;
  readonly at: number;
  readonly event: DatagramEvent;
}

/** All datagrams from the target's address and port, in order; to one peer if one is given. */
export function fromTarget(trace: Trace, peer?: Endpoint): readonly Received[] {
  const { all, byPeer } = received(trace);
  return peer === undefined ? all : (byPeer.get(endpointText(peer)) ?? []);
}

interface AllReceived {
  readonly target: Endpoint;
  readonly all: Received[];
  readonly byPeer: Map<string, Received[]>; // Bounded by the trace.
}

const received = asTraceGrows<AllReceived>(
  ({ target }) => ({ target, all: [], byPeer: new Map() }),
  ({ target, all, byPeer }, event, index) => {
    if (event.type !== 'received' || !same(event.from, target)) return;
    const { hello, request, listed, keys, wellFormed } = toldBy(event);
    const one = { hello, request, listed, keys, wellFormed, index, at: event.at, event };
    all.push(one);
    const key = endpointText(event.to);
    const list = byPeer.get(key);
    if (list === undefined) byPeer.set(key, [one]);
    else list.push(one);
  },
);

function same(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.address === b.address;
}
