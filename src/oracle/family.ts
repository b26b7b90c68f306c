/**
 * The family of all conforming nodes, as bounds: for each address, whether every conforming node must, and
 * whether any may, hold it connected at a time (DESIGN law 5). Made from what the lab sent, never from what the
 * target did.
 */

import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { parse } from '../wire/parse.ts';
import { told } from './answer.ts';
import type { Trace } from './trace.ts';

// HEL-4: a peer is owed its place up to 2.9 s after its last Hello (whole-second clocks may lose one), and
// 50 ms are allowed for a Hello to be taken in.
const OWED_MS = 2900;
const TAKE_IN_MS = 50;

/** What the target may and must believe, from the trace. */
export class Family {
  readonly #hellos = new Map<string, number[]>(); // Bounded by the lab's peers and the length of the trace.
  readonly #mentioned = new Set<string>();

  constructor(trace: Trace) {
    for (const event of trace.events) {
      if (event.type !== 'sent') continue;
      const said = told(event.bytes);
      for (const endpoint of said.listed) this.#mentioned.add(endpointText(endpoint));
      // Only a plain Hello obliges: one in a datagram that is malformed or odd is what a probe is about.
      if (said.hello && isPlain(event.bytes)) this.#add(endpointText(event.from), event.at);
    }
    if (trace.startPeer !== null) this.#mentioned.add(endpointText(trace.startPeer));
  }

  /** Every conforming node holds these connected at that time. */
  mustBeConnected(at: number): string[] {
    return [...this.#hellos]
      .filter(([, times]) => times.some((time) => time <= at - TAKE_IN_MS && time >= at - OWED_MS))
      .map(([key]) => key);
  }

  /** Some conforming node may list it: it said Hello, was announced, or was given at start (REQ-10). */
  mayBeListed(endpoint: Endpoint): boolean {
    const key = endpointText(endpoint);
    return this.#mentioned.has(key) || this.#hellos.has(key);
  }

  #add(key: string, at: number): void {
    const times = this.#hellos.get(key);
    if (times === undefined) this.#hellos.set(key, [at]);
    else times.push(at);
  }
}

function isPlain(bytes: Uint8Array): boolean {
  const result = parse(bytes);
  return result.ok && result.message.tlvs.length === 1;
}
