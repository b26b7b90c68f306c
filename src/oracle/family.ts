/**
 * The family of all conforming nodes, as bounds (DESIGN law 5): for each address, whether every conforming node
 * must, and whether any may, hold it connected, or list it, at a time. Made from what was sent to the target, never
 * from what the target did.
 */

import { mayBeSelf } from '../node/address.ts';
import { addressAt } from '../node/reading.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { canonicalLength, HEADER, TLVS } from '../wire/table.ts';
import { toldBy } from './answer.ts';
import { happened, lastUpTo } from './ascending.ts';
import { asTraceGrows } from './memo.ts';
import type { DatagramEvent, Trace, TraceEvent } from './trace.ts';

/** HEL-4, in ms: up to here after its last Hello a peer is owed its place (whole-second clocks may lose one). */
export const OWED_MS = 2900;
/** HEL-4: from here on no conforming node has it connected. */
export const GONE_MS = 6500;
/** Protocol.md, bounds: so many peers every table holds; beyond that a bounded one may refuse. */
export const SURE_PEERS = 12;
/** For a Hello to be taken in. */
export const TAKE_IN_MS = 50;
/** Protocol.md, bounds: so long a node has to bind and to greet its start peers. */
export const GREETING_MS = 2000;
/** A living node that knows anybody speaks in less; before it was started, it did not. */
export const BORN_MS = 5000;

/** An endpoint, or its text. */
type Name = Endpoint | string;

/** What was sent from one address, or about it; times ascend. */
interface Life {
  readonly endpoint: Endpoint;
  /** Hellos alone in a well-formed datagram: those oblige. */
  readonly plain: number[];
  /** Datagrams in which some reader may see a Hello. */
  readonly maybe: number[];
  /** Datagrams of any kind. */
  readonly said: number[];
  /** When somebody announced it, in any reading. */
  readonly mentioned: number[];
}

/** What the target may and must believe, from the trace. */
export class Family {
  readonly #lives = new Map<string, Life>(); // Bounded by the addresses of the trace.
  /** Those of them that sent anything: many more may have been announced. */
  readonly #speakers = new Map<string, Life>();
  readonly #start: string | null;
  readonly #target: Endpoint;

  /** Of what has happened by then; `take` adds what comes later. */
  constructor(trace: Pick<Trace, 'target' | 'startPeer' | 'events'>) {
    this.#target = trace.target;
    this.#start = trace.startPeer === null ? null : endpointText(trace.startPeer);
    for (const event of trace.events) this.take(event);
  }

