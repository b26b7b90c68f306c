/**
 * The family of all conforming nodes, as bounds (DESIGN law 5): for each address, whether every conforming node
 * must, and whether any may, hold it connected, or list it, at a time. Made from what was sent to the target, never
 * from what the target did.
 */

import { type Endpoint, endpointText, parseEndpoint } from '../wire/endpoint.ts';
import { parse } from '../wire/parse.ts';
import { canonicalLength, HEADER, TLV_HEADER, TLVS } from '../wire/table.ts';
import { toldBy } from './answer.ts';
import { perTrace } from './memo.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** HEL-4, in ms: up to here after its last Hello a peer is owed its place (whole-second clocks may lose one). */
export const OWED_MS = 2900;
/** HEL-4: from here on no conforming node has it connected. */
export const GONE_MS = 6500;
/** Protocol.md, bounds: so many peers every table holds; beyond that a bounded one may refuse. */
export const SURE_PEERS = 12;
// For a Hello to be taken in.
const TAKE_IN_MS = 50;

/** What was sent from one address, or about it; times ascend. */
interface Life {
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
  readonly #start: string | null;

  constructor(trace: Trace) {
    this.#start = trace.startPeer === null ? null : endpointText(trace.startPeer);
    for (const event of trace.events) {
      if (event.type !== 'sent') continue;
      const said = toldBy(event);
      const life = this.#life(endpointText(event.from));
      life.said.push(event.at);
      if (mayHold(event, 'hello')) life.maybe.push(event.at);
      if (said.hello && isPlain(event.bytes)) life.plain.push(event.at);
      for (const endpoint of announcements(event))
        this.#life(endpointText(endpoint)).mentioned.push(event.at);
    }
  }

  /** Every conforming node holds these connected at that time, if its table has room for them. */
  mustBeConnected(at: number): string[] {
    return [...this.#lives]
      .filter(([, { plain }]) => happened(plain, at - OWED_MS, at - TAKE_IN_MS))
      .map(([key]) => key);
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
  mayBeConnected(endpoint: Endpoint, at: number): boolean {
    return happened(this.#lives.get(endpointText(endpoint))?.maybe ?? [], at - GONE_MS, at);
  }

  /** Peers that were connected by a Hello of their own and have sent nothing for so long. */
  silentFor(ms: number, at: number): string[] {
    return [...this.#lives]
      .filter(([, { plain, said }]) => (plain[0] ?? at) < at && !happened(said, at - ms, at))
      .map(([key]) => key);
  }

  /** Who sent anything. */
  peers(): Endpoint[] {
    return [...this.#lives].flatMap(([key, { said }]) =>
      said.length === 0 ? [] : (parseEndpoint(key) ?? []),
    );
  }

  /** Peers that said a Hello that obliges, with their first and their last. */
  heard(): { readonly peer: Endpoint; readonly at: number; readonly last: number }[] {
    return [...this.#lives].flatMap(([key, { plain }]) => {
      const [peer, at, last] = [parseEndpoint(key), plain[0], plain.at(-1)];
      return peer === null || at === undefined || last === undefined ? [] : [{ peer, at, last }];
    });
  }

  /** Announced addresses that never said anything like a Hello, with when they were announced last. */
  rumours(): { readonly endpoint: Endpoint; readonly last: number }[] {
    return [...this.#lives].flatMap(([key, { maybe, mentioned }]) => {
      const [endpoint, last] = [parseEndpoint(key), mentioned.at(-1)];
      return endpoint === null || last === undefined || maybe.length > 0 ? [] : [{ endpoint, last }];
    });
  }

  /** How many peers some node may hold connected at that time. */
  crowd(at: number): number {
    return [...this.#lives.values()].filter(({ maybe }) => happened(maybe, at - GONE_MS, at)).length;
  }

  /** Some conforming node may list it: it said Hello, was announced, or was given at start (REQ-10). */
  mayBeListed(endpoint: Endpoint, at = Number.POSITIVE_INFINITY): boolean {
    const key = endpointText(endpoint);
    const life = this.#lives.get(key);
    if (key === this.#start) return true;
    return life !== undefined && ((life.maybe[0] ?? at) < at || (life.mentioned[0] ?? at) < at);
  }

  /** Given at start, or announced by somebody up to that time: known by hearsay (REQ-4). */
  isHearsay(endpoint: Endpoint, at: number): boolean {
    const key = endpointText(endpoint);
    return key === this.#start || (this.#lives.get(key)?.mentioned[0] ?? at) < at;
  }

  /** When it last said a Hello that obliges, up to that time; null if it never did. */
  lastHello(endpoint: Endpoint, at: number): number | null {
    return this.#lives.get(endpointText(endpoint))?.plain.findLast((time) => time <= at) ?? null;
  }

  /** When it last said anything that some reader may take for a Hello, up to that time; null if it never did. */
  lastMaybe(endpoint: Endpoint, at: number): number | null {
    return this.#lives.get(endpointText(endpoint))?.maybe.findLast((time) => time <= at) ?? null;
  }

  /** When it last sent anything, up to that time; null if it never did. */
  lastSaid(endpoint: Endpoint, at: number): number | null {
    return this.#lives.get(endpointText(endpoint))?.said.findLast((time) => time <= at) ?? null;
  }

  #life(key: string): Life {
    const life = this.#lives.get(key) ?? { plain: [], maybe: [], said: [], mentioned: [] };
    this.#lives.set(key, life);
    return life;
  }
}

/** The bounds that a trace gives. */
export const familyOf: (trace: Trace) => Family = perTrace((trace) => new Family(trace));

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
  const { type, fields } = TLVS['peer-address'];
  const [port, address] = fields;
  const size = canonicalLength(TLVS['peer-address']);
  for (let at = bytes.indexOf(type, HEADER.size); at >= 0; at = bytes.indexOf(type, at + 1)) {
    if (at + size > bytes.length) break;
    const start = at + TLV_HEADER.size;
    found.push({
      port: port.kind.read(bytes, start),
      address: address.kind.read(bytes, start + port.kind.size),
    });
  }
  return found;
}

function isPlain(bytes: Uint8Array): boolean {
  const result = parse(bytes);
  return result.ok && result.message.tlvs.length === 1;
}

/** Whether any of the ascending times lies in `[from, to]`. */
function happened(times: readonly number[], from: number, to: number): boolean {
  const last = times.findLast((time) => time <= to);
  return last !== undefined && last >= from;
}
