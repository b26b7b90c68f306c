/**
 * What the target's datagrams tell a peer: Hellos, and the addresses that it lists. Read leniently, so that one
 * malformed TLV (judged elsewhere) does not hide what stands before it.
 */
import { addressAt } from '../node/reading.ts';
import { type Endpoint, endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { nameOf } from '../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../wire/walk.ts';
import { asTraceGrows } from './memo.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** What one datagram says. */
export interface Told {
  readonly hello: boolean;
  readonly request: boolean;
  /** How many of them. */
  readonly requests: number;
  readonly listed: readonly Endpoint[];
  /** The same as texts. */
  readonly keys: readonly string[];
  /** Every reader sees the same TLVs in it. */
  readonly wellFormed: boolean;
  /** Well formed, and one TLV alone. */
  readonly single: boolean;
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
  const listed: Endpoint[] = [];
  let [hello, requests, tlvs] = [false, 0, 0];
  const walk = new Walk();
  walk.start(bytes, 0, bytes.length);
  let wellFormed = walk.header === HeaderFault.none;
  while (walk.next()) {
    tlvs += 1;
    if (walk.fault !== Fault.none) wellFormed = false;
    const name = walk.hasFields ? nameOf(walk.type) : null;
    if (name === 'hello') hello = true;
    else if (name === 'peer-request') requests += 1;
    else if (name === 'peer-address') listed.push(addressAt(bytes, walk.at));
  }
  const [keys, single] = [listed.map(nameOnce), wellFormed && tlvs === 1];
  return { hello, request: requests > 0, requests, listed, keys, wellFormed, single };
}

// A long capture lists the same addresses millions of times.
const NAMES = new Map<string, string>();
const MAX_NAMES = 65_536;

/** The endpoint's text, kept once. */
function nameOnce(endpoint: Endpoint): string {
  const text = endpointText(endpoint);
  const known = NAMES.get(text);
  if (known !== undefined) return known;
  if (NAMES.size >= MAX_NAMES) NAMES.clear();
  NAMES.set(text, text);
  return text;
}

/** The same of an event of a trace. */
export function toldBy(event: DatagramEvent): Told {
  return told(event.bytes);
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
    if (event.type !== 'received' || !isSameEndpoint(event.from, target)) return;
    const { hello, request, requests, listed, keys, wellFormed, single } = toldBy(event);
    const one = { hello, request, requests, listed, keys, wellFormed, single, index, at: event.at, event };
    all.push(one);
    const key = endpointText(event.to);
    const list = byPeer.get(key);
    if (list === undefined) byPeer.set(key, [one]);
    else list.push(one);
  },
);