  /** The next event of the trace. */
  take(event: TraceEvent): void {
    if (event.type !== 'sent') return;
    const said = toldBy(event);
    const life = this.#life(event.from);
    if (life.said.length === 0) this.#speakers.set(endpointText(event.from), life);
    life.said.push(event.at);
    if (mayHold(event, 'hello')) life.maybe.push(event.at);
    if (said.hello && said.single) life.plain.push(event.at);
    for (const endpoint of announcements(event)) {
      this.#life(endpoint).mentioned.push(event.at);
      // Told of itself, perhaps by another of its addresses, it may greet itself, and hears that from this one (ADR-5).
      if (mayBeSelf(endpoint, this.#target)) this.#life(this.#target).maybe.push(event.at);
    }
  }

  /** Every conforming node holds these connected at that time, if its table has room for them. */
  mustBeConnected(at: number): string[] {
    const keys: string[] = [];
    for (const [key, { plain }] of this.#speakers)
      if (happened(plain, at - OWED_MS, at - TAKE_IN_MS)) keys.push(key);
    return keys;
  }

  /** From its first Hello that obliges to its last there was no silence in which some node may have dropped it. */
  isSteady(key: string): boolean {
    const { plain = [] } = this.#lives.get(key) ?? {};
    return plain.every((at, i) => at - (plain[i - 1] ?? at) <= OWED_MS);
  }

  /** It said two Hellos that oblige in that time: one of them may be lost. */
  saidTwice(key: string, from: number, to: number): boolean {
    const { plain = [] } = this.#lives.get(key) ?? {};
    return plain.filter((at) => at >= from && at <= to).length >= 2;
  }

  /** Some conforming node may hold it connected at that time, or have done so a moment before. */
  mayBeConnected(peer: Name, at: number): boolean {
    return happened(this.#lives.get(keyOf(peer))?.maybe ?? [], at - GONE_MS, at);
  }

  /** Peers that were connected by a Hello of their own and have sent nothing for so long. */
  silentFor(ms: number, at: number): string[] {
    const keys: string[] = [];
    for (const [key, { plain, said }] of this.#speakers)
      if ((plain[0] ?? at) < at && !happened(said, at - ms, at)) keys.push(key);
    return keys;
  }

  /** Who sent anything. */
  peers(): Endpoint[] {
    return [...this.#speakers.values()].map(({ endpoint }) => endpoint);
  }

  /** Peers that said a Hello that obliges, with their first and their last. */
  heard(): { readonly peer: Endpoint; readonly at: number; readonly last: number }[] {
    return [...this.#speakers.values()].flatMap(({ endpoint: peer, plain }) => {
      const [at, last] = [plain[0], plain.at(-1)];
      return at === undefined || last === undefined ? [] : [{ peer, at, last }];
    });
  }

  /** Announced addresses that never said anything like a Hello, with when they were announced last. */
  rumours(): { readonly endpoint: Endpoint; readonly last: number }[] {
    return [...this.#lives.values()].flatMap(({ endpoint, maybe, mentioned }) => {
      const last = mentioned.at(-1);
      return last === undefined || maybe.length > 0 ? [] : [{ endpoint, last }];
    });
  }

  /** How many peers some node may hold connected at that time. */
  crowd(at: number): number {
    let count = 0;
    for (const { maybe } of this.#speakers.values()) if (happened(maybe, at - GONE_MS, at)) count += 1;
    return count;
  }

  /** Some conforming node may list it: it said Hello, was announced, or was given at start (REQ-10). */
  mayBeListed(peer: Name, at = Number.POSITIVE_INFINITY): boolean {
    const key = keyOf(peer);
    const life = this.#lives.get(key);
    if (key === this.#start) return true;
    return life !== undefined && ((life.maybe[0] ?? at) < at || (life.mentioned[0] ?? at) < at);
  }

  /** Given at start, or announced by somebody up to that time: known by hearsay (REQ-4). */
  isHearsay(peer: Name, at: number): boolean {
    const key = keyOf(peer);
    return key === this.#start || (this.#lives.get(key)?.mentioned[0] ?? at) < at;
  }

  /** When it last said a Hello that obliges, up to that time; null if it never did. */
  lastHello(peer: Name, at: number): number | null {
    return lastUpTo(this.#lives.get(keyOf(peer))?.plain ?? [], at);
  }

  /** When it last said anything that some reader may take for a Hello, up to that time; null if it never did. */
  lastMaybe(peer: Name, at: number): number | null {
    return lastUpTo(this.#lives.get(keyOf(peer))?.maybe ?? [], at);
  }

  /** When it last sent anything, up to that time; null if it never did. */
  lastSaid(peer: Name, at: number): number | null {
    return lastUpTo(this.#lives.get(keyOf(peer))?.said ?? [], at);
  }

  #life(endpoint: Endpoint): Life {
    const key = endpointText(endpoint);
    const known = this.#lives.get(key);
    if (known !== undefined) return known;
    const life: Life = { endpoint, plain: [], maybe: [], said: [], mentioned: [] };
    this.#lives.set(key, life);
    return life;
  }
}

function keyOf(peer: Name): string {
  return typeof peer === 'string' ? peer : endpointText(peer);
}

/** The bounds that a trace gives. */
export const familyOf: (trace: Trace) => Family = asTraceGrows(
  ({ target, startPeer }) => new Family({ target, startPeer, events: [] }),
  (family, event) => family.take(event),
);

/**
 * Whether some reader finds such a TLV in the datagram: in a malformed one any offset may be a TLV's, for what a
 * broken length does to the rest is free (TLV-6). So it is under a wrong header, which HDR-1 judges alone.
 */
export function mayHold(event: DatagramEvent, name: 'hello' | 'peer-request'): boolean {
  const { hello, request, wellFormed } = toldBy(event);
  if (wellFormed) return name === 'hello' ? hello : request;
  return event.bytes.indexOf(TLVS[name].type, HEADER.size) >= 0;
}

/** The addresses that some reader finds, as above. At most one for each byte. */
function announcements(event: DatagramEvent): readonly Endpoint[] {
  const { listed, wellFormed } = toldBy(event);
  if (wellFormed) return listed;
  const { bytes } = event;
  const found: Endpoint[] = [];
  const { type } = TLVS['peer-address'];
  const size = canonicalLength(TLVS['peer-address']);
  for (let at = bytes.indexOf(type, HEADER.size); at >= 0; at = bytes.indexOf(type, at + 1)) {
    if (at + size > bytes.length) break;
    found.push(addressAt(bytes, at));
  }
  return found;
}
